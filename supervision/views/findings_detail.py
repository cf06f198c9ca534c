"""The page of one finding: the gap in words, where it is mended, its days, reports, time line."""

from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from catalogs.deadlines import load_calendar
from catalogs.desk import time_line
from catalogs.desk.files import handed_out
from catalogs.models import HistoryRow, Official, Publication
from catalogs.working_days import WorkCalendar
from supervision import rectifying
from supervision.comparing import EXEMPTION_OVER, FOUND_AGAIN, MOVED, NOT_BOUND
from supervision.enums import COUNTED_STATES, FindingState, Level
from supervision.finding_workflow import FINDING_WORKFLOW
from supervision.models import Evidence, Finding, RuleSetting
from supervision.rules import name_of
from supervision.views import finding_moves, findings_places, findings_rows

WORDS = time_line.Words(
    find=FINDING_WORKFLOW.find,
    states=FindingState,
    actions={
        "open_file": gettext_lazy("Evidence opened"),
        EXEMPTION_OVER: gettext_lazy("The last day of the exemption has passed"),
        FOUND_AGAIN: gettext_lazy("Found again after it was verified"),
        MOVED: gettext_lazy("Moved to the field that its row belongs to now"),
        NOT_BOUND: gettext_lazy("The department does not answer to the district"),
    },
    labels={
        "rectify_by": gettext_lazy("To be rectified by"),
        "exempt_until": gettext_lazy("Exempt until"),
        "field": gettext_lazy("Field"),
    },
    days=frozenset({"rectify_by", "exempt_until"}),
    # Findings have no citizens.
    citizen="",
    citizen_actions=frozenset(),
    tones={"verify": "green", "close": "green", "send_back": "amber", "exempt": "amber"},
)


@never_cache
@login_required
@require_safe
def finding(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one finding the official may see."""
    found, user = finding_moves.find(request.user, pk), request.user
    today, calendar = timezone.localdate(), load_calendar()
    offers = finding_moves.offers(found, user)
    context = {
        "finding": found,
        "rule": findings_rows.rule_of(found),
        "rule_name": name_of(found.rule),
        "level": findings_rows.level_tag(found),
        "state": findings_rows.state_tag(found),
        "clock": findings_rows.clock_tag(found, today=today, calendar=calendar),
        "department": {"name": found.department.display_name, "url": ""},
        "field": {"name": found.field.display_name, "url": ""} if found.field else None,
        "places": findings_places.places(found, user, today=today),
        "facts": _facts(found, today, calendar),
        "found_again": _is_found_again(found),
        "next_steps": [offer for offer in offers if offer.is_next],
        "other_steps": [offer for offer in offers if not offer.is_next],
        "reports": _reports(found, user, today),
        "events": _events(found),
    }
    return render(request, "supervision/findings/detail.html", context)


@never_cache
@login_required
@require_POST
def file(request: HttpRequest, pk: int, file_pk: int) -> HttpResponse:
    """Hand out one file of evidence; who opens it is written down."""
    found = finding_moves.find(request.user, pk)
    files = Evidence.objects.filter(rectification__finding=found)
    evidence = get_object_or_404(files.select_related("rectification__finding"), pk=file_pk)
    return handed_out(rectifying.open_evidence(evidence, actor=request.user), name=evidence.name)


def _facts(finding: Finding, today: date, calendar: WorkCalendar) -> list[dict[str, Any]]:
    """Return the days of a finding, those it has."""
    rows = [
        (_("Gap since"), finding.since),
        (_("Found on"), finding.opened_on),
        (_("To be rectified by"), finding.rectify_by if finding.state in COUNTED_STATES else None),
        (_("Red since"), finding.reddened_on),
        (_("Turns red on"), _turns_red_on(finding, calendar)),
        (_("Exempt until"), finding.exempt_until),
        (_("Closed on"), finding.closed_on),
    ]
    return [{"label": label, "day": day} for label, day in rows if day]


def _turns_red_on(finding: Finding, calendar: WorkCalendar) -> date | None:
    if finding.level == Level.RED or finding.state != FindingState.OPEN:
        return None
    setting = RuleSetting.objects.active().filter(code=finding.rule).first()
    if setting is None or not setting.red_after:
        return None
    return calendar.add_working_days(finding.began_on, setting.red_after).date


def _is_found_again(finding: Finding) -> bool:
    """Say whether a rectification was verified, and the inspection found the gap all the same."""
    if finding.state != FindingState.OPEN:
        return False
    told = HistoryRow.objects.of(finding).exclude(to_state="").exclude(action=MOVED)
    moves = told.order_by("-at", "-pk")
    return moves.values_list("action", flat=True).first() == FOUND_AGAIN


def _reports(finding: Finding, user: Official, today: date) -> list[dict[str, Any]]:
    """Return what was reported, newest first, each with its document and its files."""
    reports = finding.rectifications.select_related("reported_by", "publication")
    rows = list(reports.prefetch_related(Prefetch("files", Evidence.objects.order_by("pk"))))
    numbers = [row.publication_id for row in rows if row.publication_id]
    known = Publication.objects.filter(pk__in=numbers)
    public = set(known.public(today).values_list("pk", flat=True)) if numbers else set()
    return [
        {
            "report": row,
            "document": row.publication,
            "document_url": row.publication.get_absolute_url()
            if row.publication_id in public
            else "",
            "files": [
                {
                    "url": reverse("supervision:finding-file", args=[finding.pk, file.pk]),
                    "name": file.name,
                    "type": file.extension.upper(),
                    "size": file.size,
                }
                for file in row.files.all()
            ],
        }
        for row in rows
    ]


def _events(finding: Finding) -> list[dict[str, Any]]:
    """Return what the inspection did, by day, and what people did, by minute; newest first."""
    inspection = _("The inspection")
    told = reversed(time_line.events(finding, WORDS))
    ordered: list[tuple[date, int, dict[str, Any]]] = [
        (timezone.localdate(event["when"]), 2, event | {"by_minute": True}) for event in told
    ]
    # Some rules find nothing but red.
    was_red = finding.reddened_on == finding.opened_on
    own = [(finding.opened_on, 0, _("Found"), "red" if was_red else "amber")]
    if finding.reddened_on and not was_red:
        own.append((finding.reddened_on, 1, _("Turned red"), "red"))
    if finding.closed_on and not _is_closing_told(finding):
        own.append((finding.closed_on, 3, _("Not found any more: closed"), "green"))
    ordered += [
        (day, rank, {"when": day, "what": what, "who": inspection, "tone": tone, "note": ""})
        for day, rank, what, tone in own
    ]
    ordered.sort(key=lambda row: row[:2])
    return [event for *_order, event in reversed(ordered)]


def _is_closing_told(finding: Finding) -> bool:
    return HistoryRow.objects.of(finding).filter(to_state=FindingState.CLOSED).exists()
