"""Rewards and criticisms of departments, with incentives for their public response beside."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from catalogs.access import role_of
from catalogs.desk import records
from catalogs.desk.table_files import table_file
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
    rows, asked = records.narrowed(request, visible)
    page = Paginator(_read(rows), PAGE_SIZE).get_page(request.GET.get("page"))
    beside, _asked = records.narrowed(request, IncentiveRecord.objects.visible_to(request.user))
    query, reads_rounds = request.GET.urlencode(), role_of(request.user) in ROUND_READERS
    context = {
        "page_obj": page,
        "total": page.paginator.count,
        "rows": [_row(row, reads_rounds=reads_rounds) for row in page],
        "labels": {
            "kind": pgettext("of a note on a department", "Kind"),
            "text": _("What for, and basis"),
            "about": _("Assessment round"),
        },
        "filters": records.filters(visible, asked),
        "incentives": list(beside.select_related("department", "case")[:BESIDE]),
        "can_write": role_of(request.user) in ROUND_WRITERS,
        "reads_rounds": reads_rounds,
        "csv_url": f"{reverse('supervision:assessment-notes-file', args=['csv'])}?{query}",
        "xlsx_url": f"{reverse('supervision:assessment-notes-file', args=['xlsx'])}?{query}",
    }
    return render(request, "supervision/assessment/notes.html", context)


@never_cache
@login_required
@require_safe
def download(request: HttpRequest, format: str) -> HttpResponseBase:
    """Send what the list shows as CSV or XLSX."""
    rows, _asked = records.narrowed(request, DepartmentNote.objects.visible_to(request.user))
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


def _row(note: DepartmentNote, *, reads_rounds: bool) -> dict[str, Any]:
    """Return a note for the list, with its round, which opens for those who read rounds."""
    round, about = note.round, None
    if round is not None:
        url = reverse("supervision:assessment-round", args=[round.pk]) if reads_rounds else ""
        about = {"text": round.title, "url": url}
    return {
        "department": note.department.display_name,
        "kind": note.get_kind_display(),
        "tone": TONES[NoteKind(note.kind)],
        "text": note.text,
        "basis": note.basis,
        "about": about,
        "recorded_on": note.recorded_on,
        "recorded_by": note.recorded_by,
    }
