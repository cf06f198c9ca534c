"""Verbs of closing without an answer: withdrawn, not corrected in time, not paid in time."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_noop

from applications import notices
from applications.enums import ApplicationState, Outcome, PaperKind
from applications.models import Application, Correction, FeeNotice
from applications.moving import begin, finish, settle_open_parts
from applications.paperwork import papers
from catalogs.models import Official
from catalogs.workflow import MoveRefused

LETTERS = {
    "close_uncorrected": PaperKind.CLOSED_UNCORRECTED,
    "close_unpaid": PaperKind.CLOSED_UNPAID,
}


@transaction.atomic
def withdraw(
    application: Application,
    *,
    actor: Official | None,
    today: date,
    reason: str = "",
    at: datetime | None = None,
) -> Application:
    """Give the application up; ``actor`` is None when the applicant does it online.

    An official records a withdrawal made in writing, with the reason.
    """
    action = "record_withdrawal" if actor else "withdraw"
    application = begin(application, action, actor=actor, applicant=actor is None, reason=reason)
    _conclude(application, action, Outcome.OTHER, actor=actor, today=today, reason=reason, at=at)
    papers.issue(application, PaperKind.WITHDRAWAL, actor=actor, today=today, at=at)
    notices.tell_handlers(
        application, "withdrawn", news=gettext_noop("An application was withdrawn")
    )
    return application


def close_uncorrected(*, today: date, at: datetime | None = None) -> int:
    """Close every application whose correction did not come in its period (Art. 30).

    Returns how many this call closed; run twice, or late after a missed night, it closes each
    once, on the day it runs.
    """
    missed = Correction.objects.missed(today).select_related("application").order_by("pk")
    return sum(
        _close(row, "close_uncorrected", Outcome.NOT_CORRECTED, today=today, at=at)
        for row in missed
    )


def close_unpaid(*, today: date, at: datetime | None = None) -> int:
    """Close every application whose fee was not paid in its period; return how many."""
    missed = FeeNotice.objects.missed(today).select_related("application").order_by("pk")
    return sum(_close(row, "close_unpaid", Outcome.NOT_PAID, today=today, at=at) for row in missed)


def _close(
    row: Correction | FeeNotice,
    action: str,
    outcome: str,
    *,
    today: date,
    at: datetime | None,
) -> int:
    try:
        with transaction.atomic():
            application = begin(row.application, action, actor=None)
            _conclude(application, action, outcome, actor=None, today=today, at=at)
            papers.issue(application, LETTERS[action], actor=None, today=today, about=row, at=at)
    except MoveRefused:
        # The correction, the payment or another worker came first.
        return 0
    return 1


def _conclude(
    application: Application,
    action: str,
    outcome: str,
    *,
    actor: Official | None,
    today: date,
    reason: str = "",
    at: datetime | None = None,
) -> None:
    application.outcome, application.concluded_on = outcome, today
    settle_open_parts(application, today=today)
    row = finish(
        application,
        action,
        actor=actor,
        reason=reason,
        changes={"outcome": [None, outcome]},
        at=at,
    )
    notices.tell_applicant(
        application,
        f"closed-{row.pk}",
        news=gettext_noop("Your application is closed: %(state)s."),
        state=ApplicationState(application.state).label,
    )
