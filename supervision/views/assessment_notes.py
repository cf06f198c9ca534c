"""Rewards and criticisms of departments, with incentives for their public response beside."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.db.models.functions import ExtractYear
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from catalogs.access import role_of
from catalogs.desk.table_files import table_file
from catalogs.models import Department
from feedback.models import IncentiveRecord
from supervision import noting
from supervision.assessment_workflow import ROUND_READERS, ROUND_WRITERS
from supervision.enums import NoteKind
from supervision.forms.assessment import NoteForm
from supervision.models import DepartmentNote
from supervision.views.assessment_finding import require, take

PAGE_SIZE = 50
BESIDE = 10
FILE_NAME = "表彰奖励和通报批评"
HEADERS = ("日期", "部门", "类别", "考核评价", "事由", "依据", "记录人")
TONES = {NoteKind.REWARD: "green", NoteKind.CRITICISM: "red"}


@never_cache
@login_required
@require_safe
def notes(request: HttpRequest) -> HttpResponse:
    """Show the notes of a department and year; a department sees its own."""
    visible = DepartmentNote.objects.visible_to(request.user)
    rows, asked = _narrowed(request, visible)
    page = Paginator(_read(rows), PAGE_SIZE).get_page(request.GET.get("page"))
    records, _asked = _narrowed(request, IncentiveRecord.objects.visible_to(request.user))
    query = request.GET.urlencode()
    context = {
        "page_obj": page,
        "total": page.paginator.count,
        "rows": [{"note": row, "tone": TONES[NoteKind(row.kind)]} for row in page],
        "departments": _departments(visible, asked["department"]),
        "years": _years(visible, asked["year"]),
        "incentives": list(records.select_related("department", "case")[:BESIDE]),
        "can_write": role_of(request.user) in ROUND_WRITERS,
        "reads_rounds": role_of(request.user) in ROUND_READERS,
        "csv_url": f"{reverse('supervision:assessment-notes-file', args=['csv'])}?{query}",
        "xlsx_url": f"{reverse('supervision:assessment-notes-file', args=['xlsx'])}?{query}",
    }
    return render(request, "supervision/assessment/notes.html", context)


@never_cache
@login_required
@require_safe
def download(request: HttpRequest, format: str) -> HttpResponseBase:
    """Send what the list shows as CSV or XLSX."""
    rows, _asked = _narrowed(request, DepartmentNote.objects.visible_to(request.user))
    name = f"{FILE_NAME}-{timezone.localdate():%Y%m%d}"
    return table_file(_lines(rows), HEADERS, name=name, format=format)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Show the form of a note, or record it."""
    require(request.user, ROUND_WRITERS)
    form = NoteForm(request.POST or None, initial=request.GET.dict())
    if form.is_valid():
        try:
            noting.record_note(actor=request.user, now=timezone.now(), **form.cleaned_data)
        except ValidationError as refusal:
            take(form, refusal)
        else:
            messages.success(request, _("It is recorded, and the department was told."))
            return redirect("supervision:assessment-notes")
    return render(request, "supervision/assessment/note.html", {"form": form})


def _read(rows: QuerySet) -> QuerySet:
    return rows.select_related("department", "round", "recorded_by")


def _lines(rows: QuerySet) -> Iterator[tuple[object, ...]]:
    for row in _read(rows):
        round = row.round.title if row.round else ""
        yield (
            *(row.recorded_on.isoformat(), row.department.name, row.get_kind_display(), round),
            *(row.text, row.basis, str(row.recorded_by)),
        )


def _narrowed(request: HttpRequest, rows: Any) -> tuple[Any, dict[str, str]]:
    """Return the rows of the department and year asked for, and what was asked."""
    department = request.GET.get("department", "").replace("\x00", "")
    year = request.GET.get("year", "")
    year = year if year.isascii() and year.isdecimal() and len(year) == 4 and int(year) else ""
    if department:
        rows = rows.filter(department__code=department)
    if year:
        rows = rows.in_year(int(year))
    return rows, {"department": department, "year": year}


def _departments(rows: QuerySet, asked: str) -> list[dict[str, Any]]:
    pks = rows.order_by().values("department").distinct()
    named = Department.objects.filter(pk__in=pks).order_by("display_order", "code")
    return _options(_("All departments"), [(row.code, row.display_name) for row in named], asked)


def _years(rows: QuerySet, asked: str) -> list[dict[str, Any]]:
    years = rows.order_by().values_list(ExtractYear("recorded_on"), flat=True).distinct()
    return _options(_("All years"), [(str(y), str(y)) for y in sorted(years, reverse=True)], asked)


def _options(every: str, named: list[tuple[str, str]], asked: str) -> list[dict[str, Any]]:
    return [
        {"value": value, "label": label, "selected": value == asked}
        for value, label in [("", every), *named]
    ]
