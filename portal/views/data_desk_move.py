"""The page of one action on what was sent in about open data."""

import hashlib
from datetime import date
from typing import Any, ClassVar

from django.urls import reverse

from catalogs.access import role_of
from catalogs.desk.moving import MoveView, Offer
from catalogs.models.sent_in import SentIn
from catalogs.working_days import WorkCalendar

from . import data_desk
from .data_desk_kinds import ACCESS, REUSES, DeskKind


class CaseMove(MoveView):
    """The moves of one kind, by its table and its forms."""

    kind: ClassVar[DeskKind]
    case_name: ClassVar[str] = "row"
    gone_template: ClassVar[str] = "portal/data/desk_gone.html"

    def find(self, number: str) -> SentIn:
        return data_desk.find(self.request.user, number, self.kind)

    def is_role_of(self, action: str, case: SentIn) -> bool:
        return role_of(self.request.user) in self.kind.workflow.find(action).roles

    def offers(self, case: SentIn, *, today: date, calendar: WorkCalendar) -> list[Offer]:
        return data_desk.offers(case, self.request.user, self.kind)

    def words_of(self, action: str) -> tuple[Any, Any]:
        move = self.kind.workflow.find(action)
        return move.label, move.consequence

    def fingerprint(self, case: SentIn) -> str:
        parts = (case.state, case.settled_on, case.updated_at)
        return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]

    def shown(self, case: SentIn, *, today: date, calendar: WorkCalendar) -> dict[str, Any]:
        kind = self.kind
        words = {"kind": kind, "list_url": reverse(kind.list_page)}
        return words | data_desk.shown(case, kind, today=today, calendar=calendar)


class ReuseMove(CaseMove):
    kind = REUSES
    forms = REUSES.forms


class AccessMove(CaseMove):
    kind = ACCESS
    forms = ACCESS.forms
