"""Pages of the free key: asking for one, seeing it once, and giving it up."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from catalogs import rate_limits, sending
from catalogs.kept_receipts import KeptReceipts
from catalogs.rate_limits import DAY, HOUR, Limit, TooOften
from portal.opendata import keys
from portal.opendata.key_forms import GiveUpForm, KeyForm

RECEIPTS = KeptReceipts("api-key")
WRONG_KEYS = (Limit(10, HOUR), Limit(30, DAY))
METHODS = ["GET", "HEAD", "POST"]


@never_cache
@require_http_methods(METHODS)
def ask(request: HttpRequest) -> HttpResponse:
    """Give a key to whoever says who it is for; the next page shows it."""
    form = KeyForm(request.POST if request.method == "POST" else None)
    refusal = None
    if form.is_bound:

        def make() -> dict[str, str]:
            row, key = keys.give(**form.values(), now=timezone.now())
            return {"key": key, "holder": row.holder}

        refusal = sending.send_once(
            request, form, receipts=RECEIPTS, receipt_page="portal:api-key-given", make=make
        )
        if isinstance(refusal, HttpResponse):
            return refusal
    heading = _("A free key for the open API")
    context = {
        "form": form,
        "heading": heading,
        "refusal": refusal,
        "trail": _trail(heading),
        "kept_days": keys.CONTACT_RETENTION.days,
    }
    return sending.refused(render(request, "portal/data/api_key.html", context), refusal)


@never_cache
@require_safe
def given(request: HttpRequest) -> HttpResponse:
    """Show the key to the browser that has just asked for it."""
    receipt = RECEIPTS.find(RECEIPTS.key_of(request))
    if receipt is None:
        return redirect("portal:api-key")
    heading = _("Your key")
    context = {"receipt": receipt, "heading": heading, "trail": _trail(heading)}
    return render(request, "portal/data/api_key_given.html", context)


@never_cache
@require_POST
def hide(request: HttpRequest) -> HttpResponse:
    """Put the key away before the half hour is over."""
    RECEIPTS.release(RECEIPTS.key_of(request))
    RECEIPTS.show_in(request, "")
    return redirect("portal:api-docs")


@never_cache
@require_http_methods(METHODS)
def give_up(request: HttpRequest) -> HttpResponse:
    """Revoke the key that is written into the form."""
    form = GiveUpForm(request.POST if request.method == "POST" else None)
    refusal = _revoked(request, form) if form.is_valid() else None
    if isinstance(refusal, HttpResponse):
        return refusal
    heading = _("Give up a key")
    context = {"form": form, "heading": heading, "refusal": refusal, "trail": _trail(heading)}
    return sending.refused(render(request, "portal/data/api_key_give_up.html", context), refusal)


def _revoked(request: HttpRequest, form: GiveUpForm) -> HttpResponse | TooOften | None:
    try:
        address = rate_limits.client_address(request)
        rate_limits.count("api-key-give-up", address=address, limits=WRONG_KEYS)
    except TooOften as refusal:
        return refusal
    row = keys.find(form.cleaned_data["key"])
    if row is None:
        form.add_error("key", _("There is no valid key like this."))
        return None
    keys.revoke(row, actor=None, now=timezone.now())
    messages.success(request, _("The key is revoked. The API does not take it any more."))
    return redirect("portal:api-key")


def _trail(heading: str) -> list[dict[str, str]]:
    return [
        {"text": _("Open data"), "url": reverse("portal:dataset-list")},
        {"text": _("Open API"), "url": reverse("portal:api-docs")},
        {"text": heading},
    ]
