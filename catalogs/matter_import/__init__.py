"""Importing a county's catalogue of publicity matters, with the official headers or in English.

``read_matters`` reads a file into rows and reasons, ``Report`` tells what was read, and
``write_matters`` makes drafts of what is sound. Nothing is guessed and nothing is half written.
"""

from .reading import BadRow, MatterRow, ReadMatters, read_matters
from .report import dry_run_lines
from .writing import Written, write_matters

__all__ = [
    "BadRow",
    "MatterRow",
    "ReadMatters",
    "Written",
    "dry_run_lines",
    "read_matters",
    "write_matters",
]
