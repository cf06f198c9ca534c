"""Tracking: number and code open the own submission for this session."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from catalogs import private_files
from catalogs.desk.files import handed_out
from catalogs.tracking_pages import tracking_views
from catalogs.tracking_sessions import TrackingSession
from catalogs.workflow import MoveRefused
from feedback import access, handling, replying, withdrawing
from feedback.forms.tracking import RatingForm, TrackForm, WithdrawForm
from feedback.models import Submission
from feedback.views.tracking_case import case_context, may_withdraw

METHODS = ["GET", "HEAD", "POST"]
SESSION = TrackingSession(
    "feedback.tracked",
    rows=lambda: Submission.objects.select_related("department", "merged_into").exclude(
        code_hash=""
    ),
    track="feedback:track",
)
track, leave = tracking_views(
    SESSION,
    form_of=TrackForm,
    case_page="feedback:track-case",
    template="feedback/tracking/track.html",
)


@never_cache
@require_safe
@SESSION.tracked
def case(request: HttpRequest, submission: Submission) -> HttpResponse:
    """Show where the submission stands, the reply, and what the asker can do."""
    context = case_context(submission, today=timezone.localdate())
    return render(request, "feedback/tracking/case.html", context)


@never_cache
@require_safe
@SESSION.tracked
def file(request: HttpRequest, submission: Submission, pk: int) -> HttpResponse:
    """Hand out a file of the opened submission, always to be saved and never shown."""
    files = {row.pk: row for row in access.files_for_asker(submission)}
    if pk not in files:
        raise Http404
    return handed_out(private_files.read(files[pk]), name=files[pk].name)


@never_cache
@require_POST
@SESSION.tracked
def urge(request: HttpRequest, submission: Submission) -> HttpResponse:
    """Tell the department that the reply is awaited, once a day."""
    try:
        handling.urge(submission, actor=None, now=timezone.now())
        messages.success(request, _("You have urged the department; it is told by letter."))
    except MoveRefused as refusal:
        messages.warning(request, " ".join(refusal.messages))
    return redirect("feedback:track-case")


@never_cache
@require_http_methods(METHODS)
@SESSION.tracked
def withdraw(request: HttpRequest, submission: Submission) -> HttpResponse:
    """Give the submission up after a confirmation."""
    if not may_withdraw(submission):
        return redirect("feedback:track-case")
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        reason, today = form.cleaned_data["reason"], timezone.localdate()
        try:
            withdrawing.withdraw(submission, reason=reason, today=today)
            messages.success(request, _("Your submission is withdrawn."))
            return redirect("feedback:track-case")
        except MoveRefused as refusal:
            form.add_error(None, refusal.messages)
    context = {"submission": submission, "form": form}
    return render(request, "feedback/tracking/withdraw.html", context)


@never_cache
@require_http_methods(METHODS)
@SESSION.tracked
def rate(request: HttpRequest, submission: Submission) -> HttpResponse:
    """Give a mark, once, after the reply."""
    if "rate" not in {move.action for move in access.asker_actions(submission)}:
        return redirect("feedback:track-case")
    form = RatingForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        score, comment = int(form.cleaned_data["score"]), form.cleaned_data["comment"]
        try:
            replying.rate(submission, score=score, comment=comment, today=timezone.localdate())
            messages.success(request, _("Thank you for your mark."))
            return redirect("feedback:track-case")
        except MoveRefused as refusal:
            form.add_error(None, refusal.messages)
    return render(request, "feedback/tracking/rate.html", {"submission": submission, "form": form})
