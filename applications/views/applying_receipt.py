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
from applications.paperwork.pdf import render_pdf
from applications.paperwork.submission_slip import submission_slip
from applications.views.applying_draft import draft_of


@never_cache
@require_safe
def receipt(request: HttpRequest) -> HttpResponse:
    """Show number and code; where there is nothing to show, lead to the tracking page."""
    draft = _sent(request)
    if draft is None:
        return redirect("applications:track")
    application = draft.application
    context = {
        "receipt": {
            "number": application.receipt_number,
            "code": draft.code,
            "email": application.email,
        },
        "minutes": int(drafts.RECEIPT_LIFETIME.total_seconds()) // 60,
        "hide_url": reverse("applications:new-discard"),
        "application": application,
        "address": _tracking_address(),
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
    address = f"{_tracking_address()}?{query}"
    drawn = io.BytesIO()
    segno.make(address, error="m").save(drawn, kind="svg", scale=4, border=2, light="#fff")
    return HttpResponse(drawn.getvalue(), content_type="image/svg+xml")


@never_cache
@require_safe
def receipt_pdf(request: HttpRequest) -> HttpResponse:
    """Give the receipt as PDF, number and code in it, while it can be seen."""
    draft = _sent(request)
    if draft is None:
        raise Http404
    slip = submission_slip(
        draft.application, code=draft.code, address=_tracking_address(), today=timezone.localdate()
    )
    response = HttpResponse(render_pdf(slip), content_type="application/pdf")
    file_name = f"{draft.application.receipt_number}.pdf"
    response.headers["Content-Disposition"] = f'attachment; filename="{file_name}"'
    return response


def _tracking_address() -> str:
    return f"{settings.SITE_URL}{reverse('applications:track')}"


def _sent(request: HttpRequest) -> ApplicationDraft | None:
    draft = draft_of(request, now=timezone.now())
    return draft if draft and draft.is_sent else None
