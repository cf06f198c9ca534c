"""The history of a submission as a time line: what each row of it is called."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from catalogs.desk import time_line
from feedback import access
from feedback.enums import SubmissionKind, SubmissionState
from feedback.models import Submission

WORDS = time_line.Words(
    find=access.find,
    states=SubmissionState,
    actions={
        "submit": _("Submitted online"),
        "register": _("Registered by hand"),
        "withdraw": _("Withdrawn by the asker"),
        "attach": _("File added"),
        "open_file": _("File of the asker opened"),
        "due_date_recomputed": _("Due date computed again"),
        "merge_followed": _("Merged further"),
        "urge": _("Urged by an official"),
        "urge_by_asker": _("Urged by the asker"),
    },
    labels={
        "due_on": _("reply due"),
        "department": _("department"),
        "handler": _("handler"),
        "co_handlers": _("co-handling department"),
        "kind": _("kind"),
        "merged_into": _("merged with"),
        "score": _("mark"),
        "withdrawn_on": _("withdrawn on"),
    },
    citizen=_("The asker"),
    citizen_actions=frozenset({"submit", "attach", "rate", "urge_by_asker", "withdraw"}),
    days=frozenset({"due_on", "withdrawn_on"}),
    departments=frozenset({"department", "co_handlers"}),
    choices={"kind": SubmissionKind},
    tones={
        "review": "green",
        "publish": "green",
        "send_back_reply": "amber",
        "return": "amber",
        "withdraw": "amber",
        "approve_extension": "amber",
        "urge": "amber",
        "urge_by_asker": "amber",
    },
)


def events(submission: Submission) -> list[dict[str, Any]]:
    """Return what happened, newest first: when, what, who, why, and what changed."""
    return time_line.events(submission, WORDS)
