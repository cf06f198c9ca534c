"""What the page of one's own submission shows."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from catalogs import case_files
from catalogs.deadlines import load_calendar
from catalogs.time_left import due_shown
from feedback import access, handling, progress
from feedback.enums import ANSWERED_STATES, CLOSED_STATES, PUBLISHABLE_KINDS, ExtensionState
from feedback.models import Submission, SubmissionExtension
from feedback.tracking import reply_for


def case_context(submission: Submission, *, today: date) -> dict[str, Any]:
    """Return the context of the case page; nothing in it tells who the asker is."""
    can = {move.action for move in access.asker_actions(submission)}
    return {
        "submission": submission,
        "state": {"text": submission.get_state_display(), "tone": _tone(submission)},
        "meaning": progress.meaning(submission),
        "stages": progress.line(submission),
        "due": due_shown(submission.leading, today=today, calendar=load_calendar()),
        "reply": reply_for(submission),
        "replied_on": submission.leading.concluded_on,
        "can_urge": "urge_by_asker" in can,
        "urged_today": handling.urged_on(submission, today, by_asker=True),
        "can_rate": "rate" in can,
        "can_withdraw": may_withdraw(submission),
        "extension": _extension(submission.leading),
        "rating": getattr(submission, "rating", None),
        "files": _files(submission),
        "asked": _asked(submission),
    }


def may_withdraw(submission: Submission) -> bool:
    """Say whether the asker may give it up: it is not answered, and nobody else awaits it."""
    can = {move.action for move in access.asker_actions(submission)}
    return "withdraw" in can and not submission.duplicates.exists()


def _tone(submission: Submission) -> str:
    if submission.state in ANSWERED_STATES:
        return "green"
    return "grey" if submission.state in CLOSED_STATES else "blue"


def _extension(submission: Submission) -> SubmissionExtension | None:
    """Return the extension agreed to: from when it holds, and why."""
    if submission.extended_on is None:
        return None
    return submission.extensions.filter(state=ExtensionState.APPROVED).first()


def _files(submission: Submission) -> list[dict[str, Any]]:
    return [
        case_files.card(
            row,
            url=reverse("feedback:track-file", args=[row.pk]),
            name=row.name,
        )
        for row in access.files_for_asker(submission)
    ]


def _asked(submission: Submission) -> list[dict[str, Any]]:
    rows = [
        {"label": _("Kind"), "value": submission.get_kind_display()},
        {"label": _("In one line"), "value": submission.title},
        {"label": _("What you wrote"), "value": submission.text},
    ]
    if submission.field:
        rows.append({"label": _("Field"), "value": submission.field.display_name})
    if data := submission.dataset:
        url = data.get_absolute_url()
        rows.append({"label": _("Dataset"), "value": data.display_name, "url": url})
    if submission.page_address:
        rows.append({"label": _("Address of the page"), "value": submission.page_address})
    if submission.kind in PUBLISHABLE_KINDS:
        consents = _("Yes") if submission.consent_to_publish else _("No")
        rows.append({"label": _("Publishing agreed to"), "value": consents})
    return rows
