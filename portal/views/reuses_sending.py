"""Sending in what was made with open data, and the receipt of it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from catalogs import reusing, sending
from catalogs.forms.reuses import ReuseForm, typed
from catalogs.kept_receipts import KeptReceipts
from catalogs.rate_limits import TooOften
from catalogs.receipt_pages import ReceiptPages
from catalogs.sharing_enums import SENDER_RETENTION_YEARS

from .reuses import HEADING, trail

RECEIPTS = KeptReceipts("reuses")
PAGES = ReceiptPages(
    RECEIPTS,
    page="portal:reuse-receipt",
    hide="portal:reuse-receipt-hide",
    track="portal:reuse-track",
    start="portal:reuse-list",
    track_words=_("Follow your work"),
)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Ask for the work; looking for datasets shows the form again with what was typed."""
    today = timezone.localdate()
    if request.method != "POST":
        asked = request.GET.getlist("dataset")[: reusing.DATASETS_AT_MOST]
        return _page(request, ReuseForm(initial={"datasets": asked}, today=today))
    if "find" in request.POST:
        return _page(request, ReuseForm(initial=typed(request.POST), today=today))
    form = ReuseForm(request.POST, request.FILES, today=today)

    def make() -> dict[str, str]:
        made = reusing.submit(now=timezone.now(), **form.values())
        due = made.row.due_on.isoformat() if made.row.due_on else ""
        number = made.row.receipt_number
        return {"number": number, "code": made.code, "due_on": due, "email": "yes"}

    refusal = sending.send_once(
        request, form, receipts=RECEIPTS, receipt_page="portal:reuse-receipt", make=make
    )
    return refusal if isinstance(refusal, HttpResponse) else _page(request, form, refusal=refusal)


@never_cache
@require_safe
def receipt(request: HttpRequest) -> HttpResponse:
    """Show number and code to the browser that has just sent."""
    return PAGES.show(request)


@never_cache
@require_POST
def hide_receipt(request: HttpRequest) -> HttpResponse:
    """Put the receipt away with its code."""
    return PAGES.put_away(request)


def _page(
    request: HttpRequest, form: ReuseForm, *, refusal: TooOften | None = None
) -> HttpResponse:
    context = {
        "form": form,
        "refusal": refusal,
        "kept_years": SENDER_RETENTION_YEARS,
        "trail": trail(_("Show your work"), (HEADING, "portal:reuse-list")),
    }
    return sending.refused(render(request, "portal/data/reuse_new.html", context), refusal)
