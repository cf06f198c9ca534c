"""Departments that handle a citizen's case: who may handle it, and another's opinion on it."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from catalogs.models import Department, Official
from catalogs.workflow import MoveRefused


def check_handler(handler: Official | None, department: Department) -> None:
    """Refuse a handler who is not at work in the lead ``department``."""
    if handler and (handler.department_id != department.pk or not handler.is_active):
        raise ValidationError({"handler": _("The handler belongs to the lead department.")})


def check_is_another(department: Department, case: Any) -> None:
    """Refuse the department that leads the case already, where another is meant."""
    if department.pk == case.department_id:
        raise ValidationError({"department": _("This department leads already.")})


def write_opinion(asked: Any, *, actor: Official, opinion: str, today: date) -> None:
    """Write the opinion into the locked row ``asked``, for the department that was asked."""
    if not actor.sees_all_departments and actor.department_id != asked.department_id:
        raise MoveRefused(_("Another department is asked."), code="role")
    if not opinion.strip():
        raise ValidationError({"opinion": _("Write the opinion.")})
    asked.opinion, asked.answered_on, asked.answered_by = opinion, today, actor
    asked.save()
