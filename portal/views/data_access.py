"""Asking for data that are open on conditions, and the receipt of it."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from catalogs import data_access, sending
from catalogs.data_enums import Openness
from catalogs.forms.data_access import AccessForm
from catalogs.kept_receipts import KeptReceipts
from catalogs.models import Dataset
from catalogs.rate_limits import TooOften
from catalogs.receipt_pages import ReceiptPages
from catalogs.sharing_enums import SENDER_RETENTION_YEARS

from .reuses import trail

RECEIPTS = KeptReceipts("data-access")
PAGES = ReceiptPages(
    RECEIPTS,
    page="portal:access-receipt",
    hide="portal:access-receipt-hide",
    track="portal:access-track",
    start="portal:dataset-list",
    track_words=_("Follow your request"),
)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, code: str) -> HttpResponse:
    """Ask who needs the data and what for; only data that are open on conditions have this page."""
    public = Dataset.objects.public(timezone.localdate()).select_related("department")
    conditional = public.filter(openness=Openness.CONDITIONAL)
    dataset = get_object_or_404(conditional, code=code)
    if request.method != "POST":
        return _page(request, dataset, AccessForm())
    form = AccessForm(request.POST)

    def make() -> dict[str, str]:
        made = data_access.ask(dataset, now=timezone.now(), **form.values())
        due = made.row.due_on.isoformat() if made.row.due_on else ""
        number = made.row.receipt_number
        return {"number": number, "code": made.code, "due_on": due, "email": "yes"}

    refusal = sending.send_once(
        request, form, receipts=RECEIPTS, receipt_page="portal:access-receipt", make=make
    )
    if isinstance(refusal, HttpResponse):
        return refusal
    return _page(request, dataset, form, refusal=refusal)


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


def conditional(dataset: Dataset, *, readable: bool) -> dict[str, Any] | None:
    """The context of ``portal/data/_conditional.html``; None for data open to everyone."""
    if dataset.openness != Openness.CONDITIONAL:
        return None
    return {
        "ask_url": reverse("portal:access-new", args=[dataset.code]),
        "track_url": reverse("portal:access-track"),
        "days": settings.DATA_SHARING_WORKING_DAYS,
        "figures": data_access.figures(dataset),
        "readable": readable,
    }


def _page(
    request: HttpRequest, dataset: Dataset, form: AccessForm, *, refusal: TooOften | None = None
) -> HttpResponse:
    steps = trail(_("Ask for the data"))
    steps.insert(1, {"text": dataset.display_name, "url": dataset.get_absolute_url()})
    context = {
        "dataset": dataset,
        "form": form,
        "refusal": refusal,
        "kept_years": SENDER_RETENTION_YEARS,
        "days": settings.DATA_SHARING_WORKING_DAYS,
        "trail": steps,
    }
    return sending.refused(render(request, "portal/data/access_new.html", context), refusal)
