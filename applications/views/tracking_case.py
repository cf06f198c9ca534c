"""What the page of one's own application shows."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from applications import access, progress
from applications.enums import (
    ANSWERED_STATES,
    INTAKE_STATES,
    WAITING_STATES,
    ApplicationState,
    PaperKind,
)
from applications.models import Application
from applications.paperwork.grounds import grounds_of
from applications.paperwork.legal_remedies import REFUSALS
from catalogs import case_files
from catalogs.deadlines import load_calendar
from catalogs.time_left import due_shown

TONES = {
    **dict.fromkeys(WAITING_STATES, "amber"),
    **dict.fromkeys(ANSWERED_STATES, "green"),
}


def case_context(application: Application, *, today: date) -> dict[str, Any]:
    """Return the context of the case page; nothing in it tells who the applicant is."""
    answered = application.state in ANSWERED_STATES
    rating = getattr(application, "rating", None)
    can = {row.action for row in access.applicant_actions(application)}
    return {
        "application": application,
        "state": {
            "text": application.get_state_display(),
            "tone": TONES.get(application.state, "blue" if application.is_open else "grey"),
        },
        # Before the assignment the department is what the applicant wished for.
        "handled": application.department and application.state not in INTAKE_STATES,
        "meaning": progress.meaning(application),
        "stages": progress.line(application),
        "due": due_shown(application, today=today, calendar=load_calendar()),
        "correction": getattr(application, "correction", None),
        "can_correct": _can_correct(application, can, today),
        "fee": getattr(application, "fee_notice", None),
        "awaits_payment": application.state == ApplicationState.AWAITING_PAYMENT,
        "answered": answered,
        "grounds": grounds_of(application.outcome, application.answer_variant),
        "refused": application.outcome in REFUSALS,
        "remedies": _remedies(application),
        "files": _files(application),
        "papers": application.papers.for_applicant(),
        "can_withdraw": "withdraw" in can,
        "rating": rating,
        "can_rate": answered and rating is None,
        "asked": _asked(application),
    }


def _remedies(application: Application) -> str:
    """Return the sentence of the letter of answer, which names law, authority and time."""
    paper = application.papers.filter(kind=PaperKind.ANSWER).order_by("pk").last()
    return paper.letter.remedies if paper else ""


def _can_correct(application: Application, can: set[str], today: date) -> bool:
    return "supply_correction" in can and application.correction.due_on >= today


def _files(application: Application) -> list[dict[str, Any]]:
    return [
        case_files.card(
            row,
            url=reverse("applications:track-file", args=[row.pk]),
            name=row.name,
        )
        for row in access.files_for_applicant(application)
    ]


def _asked(application: Application) -> list[dict[str, Any]]:
    consents = _("Yes") if application.consent_to_publish else _("No")
    rows = [
        {"label": _("Title of the information"), "value": application.title},
        {"label": _("Document number"), "value": application.document_number},
        {"label": _("Other features"), "value": application.features},
        {"label": _("Form wanted"), "value": application.get_form_wanted_display()},
        {"label": _("Way wanted"), "value": application.get_way_wanted_display()},
        {"label": _("Publishing agreed to"), "value": consents},
    ]
    correction = getattr(application, "correction", None)
    if correction and correction.text:
        rows.insert(3, {"label": _("Your correction"), "value": correction.text})
    return rows
