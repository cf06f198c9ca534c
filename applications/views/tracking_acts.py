"""What the applicant does from the tracking page: correct, withdraw, rate."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from applications import access, attaching, closing, correcting, rating
from applications.enums import ANSWERED_STATES, FilePurpose
from applications.forms.tracking import CorrectionForm, RatingForm, WithdrawForm
from applications.models import Application
from applications.views.tracking_session import tracked
from catalogs.private_files import check_given_file
from catalogs.workflow import MoveRefused

METHODS = ["GET", "HEAD", "POST"]


@never_cache
@require_http_methods(METHODS)
@tracked
def correct(request: HttpRequest, application: Application) -> HttpResponse:
    """Send the correction asked for, with a file if there is one: both or neither."""
    if not _may(application, "supply_correction"):
        return redirect("applications:track-case")
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    form = CorrectionForm(*given)
    if form.is_valid() and _done(form, lambda: _send_correction(application, form)):
        messages.success(request, _("Your correction has arrived."))
        return redirect("applications:track-case")
    context = {"application": application, "form": form, "correction": application.correction}
    return render(request, "applications/tracking/correct.html", context)


@never_cache
@require_http_methods(METHODS)
@tracked
def withdraw(request: HttpRequest, application: Application) -> HttpResponse:
    """Give the application up after a confirmation."""
    if not _may(application, "withdraw"):
        return redirect("applications:track-case")
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    today = timezone.localdate()
    if form.is_valid() and _done(
        form, lambda: closing.withdraw(application, actor=None, today=today)
    ):
        messages.success(request, _("Your application is withdrawn."))
        return redirect("applications:track-case")
    context = {"application": application, "form": form}
    return render(request, "applications/tracking/withdraw.html", context)


@never_cache
@require_http_methods(METHODS)
@tracked
def rate(request: HttpRequest, application: Application) -> HttpResponse:
    """Give a mark, once, after the answer."""
    if application.state not in ANSWERED_STATES or hasattr(application, "rating"):
        return redirect("applications:track-case")
    form = RatingForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _done(form, lambda: _rate(application, form)):
        messages.success(request, _("Thank you for your mark."))
        return redirect("applications:track-case")
    context = {"application": application, "form": form}
    return render(request, "applications/tracking/rate.html", context)


@transaction.atomic
def _send_correction(application: Application, form: CorrectionForm) -> None:
    correcting.receive_correction(
        application, actor=None, text=form.cleaned_data["text"], today=timezone.localdate()
    )
    # The file last: it lies on the disk, where nothing is rolled back.
    if file := form.cleaned_data["file"]:
        check_given_file(file.name, file)
        attaching.attach(
            application, file=file, name=file.name, purpose=FilePurpose.CORRECTION, actor=None
        )


def _rate(application: Application, form: RatingForm) -> None:
    rating.rate(
        application,
        score=int(form.cleaned_data["score"]),
        comment=form.cleaned_data["comment"],
        today=timezone.localdate(),
    )


def _done(form: Form, verb) -> bool:
    """Call the verb; what it refuses is said beside the field or above the form."""
    try:
        verb()
    except MoveRefused as refusal:
        form.add_error(None, refusal.messages)
    except ValidationError as error:
        given = error.message_dict if hasattr(error, "error_dict") else {None: error.messages}
        for name, words in given.items():
            form.add_error(name if name in form.fields else None, words)
    return not form.errors


def _may(application: Application, action: str) -> bool:
    return any(row.action == action for row in access.applicant_actions(application))
