"""What the page of one submission shows an official; the contact is masked."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from catalogs import case_files
from catalogs.identity import without_parts
from catalogs.models import HistoryRow, Official
from catalogs.working_days import WorkCalendar
from feedback import access
from feedback.enums import FilePurpose
from feedback.models import Submission, SubmissionFile
from feedback.views import desk_actions, desk_history, desk_rows

URGES = ("urge", "urge_by_asker")


def case(
    submission: Submission, user: Official, *, today: date, calendar: WorkCalendar
) -> dict[str, Any]:
    """Return the context of the page."""
    offers = desk_actions.offers(submission, user, today=today)
    department, rating = submission.department, getattr(submission, "rating", None)
    leading = submission.merged_into
    return {
        "submission": submission,
        "state": desk_rows.state_tag(submission),
        "clock": desk_rows.clock_tag(submission, today=today, calendar=calendar),
        "department": {"name": department.display_name, "url": ""} if department else None,
        "title": _written(submission.title, submission),
        "next_steps": [offer for offer in offers if offer.is_next],
        "other_steps": [offer for offer in offers if not offer.is_next],
        "asked": asked(submission),
        "contact": _contact(submission),
        "may_reveal": access.may(user, submission, "reveal_contact"),
        "facts": _facts(submission),
        "urges": HistoryRow.objects.of(submission).filter(action__in=URGES).count(),
        "joint_handlings": submission.joint_handlings.select_related("department", "answered_by"),
        "leading": leading if leading and leading.is_visible_to(user) else None,
        "duplicates": Submission.objects.visible_to(user).filter(merged_into=submission),
        "published": getattr(submission, "published_reply", None),
        "rating": rating,
        "remark": _written(rating.comment, submission) if rating else "",
        "notes": submission.notes.select_related("author"),
        "given_files": files(submission, user, given=True),
        "files": files(submission, user, given=False),
        "events": desk_history.events(submission),
    }


def asked(submission: Submission, *, in_full: bool = False) -> list[dict[str, Any]]:
    """Return what is asked; where the asker wrote contact parts into it, they are struck out."""

    def written(text: str) -> str:
        return text if in_full else _written(text, submission)

    field = submission.field.display_name if submission.field else ""
    page, data = submission.page_address, submission.dataset
    consents = _("Yes") if submission.consent_to_publish else _("No")
    return [
        {"label": _("Kind"), "value": submission.get_kind_display()},
        {"label": _("Title"), "value": written(submission.title)},
        {"label": _("Text"), "value": written(submission.text)},
        *([{"label": _("Page it is about"), "value": page, "url": page}] if page else []),
        *(
            [{"label": _("Dataset"), "value": data.display_name, "url": data.get_absolute_url()}]
            if data
            else []
        ),
        {"label": _("Field"), "value": field},
        {"label": _("Publishing agreed to"), "value": consents},
    ]


def files(submission: Submission, user: Official, *, given: bool) -> list[dict[str, Any]]:
    """Return the files the user may read: those the asker gave, or the officials' own."""
    return [
        case_files.card(
            row,
            url=reverse("feedback:desk-file", args=[submission.receipt_number, row.pk]),
            name=file_name(row),
        )
        for row in submission.files.all()
        if given == (row.purpose == FilePurpose.GIVEN) and access.may_read_file(user, row)
    ]


def file_name(row: SubmissionFile) -> str:
    """Return what the desk calls a file: what an asker calls it may be a name."""
    if row.purpose != FilePurpose.GIVEN:
        return row.name
    return f"{row.get_purpose_display()} {row.pk}.{row.extension}"


def _written(text: str, submission: Submission) -> str:
    return without_parts(text, submission.contact_parts())


def _contact(submission: Submission) -> list[dict[str, Any]]:
    rows = [
        (pgettext("of a person", "Name"), submission.masked_name),
        (_("Telephone"), submission.masked_telephone),
        (_("Email address"), submission.masked_email),
        (_("Postal address"), submission.masked_address),
    ]
    return [{"label": label, "value": value} for label, value in rows if value]


def _facts(submission: Submission) -> list[dict[str, Any]]:
    people = (
        (_("Handler"), submission.handler),
        (_("Drafter of the reply"), submission.drafter),
        (_("Reviewer of the reply"), submission.approver),
    )
    rows = [{"label": label, "value": str(who or _("Nobody yet"))} for label, who in people]
    suggested = submission.suggested_department
    if suggested and submission.department is None:
        rows.insert(0, {"label": _("Suggested by the rules"), "value": suggested.display_name})
    return rows
