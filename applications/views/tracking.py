"""Tracking: number and code open the own application for this session."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from applications import access
from applications.forms.tracking import TrackForm
from applications.models import Application
from applications.views.tracking_case import case_context
from applications.views.tracking_session import SESSION, tracked
from catalogs import private_files
from catalogs.deadlines import load_calendar
from catalogs.desk.files import handed_out
from catalogs.tracking_pages import tracking_views

track, leave = tracking_views(
    SESSION,
    form_of=TrackForm,
    case_page="applications:track-case",
    template="applications/tracking/track.html",
)


@never_cache
@require_safe
@tracked
def case(request: HttpRequest, application: Application) -> HttpResponse:
    """Show where the application stands and what is expected of the applicant."""
    context = case_context(application, today=timezone.localdate())
    return render(request, "applications/tracking/case.html", context)


@never_cache
@require_safe
@tracked
def worksheet(request: HttpRequest, application: Application) -> HttpResponse:
    """Show each day of the reply clock: counted, skipped or stopped, with its reason."""
    today = timezone.localdate()
    context = {
        "application": application,
        "days": application.worksheet(calendar=load_calendar(), today=today),
        "today": today,
    }
    return render(request, "applications/tracking/worksheet.html", context)


@never_cache
@require_safe
@tracked
def file(request: HttpRequest, application: Application, pk: int) -> HttpResponse:
    """Hand out a file of the opened application, always to be saved and never shown."""
    files = {row.pk: row for row in access.files_for_applicant(application)}
    if pk not in files:
        raise Http404
    return handed_out(private_files.read(files[pk]), name=files[pk].name)
