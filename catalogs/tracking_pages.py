"""Where number and code are asked for, and where they are put away; the same for each kind of case.

An app names its two views::

    track, leave = tracking_views(SESSION, form_of=TrackForm, case_page=…, template=…)
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from catalogs.forms.tracking import TrackForm
from catalogs.query_codes import CodeRefused, TriesUsedUp
from catalogs.rate_limits import client_address
from catalogs.tracking_sessions import TrackingSession

TOO_MANY = 429
View = Callable[..., HttpResponse]


def tracking_views(
    session: TrackingSession,
    *,
    form_of: type[TrackForm],
    case_page: str,
    template: str = "citizens/track.html",
) -> tuple[View, View]:
    """Return the view that opens a case in ``session`` and leads to ``case_page``, and its end."""

    @never_cache
    @require_http_methods(["GET", "HEAD", "POST"])
    def track(request: HttpRequest) -> HttpResponse:
        """Ask for number and code; what is wrong is said alike, whether or not it exists."""
        if request.method != "POST":
            if "number" not in request.GET and session.opened(request):
                return redirect(case_page)
            form = form_of(initial={"number": request.GET.get("number", "")[:40]})
            return _ask(request, template, form)
        form = form_of(request.POST)
        if not form.is_valid():
            return _ask(request, template, form)
        try:
            case = session.find(**form.cleaned_data, address=client_address(request))
        except CodeRefused as refusal:
            form.add_error(None, str(refusal))
            return _ask(request, template, form)
        except TriesUsedUp as refusal:
            return _ask(request, template, form, refusal=refusal)
        session.open_for(request, case)
        return redirect(case_page)

    @never_cache
    @require_POST
    def leave(request: HttpRequest) -> HttpResponse:
        """Close the case in this session."""
        session.close(request)
        return redirect(session.track)

    return track, leave


def _ask(
    request: HttpRequest, template: str, form: TrackForm, *, refusal: TriesUsedUp | None = None
) -> HttpResponse:
    context = {"form": form, "refusal": refusal, "page_url": request.path}
    response = render(request, template, context, status=TOO_MANY if refusal else 200)
    if refusal:
        response.headers["Retry-After"] = str(refusal.seconds)
    return response
