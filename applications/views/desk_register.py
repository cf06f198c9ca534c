"""Registering an application that came on paper."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.cache import cache
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from applications import access, receiving
from applications.forms.desk_receiving import SCANS, ReceivingForm
from applications.receiving import Receipt

KEPT_SECONDS = 24 * 3600


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    """Take the paper in; number and query code are shown once, to be handed to the applicant."""
    if not access.may_register(request.user):
        raise PermissionDenied
    if request.method != "POST":
        form = ReceivingForm(initial={"key": uuid.uuid4(), "arrived_on": timezone.localdate()})
        return render(request, "applications/desk/register.html", {"form": form})
    form = ReceivingForm(request.POST, request.FILES)
    if form.is_valid():
        key = f"desk-register:{request.user.pk}:{form.cleaned_data['key']}"
        if not cache.add(key, "", KEPT_SECONDS):
            messages.warning(
                request, _("This form was sent already; the application is in the list.")
            )
            return redirect("applications:desk-list")
        try:
            receipt = _register(request, form)
            context = {"application": receipt.application, "code": receipt.code}
            return render(request, "applications/desk/registered.html", context)
        except ValidationError as refusal:
            cache.delete(key)
            _take(form, refusal)
    return render(request, "applications/desk/register.html", {"form": form})


def _register(request: HttpRequest, form: ReceivingForm) -> Receipt:
    return receiving.register_by_hand(
        actor=request.user, now=timezone.now(), files=form.files_given(), **form.values()
    )


def _take(form: ReceivingForm, error: ValidationError) -> None:
    """Show what the verb refused beside its field; a file's fault stands at the scans."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error.messages)
        return
    for name, errors in error.error_dict.items():
        at = next(iter(SCANS)) if name == "file" else name
        form.add_error(at if at in form.fields and at != NON_FIELD_ERRORS else None, errors)
