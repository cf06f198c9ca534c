"""Verbs of extension, Art. 33: once, by at most 20 working days, agreed by the office's head."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from applications import notices
from applications.enums import ExtensionState, PaperKind
from applications.models import Application, ExtensionRequest
from applications.moving import begin, finish
from applications.paperwork import papers
from catalogs.models import Official
from catalogs.workflow import MoveRefused


@transaction.atomic
def request_extension(
    application: Application,
    *,
    actor: Official,
    reason: str,
    days: int,
    today: date,
    at: datetime | None = None,
) -> ExtensionRequest:
    """Ask the government office for ``days`` more working days, on the due date at the latest.

    Raises ``MoveRefused`` after the due date, while the clock is stopped (there is no due date
    to extend) and when the application was extended or an extension is already asked for.
    """
    application = begin(application, "request_extension", actor=actor, reason=reason)
    _check_time(application, today)
    if application.extension_requests.exclude(state=ExtensionState.REFUSED).exists():
        raise MoveRefused(_("An application is extended once only."), code="state")
    request = ExtensionRequest(
        application=application,
        reason=reason,
        days=days,
        requested_by=actor,
        requested_on=today,
    )
    request.full_clean()
    request.save()
    finish(application, "request_extension", actor=actor, reason=reason, at=at)
    notices.tell_officials(
        application,
        f"extension-request-{request.pk}",
        recipients=notices.intake_officials(),
        news=gettext_noop("An extension awaits your approval"),
    )
    return request


@transaction.atomic
def approve_extension(
    request: ExtensionRequest, *, actor: Official, today: date, at: datetime | None = None
) -> Application:
    """Agree; the due date moves and the applicant is told (Art. 33)."""
    application, request = _locked(request, "approve_extension", actor=actor)
    if request.requested_by_id == actor.pk:
        raise MoveRefused(_("Another person than the requester decides."), code="role")
    _check_time(application, today)
    _decide(request, ExtensionState.APPROVED, actor=actor, today=today)
    application.extension_days, application.extended_on = request.days, today
    finish(
        application,
        "approve_extension",
        actor=actor,
        reason=request.reason,
        changes={"extension_days": [0, request.days]},
        recount=True,
        at=at,
    )
    kind = PaperKind.EXTENSION
    papers.issue(application, kind, actor=actor, today=today, about=request, at=at)
    notices.tell_applicant(
        application,
        "extended",
        news=gettext_noop("The time for the reply was extended to %(day)s."),
        day=application.due_on,
    )
    return application


@transaction.atomic
def refuse_extension(
    request: ExtensionRequest,
    *,
    actor: Official,
    reason: str,
    today: date,
    at: datetime | None = None,
) -> Application:
    """Refuse; the due date stays, and another request remains possible."""
    application, request = _locked(request, "refuse_extension", actor=actor, reason=reason)
    _decide(request, ExtensionState.REFUSED, actor=actor, today=today, reason=reason)
    finish(application, "refuse_extension", actor=actor, reason=reason, at=at)
    notices.tell_officials(
        application,
        f"extension-refused-{request.pk}",
        recipients=[request.requested_by],
        news=gettext_noop("The extension was refused"),
    )
    return application


def _check_time(application: Application, today: date) -> None:
    if application.due_on is None:
        raise MoveRefused(_("The clock is stopped; there is no due date to extend."), code="state")
    if today > application.due_on:
        raise MoveRefused(_("The due date has passed; it can no longer be extended."), code="late")


def _locked(
    request: ExtensionRequest, action: str, *, actor: Official, reason: str = ""
) -> tuple[Application, ExtensionRequest]:
    application = begin(request.application, action, actor=actor, reason=reason)
    request = application.extension_requests.select_for_update().get(pk=request.pk)
    if request.state != ExtensionState.PENDING:
        raise MoveRefused(_("This request is decided already."), code="state")
    return application, request


def _decide(
    request: ExtensionRequest, state: str, *, actor: Official, today: date, reason: str = ""
) -> None:
    request.state, request.decided_by, request.decided_on = state, actor, today
    request.decision_reason = reason
    request.save()
