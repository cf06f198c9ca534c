"""How a reader wants to see the site: large text, high contrast; kept in two cookies only."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from portal.context import PREFERENCES

ONE_YEAR = 365 * 24 * 3600


# Without a token on purpose: the switches stand on every page, and a token would force a cookie
# on every visitor and make no page cacheable. A forged request could only change a text size.
@csrf_exempt
@require_http_methods(["GET", "POST"])
def preferences(request: HttpRequest) -> HttpResponse:
    """Show the display settings; on POST remember those given and go back to ``next``."""
    if request.method == "GET":
        return render(request, "portal/preferences.html")
    response = HttpResponseRedirect(_safe_return(request))
    for name, allowed in PREFERENCES.items():
        value = request.POST.get(name)
        if value == allowed[0]:
            response.delete_cookie(name, samesite="Lax")
        elif value in allowed:
            response.set_cookie(
                name,
                value,
                max_age=ONE_YEAR,
                secure=settings.SESSION_COOKIE_SECURE,
                httponly=True,
                samesite="Lax",
            )
    return response


def _safe_return(request: HttpRequest) -> str:
    target = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return target if ours else resolve_url("portal:home")
