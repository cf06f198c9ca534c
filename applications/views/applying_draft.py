"""The draft of this browser: found by a signed cookie that scripts cannot read."""

from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from applications import drafts
from applications.models import ApplicationDraft

SALT = "applications.draft"


def cookie_name() -> str:
    """A name that browsers take from this host and over HTTPS only, where HTTPS is used."""
    return "__Host-application" if settings.SESSION_COOKIE_SECURE else "application"


def draft_of(request: HttpRequest, *, now: datetime) -> ApplicationDraft | None:
    """Return the draft, or the receipt just given, of this browser."""
    token = request.get_signed_cookie(
        cookie_name(), default="", salt=SALT, max_age=int(drafts.LIFETIME.total_seconds())
    )
    return drafts.find(token, now=now) if token else None


def remember(response: HttpResponse, token: str) -> HttpResponse:
    """Give the browser the token of a draft just begun."""
    response.set_signed_cookie(
        cookie_name(),
        token,
        salt=SALT,
        max_age=int(drafts.LIFETIME.total_seconds()),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def forget(response: HttpResponse) -> HttpResponse:
    """Take the token back."""
    response.delete_cookie(cookie_name(), samesite="Lax")
    return response
