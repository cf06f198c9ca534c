"""One period for officials: how it stands, its history, and what supervision decides about it."""

import hashlib
from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from catalogs.desk import time_line
from catalogs.desk.moving import MoveView, Offer
from catalogs.models import Official
from catalogs.workflow import Move
from catalogs.working_days import WorkCalendar
from supervision import crediting
from supervision.enums import Fulfilment
from supervision.forms.calendar import ACTIONS
from supervision.models import ExpectedPublication
from supervision.views.calendar_periods import MARKS, full_name


def _no_table(action: str) -> Move:
    raise KeyError(action)


WORDS = time_line.Words(
    find=_no_table,
    states=Fulfilment,
    actions={
        "credit": gettext_lazy("A document counted for the period"),
        "take_back": gettext_lazy("The decision taken back"),
    },
    labels={
        "met_on": gettext_lazy("met on"),
        "publication": pgettext_lazy("of a period", "document"),
    },
    citizen="",
    citizen_actions=frozenset(),
    days=frozenset({"met_on"}),
    tones={"credit": "green", "take_back": "amber"},
)


@never_cache
@login_required
@require_safe
def period_detail(request: HttpRequest, number: int) -> HttpResponse:
    """Show one period with its history and the actions the official has."""
    expected = _find(request.user, number)
    state = expected.fulfilment(timezone.localdate())
    context = {
        "name": full_name(expected),
        "expected": expected,
        "state": _tag(state),
        "facts": _facts(expected),
        "offers": offers(expected, request.user),
        "events": time_line.events(expected, WORDS),
        "back_url": _year_url(expected),
    }
    return render(request, "supervision/calendar/period.html", context)


def offers(expected: ExpectedPublication, user: Official) -> list[Offer]:
    """Return a button for each action that is the user's now."""
    possible = {
        "credit": crediting.may_credit(user, expected, now=timezone.now()),
        "take-back": crediting.may_take_back(user, expected),
    }
    return [
        Offer(
            action,
            form.label,
            form.consequence,
            reverse("supervision:calendar-move", args=[expected.pk, action]),
            is_next=True,
        )
        for action, form in ACTIONS.items()
        if possible[action]
    ]


class PeriodMove(MoveView):
    """Count a document for a period, or take that back."""

    forms = ACTIONS
    case_name: ClassVar[str] = "expected"
    gone_template: ClassVar[str] = "supervision/calendar/gone.html"

    def find(self, number: Any) -> ExpectedPublication:
        return _find(self.request.user, number)

    def is_role_of(self, action: str, case: ExpectedPublication) -> bool:
        return crediting.decides(self.request.user)

    def offers(
        self, case: ExpectedPublication, *, today: date, calendar: WorkCalendar
    ) -> Iterable[Offer]:
        return offers(case, self.request.user)

    def words_of(self, action: str) -> tuple[Any, Any]:
        return ACTIONS[action].label, ACTIONS[action].consequence

    def fingerprint(self, case: ExpectedPublication) -> str:
        parts = (case.met_on, case.publication_id, case.is_credited)
        return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]

    def shown(
        self, case: ExpectedPublication, *, today: date, calendar: WorkCalendar
    ) -> dict[str, Any]:
        state = case.fulfilment(today)
        return {
            "number": full_name(case),
            "detail_url": reverse("supervision:calendar-period", args=[case.pk]),
            "asked": _facts(case),
            "state": _tag(state),
        }


def _find(user: Official, number: int) -> ExpectedPublication:
    rows = ExpectedPublication.objects.visible_to(user)
    related = rows.select_related("matter__department", "matter__field", "publication")
    expected = related.filter(pk=number).first()
    if expected is None:
        raise Http404
    return expected


def _tag(state: Fulfilment) -> dict[str, Any]:
    return {"text": state.label, "tone": MARKS[state][0]}


def _facts(expected: ExpectedPublication) -> list[dict[str, Any]]:
    document = expected.publication
    matter = expected.matter
    rows = [
        {"label": _("Publicity matter"), "value": matter.name, "url": matter.get_absolute_url()},
        {"label": _("Department"), "value": matter.department.display_name},
        {"label": _("Period from"), "value": date_format(expected.period_start)},
        {"label": _("Period to"), "value": date_format(expected.period_end)},
        {"label": _("Due on"), "value": date_format(expected.due_on)},
    ]
    if expected.met_on:
        rows.append({"label": _("Published on"), "value": date_format(expected.met_on)})
    if document is not None:
        link = document.get_absolute_url() if document.is_public(timezone.localdate()) else ""
        rows.append({"label": _("Document"), "value": document.title, "url": link})
    return rows


def _year_url(expected: ExpectedPublication) -> str:
    department = expected.matter.department.code
    query = f"year={expected.due_on.year}&department={department}"
    return f"{reverse('supervision:calendar')}?{query}"
