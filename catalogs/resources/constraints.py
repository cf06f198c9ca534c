"""The check constraints of a model, asked of a row in memory.

Django asks the database once for each row and constraint; an import of twenty thousand rows has no
time for that. The conditions are the model's own, so the rule still stands in one place; the
database checks them again when the rows are written.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q


def check(row: models.Model) -> list[str]:
    """Return the sentences of the check constraints that ``row`` breaks."""
    broken = []
    for constraint in row._meta.constraints:
        if not isinstance(constraint, models.CheckConstraint):
            continue
        try:
            kept = holds(constraint.condition, row)
        except NotImplementedError:
            kept = _asked(constraint, row)
        if not kept:
            broken.append(str(constraint.violation_error_message))
    return broken


def holds(condition: Q, row: models.Model) -> bool:
    """Evaluate ``condition`` on the attributes of ``row``."""
    answers = (
        holds(child, row) if isinstance(child, Q) else _lookup(row, *child)
        for child in condition.children
    )
    answer = any(answers) if condition.connector == Q.OR else all(answers)
    return not answer if condition.negated else answer


def _lookup(row: models.Model, path: str, wanted: Any) -> bool:
    name, _separator, operator = path.partition("__")
    value = _value(row, name)
    if isinstance(wanted, F):
        wanted = _value(row, wanted.name)
    if operator in ("", "exact"):
        return value == wanted
    if operator == "in":
        return value in wanted
    if operator == "isnull":
        return (value is None) == wanted
    if operator == "lte":
        return value is None or wanted is None or value <= wanted
    raise NotImplementedError(operator)


def _value(row: models.Model, name: str) -> Any:
    field = row._meta.get_field(name)
    value = getattr(row, field.attname)
    if value is None and field.is_relation and field.is_cached(row):
        return field.get_cached_value(row)  # a related row that is saved a moment later
    return value


def _asked(constraint: models.CheckConstraint, row: models.Model) -> bool:
    try:
        constraint.validate(type(row), row)
    except ValidationError:
        return False
    return True
