"""Bring cases of public opinion in a table, and the empty table to fill in."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from catalogs.desk.table_files import table_file
from catalogs.tables import TableError
from feedback import opinion_import
from feedback.enums import OpinionLevel, OpinionSource
from feedback.forms.opinion_import import ImportForm
from feedback.views.opinion_finding import require
from feedback.workflow import OFFICE_AND_HANDLERS

TEMPLATE_NAME = "政务舆情导入模板"


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: HttpRequest) -> HttpResponse:
    """Show the form, or take up the rows of the file and say what was done with each."""
    require(request.user, OFFICE_AND_HANDLERS)
    form, report = ImportForm(request.POST or None, request.FILES or None), None
    if form.is_valid():
        try:
            report = opinion_import.take_up(
                form.table, actor=request.user, now=timezone.now(), only_sound=form.only_sound
            )
        except TableError as refusal:
            form.add_error("file", str(refusal))
    if report is not None and not report.faults:
        words = _("Taken up: %(taken)d. There already: %(already)d.")
        messages.success(request, words % {"taken": report.taken, "already": report.already})
        return redirect("feedback:opinion-list")
    context = {
        "form": form,
        "report": report,
        "headers": opinion_import.HEADERS.values(),
        "sources": OpinionSource.labels,
        "levels": OpinionLevel.labels,
    }
    return render(request, "feedback/opinions/import.html", context)


@never_cache
@login_required
@require_safe
def template(request: HttpRequest, format: str) -> HttpResponse:
    """Send the empty table with its header."""
    require(request.user, OFFICE_AND_HANDLERS)
    headers = list(opinion_import.HEADERS.values())
    return table_file([], headers, name=TEMPLATE_NAME, format=format)
