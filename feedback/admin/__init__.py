"""What an administrator edits of interaction with the public; one module a topic."""

from . import consultations, evaluations, knowledge, opinions, rules, surveys

__all__ = ["consultations", "evaluations", "knowledge", "opinions", "rules", "surveys"]
