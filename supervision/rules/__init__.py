"""The table of rules: one module an aspect, each a tuple that can be read aloud."""

from . import completeness, timeliness
from .rule import Moment, Parameter, Rule, Shape

__all__ = ["RULES", "Moment", "Parameter", "Rule", "Shape", "find"]

RULES: tuple[Rule, ...] = (*completeness.RULES, *timeliness.RULES)


def find(code: str) -> Rule:
    """Return the rule of a code; KeyError for none."""
    for rule in RULES:
        if rule.code == code:
            return rule
    raise KeyError(code)
