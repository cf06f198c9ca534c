"""The page of one action on a submission."""

from datetime import date
from typing import Any, ClassVar

from django.urls import reverse

from catalogs.desk.moving import MoveView, Offer
from catalogs.working_days import WorkCalendar
from feedback.forms.desk_actions import ACTIONS
from feedback.models import Submission
from feedback.views import desk_actions, desk_case, desk_rows
from feedback.views.desk_finding import find


class SubmissionMove(MoveView):
    """The moves and steps of interaction with the public."""

    forms = ACTIONS
    case_name: ClassVar[str] = "submission"
    gone_template: ClassVar[str] = "feedback/desk/gone.html"
    list_name: ClassVar[str] = "feedback:desk-list"

    def find(self, number: str) -> Submission:
        return find(self.request.user, number)

    def is_role_of(self, action: str, case: Submission) -> bool:
        return desk_actions.is_role_of(action, case, self.request.user)

    def offers(self, case: Submission, *, today: date, calendar: WorkCalendar) -> list[Offer]:
        return desk_actions.offers(case, self.request.user, today=today)

    def words_of(self, action: str) -> tuple[Any, Any]:
        return desk_actions.words_of(action)

    def fingerprint(self, case: Submission) -> str:
        return desk_actions.fingerprint(case)

    def shown(self, case: Submission, *, today: date, calendar: WorkCalendar) -> dict[str, Any]:
        return {
            "detail_url": reverse("feedback:desk-detail", args=[case.receipt_number]),
            "asked": desk_case.asked(case),
            "state": desk_rows.state_tag(case),
            "clock": desk_rows.clock_tag(case, today=today, calendar=calendar),
        }
