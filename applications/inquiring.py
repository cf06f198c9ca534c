"""Verbs of asking others: a third party (Art. 32), another agency (Art. 34)."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from applications import notices
from applications.enums import INQUIRY_WORKING_DAYS, InquiryAnswer, InquiryKind, PaperKind
from applications.models import Application, Inquiry
from applications.moving import begin, check_day, finish
from applications.paperwork import papers
from catalogs.deadlines import load_calendar, start_clock, working_days
from catalogs.models import Department, Official
from catalogs.workflow import MoveRefused

GIVEN_ANSWERS = (InquiryAnswer.CONSENTS, InquiryAnswer.OBJECTS)
LETTERS = {
    InquiryKind.THIRD_PARTY: PaperKind.THIRD_PARTY_INQUIRY,
    InquiryKind.AGENCY: PaperKind.AGENCY_CONSULTATION,
}


@transaction.atomic
def ask_third_party(
    application: Application,
    *,
    actor: Official,
    addressee: str,
    question: str,
    today: date,
    addressee_contact: str = "",
    at: datetime | None = None,
) -> Inquiry:
    """Ask a third party whose rights the disclosure may harm; the clock stops."""
    if not addressee.strip():
        raise ValidationError({"addressee": _("Name the third party.")})
    return _ask(
        application,
        "ask_third_party",
        actor=actor,
        today=today,
        at=at,
        kind=InquiryKind.THIRD_PARTY,
        addressee=addressee,
        addressee_contact=addressee_contact,
        question=question,
    )


@transaction.atomic
def consult_agency(
    application: Application,
    *,
    actor: Official,
    question: str,
    today: date,
    agency: Department | None = None,
    agency_name: str = "",
    at: datetime | None = None,
) -> Inquiry:
    """Consult another agency, of the portal or named by ``agency_name``; the clock stops."""
    if agency and agency.pk == application.department_id:
        raise ValidationError({"agency": _("Name another agency than the lead department.")})
    inquiry = _ask(
        application,
        "consult_agency",
        actor=actor,
        today=today,
        at=at,
        kind=InquiryKind.AGENCY,
        agency=agency,
        agency_name=agency_name,
        question=question,
    )
    if agency:
        notices.tell_officials(
            application,
            f"inquiry-{inquiry.pk}",
            recipients=notices.clerks_of(agency),
            news=gettext_noop("Your department's answer is asked"),
        )
    return inquiry


def _ask(
    application: Application,
    action: str,
    *,
    actor: Official,
    today: date,
    at: datetime | None,
    **columns: Any,
) -> Inquiry:
    application = begin(application, action, actor=actor)
    calendar = load_calendar()
    inquiry = Inquiry(application=application, asked_by=actor, sent_on=today, **columns)
    start_clock(inquiry, working_days(INQUIRY_WORKING_DAYS), start=today, calendar=calendar)
    inquiry.full_clean()
    inquiry.save()
    finish(application, action, actor=actor, recount=True, calendar=calendar, at=at)
    papers.issue(application, LETTERS[inquiry.kind], actor=actor, today=today, about=inquiry, at=at)
    return inquiry


@transaction.atomic
def receive_inquiry_answer(
    inquiry: Inquiry,
    *,
    actor: Official,
    answer: str,
    today: date,
    text: str = "",
    received_on: date | None = None,
    at: datetime | None = None,
) -> Inquiry:
    """Record the answer; the clock runs on from the day after it arrived.

    An answer that came after its period takes no more than the period out of the clock.
    """
    application, inquiry = _locked(inquiry, "record_inquiry_answer", actor=actor)
    if not actor.sees_all_departments and actor.department_id not in (
        application.department_id,
        inquiry.agency_id,
    ):
        raise MoveRefused(_("Another department is asked."), code="role")
    if answer not in GIVEN_ANSWERS:
        raise ValidationError({"answer": _("Choose an answer.")})
    day = received_on or today
    check_day("received_on", day, earliest=inquiry.sent_on, today=today)
    inquiry.answered_on = min(day, inquiry.due_on)
    inquiry.answer, inquiry.answer_text = answer, text
    inquiry.full_clean()
    inquiry.save()
    row = finish(
        application,
        "record_inquiry_answer",
        actor=actor,
        changes={"inquiry": [None, answer]},
        recount=True,
        at=at,
    )
    notices.tell_handlers(
        application, f"answer-{row.pk}", news=gettext_noop("The answer to an inquiry has arrived")
    )
    return inquiry


@transaction.atomic
def override_objection(
    inquiry: Inquiry,
    *,
    actor: Official,
    reason: str,
    today: date,
    at: datetime | None = None,
) -> Inquiry:
    """Record why an objection does not stand: no good reason, or a greater public interest.

    Art. 32: the third party is then told in writing what is disclosed, and why.
    """
    application = begin(inquiry.application, "override_objection", actor=actor, reason=reason)
    inquiry = application.inquiries.select_for_update().get(pk=inquiry.pk)
    if not inquiry.is_objecting:
        raise MoveRefused(_("There is no objection to override."), code="state")
    inquiry.override_reason, inquiry.overridden_on = reason, today
    inquiry.full_clean()
    inquiry.save()
    finish(application, "override_objection", actor=actor, reason=reason, at=at)
    return inquiry


def end_silent_inquiries(*, today: date, at: datetime | None = None) -> int:
    """End every inquiry whose period passed in silence; return how many this call ended.

    The stop ends with the period, not with the night this runs in: a missed night costs the
    applicant nothing. A third party's silence leaves the decision to the agency, another
    agency's counts as consent.
    """
    ended = 0
    for inquiry in Inquiry.objects.silent(today).order_by("pk"):
        try:
            ended += _end_silent(inquiry, today=today, at=at)
        except MoveRefused:
            # Concluded meanwhile: nothing is awaited any more.
            continue
    return ended


@transaction.atomic
def _end_silent(inquiry: Inquiry, *, today: date, at: datetime | None) -> int:
    application, inquiry = _locked(inquiry, "end_silent_inquiry", actor=None)
    if not inquiry.is_silent(today):
        return 0
    inquiry.answered_on, inquiry.answer = inquiry.due_on, InquiryAnswer.NO_ANSWER
    inquiry.save(update_fields=["answered_on", "answer"])
    row = finish(
        application,
        "end_silent_inquiry",
        actor=None,
        changes={"inquiry": [None, InquiryAnswer.NO_ANSWER]},
        recount=True,
        at=at,
    )
    notices.tell_handlers(
        application, f"silence-{row.pk}", news=gettext_noop("An inquiry ended without an answer")
    )
    return 1


def _locked(
    inquiry: Inquiry, action: str, *, actor: Official | None
) -> tuple[Application, Inquiry]:
    application = begin(inquiry.application, action, actor=actor)
    inquiry = application.inquiries.select_for_update().get(pk=inquiry.pk)
    if actor and not inquiry.is_open:
        raise MoveRefused(_("This inquiry is answered already."), code="state")
    return application, inquiry
