"""What an administrator edits of interaction with the public; one module a topic."""

from . import rules

__all__ = ["rules"]
