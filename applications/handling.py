"""Verbs of handling: assigned to a department, passed on, discussed, noted."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from applications import notices
from applications.correcting import ask_correction, receive_correction
from applications.enums import PaperKind
from applications.extending import approve_extension, refuse_extension, request_extension
from applications.inquiring import (
    ask_third_party,
    consult_agency,
    override_objection,
    receive_inquiry_answer,
)
from applications.models import Application, CoHandling, Note
from applications.moving import begin, finish
from applications.paperwork import papers
from applications.receiving import register
from catalogs.co_handling import check_handler, check_is_another, write_opinion
from catalogs.models import Department, Official

__all__ = [
    "add_note",
    "approve_extension",
    "ask_co_handler",
    "ask_correction",
    "ask_third_party",
    "assign",
    "consult_agency",
    "give_opinion",
    "override_objection",
    "reassign",
    "receive_correction",
    "receive_inquiry_answer",
    "refuse_extension",
    "register",
    "request_extension",
    "transfer",
]


@transaction.atomic
def assign(
    application: Application,
    *,
    actor: Official,
    department: Department,
    handler: Official | None = None,
    at: datetime | None = None,
) -> Application:
    """Give a registered application to the department that leads its handling."""
    application = begin(application, "assign", actor=actor)
    check_handler(handler, department)
    # Until now the department the applicant wished for, if any.
    wished = application.department
    application.department, application.handler = department, handler
    row = finish(
        application,
        "assign",
        actor=actor,
        changes={"department": [wished.code if wished else None, department.code]},
        at=at,
    )
    notices.tell_handlers(
        application, f"assigned-{row.pk}", news=gettext_noop("An application was assigned to you")
    )
    return application


@transaction.atomic
def reassign(
    application: Application, *, actor: Official, handler: Official, at: datetime | None = None
) -> Application:
    """Name the official of the lead department who handles the application."""
    application = begin(application, "reassign", actor=actor)
    check_handler(handler, application.department)
    old, application.handler = application.handler, handler
    row = finish(
        application,
        "reassign",
        actor=actor,
        changes={"handler": [old.username if old else None, handler.username]},
        at=at,
    )
    notices.tell_handlers(
        application, f"reassigned-{row.pk}", news=gettext_noop("An application was assigned to you")
    )
    return application


@transaction.atomic
def transfer(
    application: Application,
    *,
    actor: Official,
    department: Department,
    reason: str,
    at: datetime | None = None,
) -> Application:
    """Hand the lead to another department of the portal; the clock runs on.

    The applicant and the new department are told.
    """
    application = begin(application, "transfer", actor=actor, reason=reason)
    check_is_another(department, application)
    # The letter is still the handing department's.
    day = timezone.localdate(at)
    papers.issue(application, PaperKind.TRANSFER, actor=actor, today=day, about=department, at=at)
    changes = {"department": [application.department.code, department.code]}
    application.department, application.handler = department, None
    row = finish(application, "transfer", actor=actor, reason=reason, changes=changes, at=at)
    notices.tell_handlers(
        application,
        f"transferred-{row.pk}",
        news=gettext_noop("An application was transferred to you"),
    )
    notices.tell_applicant(
        application,
        f"transfer-{row.pk}",
        news=gettext_noop("Your application is now handled by %(department)s."),
        department=department,
    )
    return application


@transaction.atomic
def ask_co_handler(
    application: Application,
    *,
    actor: Official,
    department: Department,
    question: str,
    today: date,
    at: datetime | None = None,
) -> CoHandling:
    """Ask another department of the portal for its part, under the lead department."""
    application = begin(application, "ask_co_handler", actor=actor)
    check_is_another(department, application)
    co_handling = CoHandling(
        application=application, department=department, question=question, asked_on=today
    )
    co_handling.full_clean()
    co_handling.save()
    row = finish(
        application,
        "ask_co_handler",
        actor=actor,
        changes={"co_handlers": [None, department.code]},
        at=at,
    )
    notices.tell_officials(
        application,
        f"co-handler-{row.pk}",
        recipients=notices.clerks_of(department),
        news=gettext_noop("Your department's opinion is asked"),
    )
    return co_handling


@transaction.atomic
def give_opinion(
    co_handling: CoHandling,
    *,
    actor: Official,
    opinion: str,
    today: date,
    at: datetime | None = None,
) -> CoHandling:
    """Give the opinion of the department that was asked; the lead's handler is told."""
    application = begin(co_handling.application, "give_opinion", actor=actor)
    co_handling = application.co_handlings.select_for_update().get(pk=co_handling.pk)
    write_opinion(co_handling, actor=actor, opinion=opinion, today=today)
    row = finish(application, "give_opinion", actor=actor, at=at)
    notices.tell_handlers(
        application,
        f"opinion-{row.pk}",
        news=gettext_noop("The opinion of a department has arrived"),
    )
    return co_handling


@transaction.atomic
def add_note(
    application: Application, *, actor: Official, text: str, at: datetime | None = None
) -> Note:
    """Add an internal note; its text is not repeated in the history."""
    application = begin(application, "add_note", actor=actor)
    if not text.strip():
        raise ValidationError({"text": _("Write the note.")})
    note = Note.objects.create(application=application, author=actor, text=text)
    finish(application, "add_note", actor=actor, at=at)
    return note
