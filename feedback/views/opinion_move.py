"""What an official can do with a case of public opinion, and the page of one action."""

import hashlib
from datetime import date
from typing import Any, ClassVar

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from catalogs.access import role_of
from catalogs.desk.moving import MoveView, Offer
from catalogs.models import Official
from catalogs.working_days import WorkCalendar
from feedback import opinions
from feedback.forms.opinion_actions import ACTIONS
from feedback.models import OpinionCase
from feedback.opinion_workflow import OPINION_WORKFLOW
from feedback.views import opinion_rows
from feedback.views.opinion_finding import find

# What leads the case on; the rest are further steps.
NEXT = ("judge", "dispose", "respond", "review")


def offers(case: OpinionCase, user: Official) -> list[Offer]:
    """Return a button for each action that is the user's now."""
    return [
        Offer(
            action,
            *_words_of(action),
            reverse("feedback:opinion-move", args=[case.pk, action]),
            is_next=action in NEXT,
        )
        for action in ACTIONS
        if opinions.may(user, case, action)
    ]


def facts(case: OpinionCase) -> list[dict[str, Any]]:
    """Return what the case is about."""
    address = case.source_address
    link = {"label": _("Address of the source"), "value": address, "url": address}
    return [
        {"label": _("Title"), "value": case.title},
        {"label": _("Summary"), "value": case.summary},
        {"label": _("Source"), "value": case.get_source_display()},
        *([link] if address else []),
    ]


class OpinionMove(MoveView):
    """The moves of a case; its form is written against state, level, department and hours."""

    forms = ACTIONS
    case_name: ClassVar[str] = "case"
    gone_template: ClassVar[str] = "feedback/opinions/gone.html"

    def find(self, number: Any) -> OpinionCase:
        return find(self.request.user, number)

    def is_role_of(self, action: str, case: OpinionCase) -> bool:
        roles = OPINION_WORKFLOW.find(action).roles
        return role_of(self.request.user) in roles and case.is_handled_by(self.request.user)

    def offers(self, case: OpinionCase, *, today: date, calendar: WorkCalendar) -> list[Offer]:
        return offers(case, self.request.user)

    def words_of(self, action: str) -> tuple[Any, Any]:
        return _words_of(action)

    def fingerprint(self, case: OpinionCase) -> str:
        parts = (
            case.state,
            case.level,
            case.respond_by,
            case.department_id,
            case.dispose_by,
            case.incentives.count(),
        )
        return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]

    def shown(self, case: OpinionCase, *, today: date, calendar: WorkCalendar) -> dict[str, Any]:
        return {
            "number": _("Case %(number)d") % {"number": case.pk},
            "detail_url": reverse("feedback:opinion-detail", args=[case.pk]),
            "asked": facts(case),
            "state": opinion_rows.state_tag(case),
            "clock": opinion_rows.clock_tag(case, now=timezone.now()),
        }


def _words_of(action: str) -> tuple[Any, Any]:
    row = OPINION_WORKFLOW.find(action)
    return row.label, row.consequence
