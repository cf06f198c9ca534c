"""The history of an application as a time line: what each row of it is called."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from applications import access
from applications.enums import ApplicationState, InquiryAnswer, Outcome, RemedyKind, Way
from applications.models import Application
from catalogs.desk import time_line

WORDS = time_line.Words(
    find=access.find,
    states=ApplicationState,
    actions={
        "submit": _("Submitted online"),
        "register_by_hand": _("Registered by the office"),
        "attach": _("File added"),
        "detach": _("File taken out"),
        "due_date_recomputed": _("Due date computed again"),
        "erase_identity": _("Identity parts erased"),
    },
    labels={
        "due_on": _("reply due"),
        "department": _("department"),
        "handler": _("handler"),
        "outcome": _("outcome"),
        "co_handlers": _("co-handling department"),
        "inquiry": _("answer"),
        "fee": _("fee in yuan"),
        "clock_started_on": _("clock started on"),
        "received_on": _("received on"),
        "extension_days": _("extension in working days"),
        "way": _("way of delivery"),
        "remedy": _("remedy"),
        "withdrawn_on": _("withdrawn on"),
        "paper": _("letter"),
    },
    citizen=_("The applicant"),
    citizen_actions=frozenset({"submit", "supply_correction", "withdraw", "rate", "attach"}),
    days=frozenset({"due_on", "clock_started_on", "received_on", "withdrawn_on"}),
    departments=frozenset({"department", "co_handlers"}),
    choices={"outcome": Outcome, "inquiry": InquiryAnswer, "way": Way, "remedy": RemedyKind},
    tones={
        "issue_answer": "green",
        "deliver": "green",
        "file": "green",
        "return_answer": "amber",
        "ask_correction": "amber",
        "ask_third_party": "amber",
        "consult_agency": "amber",
        "send_fee_notice": "amber",
    },
)


def events(application: Application) -> list[dict[str, Any]]:
    """Return what happened, newest first: when, what, who, why, and what changed."""
    return time_line.events(application, WORDS)
