"""The receipt: number and query code, shown for a while in the browser that applied."""

import io

import segno
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from applications import drafts
from applications.models import ApplicationDraft
from applications.views.applying_draft import draft_of


@never_cache
@require_safe
def receipt(request: HttpRequest) -> HttpResponse:
    """Show number and code; where there is nothing to show, lead to the tracking page."""
    draft = _sent(request)
    if draft is None:
        return redirect("applications:track")
    context = {
        "application": draft.application,
        "code": draft.code,
        "minutes": int(drafts.RECEIPT_LIFETIME.total_seconds()) // 60,
    }
    return render(request, "applications/applying/receipt.html", context)


@never_cache
@require_safe
def receipt_qr(request: HttpRequest) -> HttpResponse:
    """Draw the address of the tracking page, with the number only, as a square code."""
    draft = _sent(request)
    if draft is None:
        raise Http404
    query = urlencode({"number": draft.application.receipt_number})
    address = f"{settings.SITE_URL}{reverse('applications:track')}?{query}"
    drawn = io.BytesIO()
    segno.make(address, error="m").save(drawn, kind="svg", scale=4, border=2, light="#fff")
    return HttpResponse(drawn.getvalue(), content_type="image/svg+xml")


def _sent(request: HttpRequest) -> ApplicationDraft | None:
    draft = draft_of(request, now=timezone.now())
    return draft if draft and draft.is_sent else None
