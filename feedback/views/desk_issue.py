"""Issuing many at once: what is examined goes to the department the rules suggest."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from catalogs.identity import without_parts
from catalogs.models import Official
from feedback import access, handling
from feedback.models import Submission

# As many as one looks through at a time.
AT_MOST = 50


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def issue_many(request: HttpRequest) -> HttpResponse:
    """Show what the rules settle, each to be taken out; issue the chosen to whom was shown."""
    if not access.may_register(request.user):
        raise PermissionDenied
    rows = list(Submission.objects.settled_by_rules().by_due_date()[:AT_MOST])
    chosen, error = set(request.POST.getlist("chosen")), ""
    if request.method == "POST" and not chosen:
        error = _("Choose at least one submission.")
    elif request.method == "POST":
        _issue(request, [row for row in rows if _mark(row) in chosen], len(chosen))
        return redirect("feedback:desk-issue")
    shown = [
        {
            "row": row,
            "mark": _mark(row),
            "title": without_parts(row.title, row.contact_parts()),
            "checked": not error,
        }
        for row in rows
    ]
    return render(request, "feedback/desk/issue.html", {"shown": shown, "error": error})


def _mark(row: Submission) -> str:
    """Name the submission with the department shown, so that another is never issued to."""
    return f"{row.receipt_number}:{row.suggested_department_id}"


def _issue(request: HttpRequest, rows: list[Submission], asked: int) -> None:
    done = sum(_issued(row, request.user) for row in rows)
    if done:
        words = ngettext(
            "%(count)d submission is issued.", "%(count)d submissions are issued.", done
        )
        messages.success(request, words % {"count": done})
    if left := asked - done:
        words = ngettext(
            "%(count)d was changed meanwhile and is not issued.",
            "%(count)d were changed meanwhile and are not issued.",
            left,
        )
        messages.warning(request, words % {"count": left})


def _issued(row: Submission, actor: Official) -> bool:
    try:
        handling.issue(row, actor=actor, department=row.suggested_department)
    except ValidationError:
        # Somebody else issued, merged or refused it first.
        return False
    return True
