"""What a sender does with the own case, of any kind: follow it, send it in again, take it back."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from catalogs.forms.reuses import TakeBackForm
from catalogs.forms.tracking import TrackForm
from catalogs.workflow import MoveRefused


class SenderTrackForm(TrackForm):
    lost = _lazy(
        "The code is stored nowhere in readable form, so nobody can tell it to you. You can send "
        "in anew."
    )


def send_in_again(
    request: HttpRequest,
    form: Any,
    *,
    verb: Callable[..., Any],
    case_page: str,
    template: str,
    frame: dict[str, Any],
) -> HttpResponse:
    """Call ``verb`` with what the ``form`` was filled in with; without that, show the form.

    ``frame`` is what the ``template`` needs besides the form.
    """
    if form.is_valid():
        try:
            verb(**form.values())
        except ValidationError as refusal:
            form.take_refusal(refusal)
        else:
            messages.success(request, _("It is sent in again."))
            return redirect(case_page)
    return render(request, template, frame | {"form": form})


def take_back(
    request: HttpRequest,
    *,
    verb: Callable[[], Any],
    done: str,
    case_page: str,
    template: str,
    frame: dict[str, Any],
) -> HttpResponse:
    """Call ``verb`` after a confirmation and say ``done``; the other words are as above."""
    form = TakeBackForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return render(request, template, frame | {"form": form})
    try:
        verb()
        messages.success(request, done)
    except MoveRefused as refusal:
        messages.warning(request, " ".join(refusal.messages))
    return redirect(case_page)
