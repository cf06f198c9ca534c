"""Surveys on the desk: the preview, the results with their texts, and the responses as a file."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from feedback import survey_exporting
from feedback.forms.survey_answering import AnswerForm
from feedback.models import Survey
from feedback.views import survey_shown
from feedback.views.desk_list import CSV, FORMATS, XLSX
from feedback.views.trails import trail


@never_cache
@login_required
@require_safe
def results(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what has been answered so far, with the texts."""
    row = _visible(request, pk)
    shown = survey_shown.results(row, for_officials=True)
    context: dict[str, Any] = {
        "survey": row,
        "stage": survey_shown.stage(row, timezone.localdate()),
        "edit_url": reverse("admin:feedback_survey_change", args=[row.pk]),
        "exports": [
            {"text": name.upper(), "url": reverse("feedback:survey-download", args=[row.pk, name])}
            for name in FORMATS
        ],
        **shown,
    }
    return render(request, "feedback/surveys/desk_results.html", context)


@never_cache
@login_required
@require_safe
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the form as the public sees it; it cannot be sent from here."""
    row = _visible(request, pk)
    context = {
        "survey": row,
        "form": AnswerForm(survey=row),
        "preview": True,
        "refusal": None,
        "edit_url": reverse("admin:feedback_survey_change", args=[row.pk]),
        "stage": survey_shown.stage(row, timezone.localdate()),
        "trail": trail(row.title, (_("Surveys"), "feedback:surveys")),
    }
    return render(request, "feedback/surveys/answer.html", context)


@never_cache
@login_required
@require_safe
def download(request: HttpRequest, pk: int, format: str) -> HttpResponse:
    """Send every response as a row of CSV or XLSX."""
    row = _visible(request, pk)
    if format not in FORMATS:
        raise Http404
    response = (
        StreamingHttpResponse(survey_exporting.as_csv(row), content_type=CSV)
        if format == "csv"
        else HttpResponse(survey_exporting.as_xlsx(row), content_type=XLSX)
    )
    name = f"{survey_exporting.FILE_NAME}-{row.pk}-{timezone.localdate():%Y%m%d}.{format}"
    response.headers["Content-Disposition"] = content_disposition_header(True, name)
    return response


def _visible(request: HttpRequest, pk: int) -> Survey:
    """Return a survey of the official's reach; anyone else learns not even that it exists."""
    rows = Survey.objects.visible_to(request.user).select_related("department")
    return get_object_or_404(rows, pk=pk)
