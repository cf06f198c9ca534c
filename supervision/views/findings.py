"""The list of findings: tabs, filters with their numbers, search, order, pages, download."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet, TextChoices
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from catalogs import published_lists
from catalogs.deadlines import load_calendar
from catalogs.desk import listing
from catalogs.desk.table_files import table_file
from catalogs.models import Department, Field
from supervision.enums import FindingState, Level
from supervision.models import Finding
from supervision.rules import RULES
from supervision.views import finding_moves, findings_filters, findings_rows
from supervision.views.findings_tabs import ORDERS, TABS

SEARCHED = ("title",)
HEADERS = (
    gettext_lazy("Number of the finding"),
    gettext_lazy("Rule"),
    gettext_lazy("Aspect"),
    gettext_lazy("What it is about"),
    gettext_lazy("Department"),
    gettext_lazy("Field"),
    gettext_lazy("Colour"),
    gettext_lazy("State"),
    gettext_lazy("Gap since"),
    gettext_lazy("Found on"),
    gettext_lazy("Red since"),
    gettext_lazy("To be rectified by"),
    gettext_lazy("Exempt until"),
    gettext_lazy("Closed on"),
)


COLUMNS = (
    *("pk", "rule", "title", "department", "field", "level", "state"),
    *("since", "opened_on", "reddened_on", "rectify_by", "exempt_until", "closed_on"),
)


@never_cache
@login_required
@require_safe
def findings(request: HttpRequest) -> HttpResponse:
    """Show one tab of what the official may see; everything is counted within the filters."""
    today, calendar = timezone.localdate(), load_calendar()
    found = _found(request)
    context = listing.listed(
        request, TABS, found, today=today, orders=ORDERS, related=findings_rows.RELATED
    )
    in_tab = context["tab"].rows(Finding.objects.visible_to(request.user), request.user, today)
    context |= _filters(request, in_tab)
    context |= {
        "heading": pgettext("of supervision", "Findings"),
        "rows": [
            findings_rows.row_of(row, today=today, calendar=calendar) for row in context["page_obj"]
        ],
        "kept": findings_filters.kept(request),
        "bulk": finding_moves.bulk_offers(request.user, context["tab"].name),
        "here": request.get_full_path(),
        "csv_url": _download_url(request, "csv"),
        "xlsx_url": _download_url(request, "xlsx"),
    }
    return render(request, "supervision/findings/list.html", context)


@never_cache
@login_required
@require_safe
def download(request: HttpRequest, format: str) -> HttpResponseBase:
    """Send the rows of a tab within the filters as CSV or XLSX."""
    today = timezone.localdate()
    found = _found(request)
    tab, _totals = listing.tab_of(request, TABS, found, today=today)
    rows = tab.rows(found, request.user, today).order_by("opened_on", "pk")
    words = pgettext("of supervision", "Findings")
    name = f"{words}-{today:%Y%m%d}"
    return table_file(_cells(rows), [str(name) for name in HEADERS], name=name, format=format)


def _found(request: HttpRequest) -> QuerySet:
    """Return what the official may see, within words and filters."""
    rows = Finding.objects.visible_to(request.user)
    words = published_lists.query_of(request)
    return findings_filters.chosen(request, published_lists.containing(rows, words, SEARCHED))


def _filters(request: HttpRequest, in_tab: QuerySet) -> dict[str, Any]:
    """Return the filters with the numbers of this tab, and those in use."""
    found = published_lists.found(
        request, in_tab, searched=SEARCHED, facets=findings_filters.FACETS
    )
    tab = request.GET.get("tab", "")
    clear_url = f"{request.path}?tab={tab}" if tab in {row.name for row in TABS.all} else ""
    return {
        "words": found["words"],
        "facets": found["facets"],
        "chips": found["chips"],
        "clear_url": clear_url or request.path,
    }


def _download_url(request: HttpRequest, format: str) -> str:
    query = request.GET.copy()
    for name in ("page", "size", "order"):
        query.pop(name, None)
    url = reverse("supervision:finding-download", args=[format])
    return f"{url}?{query.urlencode()}" if query else url


def _cells(rows: QuerySet) -> Iterator[list[object]]:
    """Return a line for each finding; words are looked up now, and not for each of many rows."""
    rules = {rule.code: (str(rule.name), str(rule.aspect.label)) for rule in RULES}
    levels, states = _words(Level), _words(FindingState)
    departments = {row.pk: row.display_name for row in Department.objects.all()}
    fields = {row.pk: row.display_name for row in Field.objects.all()} | {None: ""}
    return (
        [
            pk,
            *rules.get(code, (code, "")),
            title,
            departments[department],
            fields[field],
            levels[level],
            states[state],
            *(_iso(day) for day in days),
        ]
        for pk, code, title, department, field, level, state, *days in rows.values_list(*COLUMNS)
    )


def _words(choices: type[TextChoices]) -> dict[str, str]:
    return {value: str(label) for value, label in choices.choices}


def _iso(value: date | None) -> str:
    return value.isoformat() if value else ""
