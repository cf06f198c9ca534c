"""Which application this session has opened, and for how long."""

import functools
import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from applications.models import Application

KEY = "applications.tracked"
# Counted from the last page: long enough to write a correction, short on a shared computer.
SECONDS = 30 * 60


def open_for(request: HttpRequest, application: Application) -> None:
    """Bind the application to this session, whose key changes, so that no older one opens it."""
    request.session.cycle_key()
    request.session[KEY] = {"pk": application.pk, "until": time.time() + SECONDS}


def close(request: HttpRequest) -> None:
    """Forget the application."""
    request.session.pop(KEY, None)


def opened(request: HttpRequest) -> Application | None:
    """Return the application that number and code have opened here, while that holds."""
    kept = request.session.get(KEY)
    if not kept or kept["until"] < time.time():
        return None
    application = (
        Application.objects.select_related("department").exclude(code_hash="").filter(pk=kept["pk"])
    ).first()
    if application:
        request.session[KEY] = kept | {"until": time.time() + SECONDS}
    return application


def tracked(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give ``view`` the opened application; lead to the tracking page where none is open."""

    @functools.wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        application = opened(request)
        if application is None:
            return redirect("applications:track")
        return view(request, application, *args, **kwargs)

    return guarded
