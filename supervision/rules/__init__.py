"""The table of rules: one module an aspect, each a tuple that can be read aloud."""

from . import (
    applications,
    completeness,
    consistency,
    data,
    interaction,
    interpretation,
    links,
    records,
    rectification,
    site,
    timeliness,
)
from .rule import Moment, Parameter, Rule, Shape

__all__ = ["RULES", "Moment", "Parameter", "Rule", "Shape", "find", "name_of"]

# What was found is looked at last, when the other rules have closed what is gone.
RULES: tuple[Rule, ...] = (
    *completeness.RULES,
    *records.RULES,
    *consistency.RULES,
    *timeliness.RULES,
    *interpretation.RULES,
    *applications.RULES,
    *interaction.RULES,
    *site.RULES,
    *links.RULES,
    *data.RULES,
    *rectification.RULES,
)


def find(code: str) -> Rule:
    """Return the rule of a code; KeyError for none."""
    for rule in RULES:
        if rule.code == code:
            return rule
    raise KeyError(code)


def name_of(code: str) -> str:
    """Return what a rule is called, or its code when the table has it no longer."""
    try:
        return str(find(code).name)
    except KeyError:
        return code
