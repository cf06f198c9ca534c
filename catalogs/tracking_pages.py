"""The page that asks for number and code, the same for each kind of case."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from catalogs.forms.tracking import TrackForm
from catalogs.query_codes import CodeRefused, TriesUsedUp
from catalogs.rate_limits import client_address
from catalogs.tracking_sessions import TrackingSession

TOO_MANY = 429


def ask_for_code(
    request: HttpRequest,
    session: TrackingSession,
    *,
    form_of: type[TrackForm],
    find: Callable[..., Any],
    case_page: str,
    template: str,
) -> HttpResponse:
    """Open the case that number and code name in ``session``, and lead to ``case_page``.

    What is wrong is said alike, whether or not the number exists. ``find`` raises
    ``CodeRefused`` or ``TriesUsedUp``.
    """
    if request.method != "POST":
        if "number" not in request.GET and session.opened(request):
            return redirect(case_page)
        form = form_of(initial={"number": request.GET.get("number", "")[:40]})
        return _ask(request, template, form)
    form = form_of(request.POST)
    if not form.is_valid():
        return _ask(request, template, form)
    try:
        case = find(**form.cleaned_data, address=client_address(request))
    except CodeRefused as refusal:
        form.add_error(None, str(refusal))
        return _ask(request, template, form)
    except TriesUsedUp as refusal:
        return _ask(request, template, form, refusal=refusal)
    session.open_for(request, case)
    return redirect(case_page)


def _ask(
    request: HttpRequest, template: str, form: TrackForm, *, refusal: TriesUsedUp | None = None
) -> HttpResponse:
    context = {"form": form, "refusal": refusal}
    response = render(request, template, context, status=TOO_MANY if refusal else 200)
    if refusal:
        response.headers["Retry-After"] = str(refusal.seconds)
    return response
