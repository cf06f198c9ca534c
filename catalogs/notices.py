"""Who is told of a citizen's case, and the words in the language of the portal."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from catalogs.enums import Role
from catalogs.models import Department, Official


def handlers_of(case: Any) -> Iterable[Official]:
    """Return the handler, or while there is none the clerks of the lead department."""
    if case.handler:
        return [case.handler]
    return clerks_of(case.department) if case.department else intake_officials()


def clerks_of(department: Department) -> Iterable[Official]:
    return Official.objects.filter(department=department, role=Role.CLERK, is_active=True)


def reviewers_of(department: Department) -> Iterable[Official]:
    return Official.objects.filter(department=department, role=Role.REVIEWER, is_active=True)


def intake_officials() -> Iterable[Official]:
    return Official.objects.filter(role=Role.GOVERNMENT_OFFICE, is_active=True)


def said(news: str, values: dict[str, Any]) -> str:
    """Return ``news`` in the language now active; days are written as this language writes them."""
    written = {
        name: date_format(value) if isinstance(value, date) else str(value)
        for name, value in values.items()
    }
    return _(news) % written
