"""Registering a submission that did not come by the portal."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.cache import cache
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from feedback import access
from feedback.forms.desk_register import RegisteringForm
from feedback.receiving import Receipt
from feedback.registering import register_by_hand

KEPT_SECONDS = 24 * 3600


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    """Take it in; number and query code are shown once, to be told to the asker."""
    if not access.may_register(request.user):
        raise PermissionDenied
    if request.method != "POST":
        form = RegisteringForm(initial={"key": uuid.uuid4(), "received_on": timezone.localdate()})
        return render(request, "feedback/desk/register.html", {"form": form})
    form = RegisteringForm(request.POST, request.FILES)
    if form.is_valid():
        key = f"feedback-register:{request.user.pk}:{form.cleaned_data['key']}"
        if not cache.add(key, "", KEPT_SECONDS):
            messages.warning(
                request, _("This form was sent already; the submission is in the list.")
            )
            return redirect("feedback:desk-list")
        try:
            receipt = _register(request, form)
            context = {"submission": receipt.submission, "code": receipt.code}
            return render(request, "feedback/desk/registered.html", context)
        except ValidationError as refusal:
            cache.delete(key)
            form.take(refusal)
    return render(request, "feedback/desk/register.html", {"form": form})


def _register(request: HttpRequest, form: RegisteringForm) -> Receipt:
    files = [(file, file.name) for file in form.cleaned_data["files"]]
    return register_by_hand(actor=request.user, now=timezone.now(), files=files, **form.values())
