"""Tracking: number and code open the own application for this session."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from applications import access
from applications.forms.tracking import TrackForm
from applications.models import Application
from applications.tracking import track as find
from applications.views.tracking_case import case_context
from applications.views.tracking_session import close, open_for, opened, tracked
from catalogs import private_files
from catalogs.deadlines import load_calendar
from catalogs.query_codes import CodeRefused, TriesUsedUp
from catalogs.rate_limits import client_address

TOO_MANY = 429


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def track(request: HttpRequest) -> HttpResponse:
    """Ask for number and code; what is wrong is said alike, whether or not the number exists."""
    if request.method != "POST":
        if "number" not in request.GET and opened(request):
            return redirect("applications:track-case")
        form = TrackForm(initial={"number": request.GET.get("number", "")[:40]})
        return _ask(request, form)
    form = TrackForm(request.POST)
    if not form.is_valid():
        return _ask(request, form)
    try:
        application = find(**form.cleaned_data, address=client_address(request))
    except CodeRefused as refusal:
        form.add_error(None, str(refusal))
        return _ask(request, form)
    except TriesUsedUp as refusal:
        return _ask(request, form, refusal=refusal)
    open_for(request, application)
    return redirect("applications:track-case")


@never_cache
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Close the application in this session."""
    close(request)
    return redirect("applications:track")


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
    row = files[pk]
    response = HttpResponse(private_files.read(row), content_type="application/octet-stream")
    response.headers["Content-Disposition"] = content_disposition_header(True, row.name)
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _ask(request: HttpRequest, form: TrackForm, *, refusal=None) -> HttpResponse:
    context = {"form": form, "refusal": refusal}
    status = TOO_MANY if refusal else 200
    response = render(request, "applications/tracking/track.html", context, status=status)
    if refusal:
        response.headers["Retry-After"] = str(refusal.seconds)
    return response
