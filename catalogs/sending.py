"""Sending a public form once, however often its button is pressed, and counted by network."""

from collections.abc import Callable, Mapping

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from catalogs import rate_limits
from catalogs.forms.sending import SendingForm
from catalogs.kept_receipts import KeptReceipts
from catalogs.rate_limits import TooOften

TOO_MANY = 429


def send_once(
    request: HttpRequest,
    form: SendingForm,
    *,
    receipts: KeptReceipts,
    receipt_page: str,
    make: Callable[[], Mapping[str, str]],
) -> HttpResponse | TooOften | None:
    """Call ``make``, keep what it returns as the receipt, and lead to the receipt's page.

    Returns why not, where the form itself does not say. ``make`` raises ``ValidationError``.
    """
    key = request.POST.get("key", "")
    if receipts.is_taken(key):
        return _to_receipt(request, receipts, receipt_page, key)
    if not form.is_valid():
        return None
    if not receipts.reserve(key):
        return _to_receipt(request, receipts, receipt_page, key)
    try:
        address = rate_limits.client_address(request)
        rate_limits.count(receipts.name, address=address, limits=form.limits)
        receipt = make()
    except TooOften as refusal:
        receipts.release(key)
        return refusal
    except ValidationError as error:
        receipts.release(key)
        form.take(error)
        return None
    except Exception:
        receipts.release(key)
        raise
    receipts.keep(key, receipt)
    return _to_receipt(request, receipts, receipt_page, key)


def refused(response: HttpResponse, refusal: TooOften | None) -> HttpResponse:
    """Return the page with the status and the wait of ``refusal``, where there is one."""
    if refusal:
        response.status_code = TOO_MANY
        response.headers["Retry-After"] = str(refusal.seconds)
    return response


def _to_receipt(
    request: HttpRequest, receipts: KeptReceipts, receipt_page: str, key: str
) -> HttpResponse:
    receipts.show_in(request, key)
    return redirect(receipt_page)
