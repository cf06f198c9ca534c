"""What the page of one application shows an official; the identity is masked."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from applications import access
from applications.enums import APPLICANTS_FILES, INTAKE_STATES
from applications.forms.desk_asking import asked_name
from applications.identity import parts_of_all, without_identity
from applications.models import Application, ApplicationFile
from applications.paperwork.grounds import article_of
from applications.views import desk_actions, desk_history, desk_rows
from catalogs import case_files
from catalogs.identity import without_parts
from catalogs.models import Official
from catalogs.working_days import WorkCalendar


def case(
    application: Application, user: Official, *, today: date, calendar: WorkCalendar
) -> dict[str, Any]:
    """Return the context of the page."""
    offers = desk_actions.offers(application, user, today=today, calendar=calendar)
    correction = getattr(application, "correction", None)
    return {
        "application": application,
        "state": desk_rows.state_tag(application),
        "clock": desk_rows.clock_tag(application, today=today, calendar=calendar),
        "department": _department(application),
        "next_steps": [offer for offer in offers if offer.is_next],
        "other_steps": [offer for offer in offers if not offer.is_next],
        "asked": asked(application),
        "applicant": _applicant(application),
        "may_reveal": access.may(user, application, "reveal_identity"),
        "facts": _facts(application),
        "outcome": outcome_words(application),
        "title": without_identity(application.title, application),
        "correction": correction,
        "corrected": without_identity(correction.text, application) if correction else "",
        "fee": getattr(application, "fee_notice", None),
        "published": getattr(application, "published_request", None),
        "rating": getattr(application, "rating", None),
        "inquiries": _inquiries(application),
        "co_handlings": application.co_handlings.select_related("department", "answered_by"),
        "extensions": application.extension_requests.select_related("requested_by", "decided_by"),
        "remedies": application.remedies.all(),
        "notes": application.notes.select_related("author"),
        "given_files": files(application, user, given=True),
        "files": files(application, user, given=False),
        "papers": application.papers.all(),
        "events": desk_history.events(application),
    }


def outcome_words(application: Application) -> str:
    """Return code, words and article of the outcome; empty while there is none."""
    if not application.outcome:
        return ""
    words = application.get_answer_variant_display()
    words = words or f"{application.get_outcome_display()} · {article_of(application.outcome)}"
    return f"{application.outcome} {words}"


def files(application: Application, user: Official, *, given: bool) -> list[dict[str, Any]]:
    """Return the files the user may read: those the applicant gave, or the office's own."""
    return [
        case_files.card(
            row,
            url=reverse("applications:desk-file", args=[application.receipt_number, row.pk]),
            name=file_name(row),
        )
        for row in application.files.select_related("application__department")
        if given == (row.purpose in APPLICANTS_FILES) and access.may_read_file(user, row)
    ]


def file_name(row: ApplicationFile) -> str:
    """Return what the desk calls a file, on its pages and when it is saved."""
    if row.purpose not in APPLICANTS_FILES:
        return row.name
    # What an applicant calls a file may be a name.
    return f"{row.get_purpose_display()} {row.pk}.{row.extension}"


def _department(application: Application) -> dict[str, Any] | None:
    # Before the assignment it is what the applicant wished for.
    if application.department is None or application.state in INTAKE_STATES:
        return None
    return {"name": application.department.display_name, "url": ""}


def asked(application: Application, *, in_full: bool = False) -> list[dict[str, Any]]:
    """Return what is asked; where the applicant wrote the own name into it, it is struck out."""

    def written(text: str) -> str:
        return text if in_full else without_identity(text, application)

    consents = _("Yes") if application.consent_to_publish else _("No")
    return [
        {"label": _("Title of the information"), "value": written(application.title)},
        {"label": _("Document number"), "value": written(application.document_number)},
        {"label": _("Other features"), "value": written(application.features)},
        {"label": _("Form wanted"), "value": application.get_form_wanted_display()},
        {"label": _("Way wanted"), "value": application.get_way_wanted_display()},
        {"label": _("Publishing agreed to"), "value": consents},
    ]


def _applicant(application: Application) -> list[dict[str, Any]]:
    person = pgettext("of a person", "Name")
    name = person if application.is_person else _("Name of the organisation")
    number = _("Certificate number") if application.is_person else _("Unified social credit code")
    rows = [
        (_("Kind of applicant"), application.get_applicant_kind_display()),
        (name, application.masked_name),
        (number, application.masked_certificate),
        (_("Telephone"), application.masked_telephone),
        (_("Email address"), application.masked_email),
        (_("Postal address"), application.masked_address),
    ]
    return [{"label": label, "value": value} for label, value in rows]


def _facts(application: Application) -> list[dict[str, Any]]:
    people = (
        (_("Handler"), application.handler),
        (_("Drafter of the answer"), application.drafter),
        (_("Reviewer of the answer"), application.approver),
    )
    matter = application.matter.display_name if application.matter else ""
    wished = application.department if application.state in INTAKE_STATES else None
    named = wished.display_name if wished else ""
    return [
        *([{"label": _("Department named by the applicant"), "value": named}] if named else []),
        *({"label": label, "value": str(who or _("nobody yet"))} for label, who in people),
        *([{"label": _("Publicity matter"), "value": matter}] if matter else []),
    ]


def _inquiries(application: Application) -> list[dict[str, Any]]:
    """Return who was asked what, and the answers; third parties and applicant are struck out."""
    parts = parts_of_all(application)
    return [
        {
            "row": row,
            "name": asked_name(row),
            "question": without_parts(row.question, parts),
            "answer": without_parts(row.answer_text, parts),
            "override_reason": without_parts(row.override_reason, parts),
        }
        for row in application.inquiries.select_related("agency")
    ]
