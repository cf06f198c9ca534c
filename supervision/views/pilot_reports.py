"""The monthly reports of the pilot that were sent in, by month and unit."""

from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from catalogs import published_lists
from catalogs.models import Department
from catalogs.published_lists import Facet
from supervision.dashboard_periods import month_words
from supervision.models import MonthlyReport
from supervision.views.scoreboard_words import MONTH

SEARCHED = ("work_done", "problems", "suggestions")
EXCERPT = 120


def _counted(rows: QuerySet, by: str) -> dict:
    return dict(rows.order_by().values_list(by).annotate(rows=Count("pk")))


def _months(rows: QuerySet) -> list[tuple[str, str, int]]:
    known = _counted(rows, "month")
    newest_first = sorted(known, reverse=True)
    return [(f"{month:%Y-%m}", month_words(month), known[month]) for month in newest_first]


def _units(rows: QuerySet) -> list[tuple[str, str, int]]:
    known = _counted(rows, "unit")
    units = Department.objects.filter(pk__in=known)
    return [(unit.code, unit.display_name, known[unit.pk]) for unit in units]


FACETS = (
    Facet(
        "month",
        gettext_lazy("Month"),
        lambda values: Q(month__in=[date.fromisoformat(f"{value}-01") for value in values]),
        _months,
        readable=lambda value: bool(MONTH.fullmatch(value)),
    ),
    Facet("unit", gettext_lazy("Unit"), lambda values: Q(unit__code__in=values), _units),
)


@require_safe
def report_list(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    rows = MonthlyReport.objects.public(today).select_related("unit")
    context = published_lists.found(request, rows, searched=SEARCHED, facets=FACETS)
    context |= {
        "trail": _trail(_("Monthly reports")),
        "entries": [_card(row) for row in context["page_obj"]],
    }
    return render(request, "supervision/pilot/report_list.html", context)


@require_safe
def report(request: HttpRequest, pk: int) -> HttpResponse:
    today = timezone.localdate()
    row = get_object_or_404(MonthlyReport.objects.public(today).select_related("unit"), pk=pk)
    heading = _("%(unit)s: %(month)s") % {
        "unit": row.unit.display_name,
        "month": month_words(row.month),
    }
    context = {
        "trail": _trail(heading, between=True),
        "heading": heading,
        "report": row,
        "late": row.is_late(),
    }
    return render(request, "supervision/pilot/report.html", context)


def _card(row: MonthlyReport) -> dict[str, Any]:
    text = " ".join(row.work_done.split())
    return {
        "url": reverse("supervision:pilot-report", args=[row.pk]),
        "name": f"{row.unit.display_name} {month_words(row.month)}",
        "summary": f"{text[:EXCERPT]}…" if len(text) > EXCERPT else text,
        "date": row.submitted_on,
        "date_label": _("Sent in on"),
    }


def _trail(here: str, *, between: bool = False) -> list[dict[str, Any]]:
    steps: list[dict[str, Any]] = [
        {"text": _("Pilot work"), "url": reverse("supervision:pilot")},
    ]
    if between:
        steps.append({"text": _("Monthly reports"), "url": reverse("supervision:pilot-reports")})
    return [*steps, {"text": here}]
