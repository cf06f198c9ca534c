"""Which department answers? Suggested by field and words; the office decides when it issues."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from catalogs.models import Department, Field
from feedback.models import RoutingRule
from feedback.words import words_of

_BETWEEN = re.compile(r"[\s,，、;；]+")


@dataclass(frozen=True, slots=True)
class Rule:
    """A routing rule ready to be matched: each phrase is the set of words it is cut into."""

    phrases: tuple[frozenset[str], ...]
    field: int | None
    department: int


def rule(words: str, field: int | None, department: int) -> Rule:
    """Make a rule of what an administrator wrote: words between spaces or commas."""
    phrases = (frozenset(words_of(phrase)) for phrase in _BETWEEN.split(words))
    return Rule(tuple(phrase for phrase in phrases if phrase), field, department)


def suggest(words: Iterable[str], field: int | None, rules: Sequence[Rule]) -> int | None:
    """Return the department of the rule that fits best, or None.

    Most phrases found wins, then the rule of the very field, then the earlier rule. A rule of
    another field than the given one does not fit. Where no words fit, the department
    competent for the field answers.
    """
    found = frozenset(words)
    best: tuple[int, bool] = (0, False)
    department: int | None = None
    for row in rules:
        if field is not None and row.field not in (None, field):
            continue
        hits = sum(phrase <= found for phrase in row.phrases)
        rank = (hits, field is not None and row.field == field)
        if hits and rank > best:
            best, department = rank, row.department
    if department is not None or field is None:
        return department
    return next((row.department for row in rules if not row.phrases and row.field == field), None)


def suggest_department(text: str, *, field: Field | None = None) -> Department | None:
    """Return the department the rules suggest for ``text``, among those still active."""
    rows = RoutingRule.objects.filter(department__is_active=True).order_by("pk")
    rules = [rule(*row) for row in rows.values_list("words", "field_id", "department_id")]
    found = suggest(words_of(text), field.pk if field else None, rules)
    return Department.objects.filter(pk=found).first() if found else None
