"""Commenting on a draft: one page, sent once, without an account."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from catalogs import rate_limits
from catalogs.rate_limits import TooOften
from catalogs.workflow import MoveRefused
from feedback import consulting
from feedback.forms.consultation_comment import CommentForm
from feedback.models import Consultation
from feedback.views.receipts import RECEIPTS
from feedback.views.trails import trail

CLOSED = 409
TOO_MANY = 429


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def comment(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a comment while the consultation is open, once, however often it is pressed."""
    row = _public(pk)
    if request.method != "POST":
        return _page(request, row, CommentForm())
    form = CommentForm(request.POST)
    if not row.is_open(timezone.localdate()):
        return _page(request, row, form)
    return _sent(request, row, form)


@never_cache
@require_safe
def thanks(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that the comment has arrived, and what happens with it."""
    row = _public(pk)
    context = {"row": row, "trail": _trail(row, _("Your comment has arrived"))}
    return render(request, "feedback/consultations/thanks.html", context)


def _sent(request: HttpRequest, row: Consultation, form: CommentForm) -> HttpResponse:
    key = f"comment-{request.POST.get('key', '')}"
    if RECEIPTS.is_taken(key):
        return _to_thanks(row)
    if not form.is_valid():
        return _page(request, row, form)
    if not RECEIPTS.reserve(key):
        return _to_thanks(row)
    try:
        address = rate_limits.client_address(request)
        rate_limits.count("consultation", address=address, limits=form.limits)
        consulting.comment(row, now=timezone.now(), **form.values())
    except TooOften as refusal:
        RECEIPTS.release(key)
        return _page(request, row, form, refusal=refusal)
    except MoveRefused:
        RECEIPTS.release(key)
        return _page(request, row, form, closed=True)
    except ValidationError as error:
        RECEIPTS.release(key)
        form.take(error)
        return _page(request, row, form)
    except Exception:
        RECEIPTS.release(key)
        raise
    RECEIPTS.keep(key, {"sent": "yes"})
    return _to_thanks(row)


def _to_thanks(row: Consultation) -> HttpResponse:
    return redirect("feedback:consultation-thanks", pk=row.pk)


def _public(pk: int) -> Consultation:
    rows = Consultation.objects.public(timezone.localdate()).select_related("department")
    return get_object_or_404(rows, pk=pk)


def _trail(row: Consultation, here: str) -> list[dict]:
    steps = trail(here, (_("Consultations of the public"), "feedback:consultations"))
    steps.insert(-1, {"text": row.title, "url": row.get_absolute_url()})
    return steps


def _page(
    request: HttpRequest,
    row: Consultation,
    form: CommentForm,
    *,
    refusal: TooOften | None = None,
    closed: bool = False,
) -> HttpResponse:
    closed = closed or not row.is_open(timezone.localdate())
    context = {
        "row": row,
        "form": form,
        "refusal": refusal,
        "closed": closed,
        "texts": form.written() if closed and form.is_bound else [],
        "trail": _trail(row, _("Comment on this draft")),
    }
    response = render(request, "feedback/consultations/comment.html", context)
    if refusal:
        response.status_code = TOO_MANY
        response.headers["Retry-After"] = str(refusal.seconds)
    elif closed and form.is_bound:
        response.status_code = CLOSED
    return response
