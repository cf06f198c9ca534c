"""What an official can do with a finding, the page of one action, and two actions on many."""

import hashlib
from datetime import date
from typing import Any, ClassVar

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from catalogs.access import role_of
from catalogs.desk.moving import MoveView, Offer
from catalogs.models import Official
from catalogs.working_days import WorkCalendar
from supervision import rectifying
from supervision.enums import FindingState
from supervision.finding_workflow import FINDING_WORKFLOW
from supervision.forms.findings import ACTIONS
from supervision.models import Finding
from supervision.rules import name_of
from supervision.views import findings_rows
from supervision.views.findings_tabs import SUPERVISORS

# What leads a finding on; the rest are further steps, and so is each after it is verified: the next
# inspection closes it.
NEXT = ("report", "verify", "send_back")
# What can be done to many at once, by the tab where it fits.
TOGETHER = {
    "awaiting": ("verify",),
    "overdue": ("remind",),
    "red": ("remind",),
    "open": ("verify", "remind"),
}
TOGETHER_AT_MOST = 100


def find(user: Official, pk: int) -> Finding:
    """Return the finding the user may see; anyone else learns not even that it exists."""
    rows = Finding.objects.visible_to(user).select_related(*findings_rows.RELATED)
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def offers(finding: Finding, user: Official) -> list[Offer]:
    """Return a button for each action that is the user's now."""
    return [
        Offer(
            action,
            *_words_of(action),
            reverse("supervision:finding-move", args=[finding.pk, action]),
            is_next=action in NEXT and finding.state != FindingState.VERIFIED,
        )
        for action in ACTIONS
        if rectifying.may(user, finding, action)
    ]


def bulk_offers(user: Official, tab: str) -> list[dict[str, Any]]:
    """Return a button for each action on many that fits the tab and is the user's."""
    if role_of(user) not in SUPERVISORS:
        return []
    return [
        {
            "label": FINDING_WORKFLOW.find(action).label,
            "url": reverse("supervision:finding-together", args=[action]),
        }
        for action in TOGETHER.get(tab, ())
    ]


@never_cache
@login_required
@require_POST
def together(request: HttpRequest, action: str) -> HttpResponse:
    """Do one action to every finding ticked, and go back to the list as it was."""
    if action not in {name for names in TOGETHER.values() for name in names}:
        raise Http404
    if role_of(request.user) not in SUPERVISORS:
        raise PermissionDenied
    pks = [pk for pk in request.POST.getlist("finding") if pk.isdecimal() and len(pk) < 10]
    rows = Finding.objects.visible_to(request.user).filter(pk__in=pks[:TOGETHER_AT_MOST])
    done, refused = rectifying.together(action, rows, actor=request.user, now=timezone.now())
    _tell(request, action, done, refused)
    given = request.GET.urlencode()
    return redirect(f"{reverse('supervision:findings')}{'?' if given else ''}{given}")


def _tell(request: HttpRequest, action: str, done: int, refused: int) -> None:
    if not done and not refused:
        messages.warning(request, _("Tick the findings first."))
    label = FINDING_WORKFLOW.find(action).label
    if done:
        words = ngettext(
            "%(action)s: done for %(count)d finding.",
            "%(action)s: done for %(count)d findings.",
            done,
        )
        messages.success(request, words % {"action": label, "count": done})
    if refused:
        words = ngettext(
            "%(action)s: not possible now for %(count)d finding.",
            "%(action)s: not possible now for %(count)d findings.",
            refused,
        )
        messages.warning(request, words % {"action": label, "count": refused})


class FindingMove(MoveView):
    """The moves of a finding; its form is written against state, days and reports."""

    forms = ACTIONS
    case_name: ClassVar[str] = "finding"
    gone_template: ClassVar[str] = "supervision/findings/gone.html"

    def find(self, number: Any) -> Finding:
        return find(self.request.user, number)

    def is_role_of(self, action: str, case: Finding) -> bool:
        return role_of(self.request.user) in FINDING_WORKFLOW.find(action).roles

    def offers(self, case: Finding, *, today: date, calendar: WorkCalendar) -> list[Offer]:
        return offers(case, self.request.user)

    def words_of(self, action: str) -> tuple[Any, Any]:
        return _words_of(action)

    def fingerprint(self, case: Finding) -> str:
        parts = (case.state, case.rectify_by, case.exempt_until, case.rectifications.count())
        return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]

    def shown(self, case: Finding, *, today: date, calendar: WorkCalendar) -> dict[str, Any]:
        rule = findings_rows.rule_of(case)
        does = _("What the department does")
        remedy = [{"label": does, "value": str(rule.remedy)}] if rule else []
        newest = case.rectifications.first()
        done = pgettext("rectification", "What was done")
        reported = {"label": done, "value": newest.text} if newest else None
        return {
            "number": case.title,
            "detail_url": reverse("supervision:finding-detail", args=[case.pk]),
            "asked": [
                {"label": _("What it is about"), "value": case.title},
                {"label": _("Rule"), "value": name_of(case.rule)},
                *remedy,
                {"label": _("Department"), "value": case.department.display_name},
                *([reported] if reported and role_of(self.request.user) in SUPERVISORS else []),
            ],
            "state": findings_rows.state_tag(case),
            "clock": findings_rows.clock_tag(case, today=today, calendar=calendar),
        }


def _words_of(action: str) -> tuple[Any, Any]:
    row = FINDING_WORKFLOW.find(action)
    return row.label, row.consequence
