"""The page of one action on an application."""

from datetime import date
from typing import Any, ClassVar

from django.urls import reverse

from applications.forms.desk_actions import ACTIONS
from applications.models import Application
from applications.views import desk_actions, desk_case, desk_rows
from applications.views.desk_finding import find
from catalogs.desk.moving import MoveView, Offer
from catalogs.working_days import WorkCalendar


class ApplicationMove(MoveView):
    """The moves and steps of disclosure on application."""

    forms = ACTIONS
    case_name: ClassVar[str] = "application"
    gone_template: ClassVar[str] = "applications/desk/gone.html"
    list_name: ClassVar[str] = "applications:desk-list"

    def find(self, number: str) -> Application:
        return find(self.request.user, number)

    def is_role_of(self, action: str, case: Application) -> bool:
        return desk_actions.is_role_of(action, case, self.request.user)

    def offers(self, case: Application, *, today: date, calendar: WorkCalendar) -> list[Offer]:
        return desk_actions.offers(case, self.request.user, today=today, calendar=calendar)

    def words_of(self, action: str) -> tuple[Any, Any]:
        return desk_actions.words_of(action)

    def fingerprint(self, case: Application) -> str:
        return desk_actions.fingerprint(case)

    def shown(self, case: Application, *, today: date, calendar: WorkCalendar) -> dict[str, Any]:
        return {
            "detail_url": reverse("applications:desk-detail", args=[case.receipt_number]),
            "asked": desk_case.asked(case),
            "state": desk_rows.state_tag(case),
            "clock": desk_rows.clock_tag(case, today=today, calendar=calendar),
        }
