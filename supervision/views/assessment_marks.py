"""The marks of a round: the table of all, one item with its reasons, and files in and out."""

from collections.abc import Sequence

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from catalogs.desk.table_files import table_file
from catalogs.tables import TableError
from supervision import mark_table, marking
from supervision.assessment_workflow import ROUND_WRITERS
from supervision.forms.assessment import TableForm
from supervision.forms.assessment_marks import MarksForm
from supervision.models import AssessmentRound, ManualItem
from supervision.round_results import assessed
from supervision.views.assessment_finding import find, head, may, require

FILE_NAME = "人工评分"


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def marks(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the points of every department for every item, or give what was changed."""
    require(request.user, ROUND_WRITERS)
    round = find(pk)
    here = reverse("supervision:assessment-marks", args=[pk])
    return _page(request, round, list(round.items.all()), here=here)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def item(request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
    """Show one item with points and reasons of every department, or give what was changed."""
    require(request.user, ROUND_WRITERS)
    round = find(pk)
    row = get_object_or_404(round.items, pk=item_pk)
    here = reverse("supervision:assessment-marks-item", args=[pk, item_pk])
    return _page(request, round, [row], here=here, item=row)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the form, or take up the marks of a table and say what is wrong with each bad row."""
    require(request.user, ROUND_WRITERS)
    round, faults = find(pk), []
    form = TableForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        table = form.cleaned_data["file"]
        try:
            changed, faults = mark_table.take_up(
                round, table, actor=request.user, now=timezone.now()
            )
        except (TableError, ValidationError) as refusal:
            form.add_error("file", getattr(refusal, "messages", None) or str(refusal))
        else:
            if not faults:
                messages.success(request, _told(changed))
                return redirect("supervision:assessment-round", pk)
    context = {"form": form, "faults": faults, "headers": mark_table.HEADERS, **head(round)}
    return render(request, "supervision/assessment/import.html", context)


@never_cache
@login_required
@require_safe
def download(request: HttpRequest, pk: int, format: str) -> HttpResponseBase:
    """Send the marks, those not given as empty cells, to be filled in and brought back."""
    require(request.user)
    round = find(pk)
    name = f"{FILE_NAME}-{round.title}"
    return table_file(mark_table.lines(round), mark_table.HEADERS, name=name, format=format)


def _page(
    request: HttpRequest,
    round: AssessmentRound,
    items: Sequence[ManualItem],
    *,
    here: str,
    item: ManualItem | None = None,
) -> HttpResponse:
    form = MarksForm(
        request.POST or None,
        items=items,
        departments=assessed(),
        marks=mark_table.marks_of(round),
        with_reasons=item is not None,
    )
    if request.method == "POST" and form.is_valid():
        try:
            changed = marking.mark(
                round, actor=request.user, marks=form.given(), now=timezone.now()
            )
        except ValidationError as refusal:
            form.take(refusal)
        else:
            messages.success(request, _told(changed))
            return redirect(here)
    context = {
        "form": form,
        "items": items,
        "item": item,
        "can_mark": may(request.user, round, "mark"),
        **head(round),
    }
    return render(request, "supervision/assessment/marks.html", context)


def _told(changed: int) -> str:
    words = ngettext("%(number)d mark was changed.", "%(number)d marks were changed.", changed)
    return words % {"number": changed}
