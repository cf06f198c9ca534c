"""What an administrator edits of interaction with the public; one module a topic."""

from . import consultations, knowledge, opinions, rules

__all__ = ["consultations", "knowledge", "opinions", "rules"]
