"""The desk of consultations: the list, the comments of one, and their download."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from catalogs import published_lists, tables
from catalogs.access import WRITERS, can_write, role_of
from catalogs.deadlines import load_calendar
from catalogs.desk import listing
from catalogs.identity import personal_numbers, without_parts
from catalogs.models import Official
from feedback import consulting, moderating
from feedback.enums import CommentState
from feedback.forms.consultation_desk import BulkDecideForm
from feedback.models import Consultation, ConsultationComment
from feedback.views import consultation_desk_rows, consultation_shown
from feedback.views.consultation_desk_comment import comment_row

SEARCHED = ("title", "background")
ORDERS = {
    "due": (gettext_lazy("Due date"), lambda rows: rows.by_due_date()),
    "newest": (gettext_lazy("Newest first"), lambda rows: rows.order_by("-opens_on", "-pk")),
}
PARTS = {**dict(CommentState.choices), "": gettext_lazy("All")}
PAGE_SIZE = 20
HEADERS = (*("序号", "收到日期", "意见", "状态", "公开文本", "不公开原因", "采纳情况", "采纳说明"),)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@never_cache
@login_required
@require_safe
def consultation_desk(request: HttpRequest) -> HttpResponse:
    """Show one tab of what the official may see; everything is counted within the search."""
    today, calendar = timezone.localdate(), load_calendar()
    found = Consultation.objects.visible_to(request.user).with_counts()
    found = published_lists.containing(found, listing.query_of(request), SEARCHED)
    context = listing.listed(
        request,
        consultation_desk_rows.TABS,
        found,
        today=today,
        orders=ORDERS,
        related=("department",),
    )
    context |= {
        "heading": _("Consultations of the public"),
        "rows": [
            consultation_desk_rows.row_of(row, today=today, calendar=calendar)
            for row in context["page_obj"]
        ],
        "rows_template": consultation_desk_rows.ROWS,
        "writes": role_of(request.user) in WRITERS,
    }
    return render(request, "feedback/consultations/desk.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def consultation_desk_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the comments of one draft in parts; POST decides the chosen ones alike."""
    row = find(request.user, pk)
    if request.method != "POST":
        return _detail(request, row, BulkDecideForm(consultation=row))
    if not can_write(request.user, row.department_id):
        raise PermissionDenied
    form = BulkDecideForm(request.POST, consultation=row)
    if form.is_valid():
        try:
            done = moderating.decide_many(row, form.chosen, actor=request.user, **form.cleaned_data)
        except ValidationError as refusal:
            form.take(refusal)
        else:
            words = ngettext("%(n)d comment is decided.", "%(n)d comments are decided.", done)
            messages.success(request, words % {"n": done})
            return redirect(request.get_full_path())
    return _detail(request, row, form)


@never_cache
@login_required
@require_safe
def consultation_export(request: HttpRequest, pk: int, format: str) -> HttpResponse:
    """Send every comment as CSV or XLSX, with what became of it and without who wrote it."""
    row = find(request.user, pk)
    lines = (_line(number, one) for number, one in enumerate(row.comments.all(), start=1))
    if format == "csv":
        content = tables.write_csv(lines, HEADERS)
        response = StreamingHttpResponse(content, content_type="text/csv; charset=utf-8")
    elif format == "xlsx":
        content = tables.write_xlsx(lines, HEADERS, title="征集意见")
        response = HttpResponse(content, content_type=XLSX)
    else:
        raise Http404
    name = f"征集意见-{row.pk}-{timezone.localdate():%Y%m%d}.{format}"
    response.headers["Content-Disposition"] = content_disposition_header(True, name)
    return response


def find(user: Official, pk: int) -> Consultation:
    """Return the consultation the user may see, else "not found"."""
    rows = Consultation.objects.visible_to(user).select_related("department")
    return get_object_or_404(rows, pk=pk)


def _detail(request: HttpRequest, row: Consultation, form: BulkDecideForm) -> HttpResponse:
    today, part = timezone.localdate(), request.GET.get("part", CommentState.PENDING)
    part = part if part in PARTS else CommentState.PENDING
    counted = consulting.figures(row)
    comments = row.comments.filter(state=part) if part else row.comments.all()
    page = Paginator(comments, PAGE_SIZE).get_page(request.GET.get("page"))
    writes = can_write(request.user, row.department_id)
    context = {
        "row": row,
        "stage": consultation_shown.stage(row, today),
        "stats": consultation_shown.stats(counted),
        "parts": _parts(counted, part),
        "comments": [comment_row(one, writes=writes, chosen=form.chosen) for one in page],
        "page_obj": page,
        "form": form,
        "writes": writes,
        "total": counted.received,
        "is_public": row.is_public(today),
        **_due(row, today),
    }
    return render(request, "feedback/consultations/desk_detail.html", context)


def _due(row: Consultation, today: date) -> dict[str, Any]:
    shown = consultation_desk_rows.row_of(row, today=today, calendar=load_calendar())
    return {"clock": shown["clock"]}


def _parts(counted: consulting.CommentFigures, chosen: str) -> list[dict[str, Any]]:
    numbers = {
        CommentState.PENDING: counted.pending,
        CommentState.SHOWN: counted.shown,
        CommentState.HIDDEN: counted.received - counted.pending - counted.shown,
        "": counted.received,
    }
    return [
        {"text": words, "total": numbers[name], "url": f"?part={name}", "selected": name == chosen}
        for name, words in PARTS.items()
    ]


def _line(number: int, row: ConsultationComment) -> tuple:
    text = without_parts(row.text, [*row.contact_parts(), *personal_numbers(row.text)])
    return (
        *(number, row.received_on.isoformat(), text, row.get_state_display(), row.shown_text),
        *(row.hidden_because, row.get_adoption_display(), row.adoption_note),
    )
