"""Verbs of answering: drafted, reviewed by another person, issued, delivered, filed."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from applications import notices
from applications.enums import (
    ANSWER_OUTCOMES,
    VARIANT_OUTCOMES,
    AnswerVariant,
    Outcome,
    PaperKind,
    Way,
)
from applications.models import Application, Correction
from applications.moving import begin, check_day, finish, settle_open_parts
from applications.paperwork import papers
from applications.paperwork.answers import has_blanks
from catalogs.models import Official, PublicityMatter
from catalogs.workflow import MoveRefused


@transaction.atomic
def draft_answer(
    application: Application,
    *,
    actor: Official,
    outcome: str,
    answer: str,
    matter: PublicityMatter | None = None,
    variant: str = "",
    right_agency: str = "",
    at: datetime | None = None,
) -> Application:
    """Keep the draft: its outcome by the annual report's codes, its text, the matter it is of.

    ``variant`` chooses among answers of one outcome; ``right_agency`` is the agency, with its
    contact, that the applicant is sent to. Raises ``ValidationError`` by field. Who drafts does
    not review.
    """
    application = begin(application, "draft_answer", actor=actor)
    if outcome not in ANSWER_OUTCOMES:
        raise ValidationError({"outcome": _("Choose an outcome.")})
    if outcome == Outcome.STILL_UNCLEAR and not _was_corrected(application):
        raise ValidationError(
            {"outcome": _("This outcome needs a correction that was asked for and received.")}
        )
    if variant and VARIANT_OUTCOMES.get(variant) != outcome:
        raise ValidationError({"variant": _("This variant belongs to another outcome.")})
    if right_agency.strip() and variant != AnswerVariant.OTHER_AGENCY:
        raise ValidationError({"right_agency": _("Another agency is named in its own answer.")})
    if not answer.strip():
        raise ValidationError({"answer": _("Write the answer.")})
    old = application.outcome or None
    application.outcome, application.answer = outcome, answer
    application.answer_variant, application.right_agency = variant, right_agency.strip()
    application.matter, application.drafter = matter, actor
    finish(application, "draft_answer", actor=actor, changes={"outcome": [old, outcome]}, at=at)
    return application


@transaction.atomic
def submit_answer(
    application: Application, *, actor: Official, at: datetime | None = None
) -> Application:
    """Hand the draft to the department's reviewers.

    Raises ``MoveRefused`` without a draft, while an inquiry is open, and for disclosing in
    full against an objection that stands (Art. 32); ``ValidationError`` by field while the
    answer has blanks.
    """
    application = begin(application, "submit_answer", actor=actor)
    if not application.answer or not application.outcome:
        raise MoveRefused(_("The answer is not drafted yet."), code="state")
    _check_filled_in(application)
    if application.inquiries.open().exists():
        raise MoveRefused(_("An inquiry is still open."), code="state")
    if application.outcome == Outcome.DISCLOSED and application.inquiries.objecting().exists():
        raise MoveRefused(
            _("An objection stands against disclosing in full; override it with the reason."),
            code="objection",
        )
    row = finish(application, "submit_answer", actor=actor, at=at)
    notices.tell_officials(
        application,
        f"review-{row.pk}",
        recipients=notices.reviewers_of(application.department),
        news=gettext_noop("An answer awaits your review"),
    )
    return application


@transaction.atomic
def return_answer(
    application: Application, *, actor: Official, reason: str, at: datetime | None = None
) -> Application:
    """Give the answer back to its drafter with the reason; an approval is void."""
    application = begin(application, "return_answer", actor=actor, reason=reason)
    application.approver = None
    row = finish(application, "return_answer", actor=actor, reason=reason, at=at)
    if application.drafter:
        notices.tell_officials(
            application,
            f"returned-{row.pk}",
            recipients=[application.drafter],
            news=gettext_noop("An answer was returned"),
        )
    return application


@transaction.atomic
def approve_answer(
    application: Application, *, actor: Official, at: datetime | None = None
) -> Application:
    """Approve the answer; another person than the drafter does it."""
    application = begin(application, "approve_answer", actor=actor)
    if application.drafter_id == actor.pk:
        raise MoveRefused(_("Another person than the drafter reviews."), code="role")
    application.approver = actor
    row = finish(application, "approve_answer", actor=actor, at=at)
    notices.tell_handlers(
        application,
        f"approved-{row.pk}",
        news=gettext_noop("An answer was approved and can be issued"),
    )
    return application


@transaction.atomic
def issue_answer(
    application: Application, *, actor: Official, today: date, at: datetime | None = None
) -> Application:
    """Issue the answer today: the clock ends and the applicant can read it.

    Raises ``ValidationError`` by field while the answer has blanks.
    """
    application = begin(application, "issue_answer", actor=actor)
    _check_filled_in(application)
    application.answered_on = application.concluded_on = today
    settle_open_parts(application, today=today)
    finish(
        application,
        "issue_answer",
        actor=actor,
        changes={"outcome": [None, application.outcome]},
        at=at,
    )
    papers.issue_answer(application, actor=actor, today=today, at=at)
    notices.tell_applicant(
        application, "answered", news=gettext_noop("Your application was answered.")
    )
    return application


@transaction.atomic
def deliver(
    application: Application,
    *,
    actor: Official,
    way: str,
    delivered_on: date,
    today: date,
    at: datetime | None = None,
) -> Application:
    """Record on which day and by which way the answer reached the applicant."""
    application = begin(application, "deliver", actor=actor)
    if way not in Way.values:
        raise ValidationError({"way": _("Choose a way of delivery.")})
    check_day("delivered_on", delivered_on, earliest=application.answered_on, today=today)
    application.delivery_way, application.delivered_on = way, delivered_on
    finish(application, "deliver", actor=actor, changes={"way": [None, way]}, at=at)
    papers.issue(application, PaperKind.DELIVERY, actor=actor, today=today, about=actor, at=at)
    return application


@transaction.atomic
def file(
    application: Application, *, actor: Official, today: date, at: datetime | None = None
) -> Application:
    """File the papers; the application is done (Art. 45)."""
    application = begin(application, "file", actor=actor)
    application.filed_on = today
    finish(application, "file", actor=actor, at=at)
    return application


def _check_filled_in(application: Application) -> None:
    for name in ("answer", "right_agency"):
        if has_blanks(getattr(application, name)):
            raise ValidationError(
                {name: _("Something is still to be filled in: dots, a line or an empty bracket.")}
            )


def _was_corrected(application: Application) -> bool:
    return Correction.objects.filter(application=application, received_on__isnull=False).exists()
