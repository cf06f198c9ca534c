"""What an administrator edits of interaction with the public; one module a topic."""

from . import knowledge, rules

__all__ = ["knowledge", "rules"]
