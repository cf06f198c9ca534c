"""One application: the page, the worksheet of its clock, its files, its identity in full."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from applications import access
from applications.enums import APPLICANTS_FILES, InquiryKind
from applications.revealing import open_file, reveal_identity
from applications.views import desk_case
from applications.views.desk_finding import find
from catalogs.deadlines import load_calendar
from catalogs.desk.files import handed_out


@never_cache
@login_required
@require_safe
def application(request: HttpRequest, number: str) -> HttpResponse:
    found = find(request.user, number)
    context = desk_case.case(
        found, request.user, today=timezone.localdate(), calendar=load_calendar()
    )
    return render(request, "applications/desk/detail.html", context)


@never_cache
@login_required
@require_safe
def worksheet(request: HttpRequest, number: str) -> HttpResponse:
    """Show each day of the reply clock: counted, skipped or stopped, with its reason."""
    found, today, calendar = find(request.user, number), timezone.localdate(), load_calendar()
    context = {
        "application": found,
        "days": found.worksheet(calendar=calendar, today=today),
        "today": today,
    }
    return render(request, "applications/desk/worksheet.html", context)


@never_cache
@login_required
@require_POST
def identity(request: HttpRequest, number: str) -> HttpResponse:
    """Show the identity once, in the answer to this press; who saw it is in the history."""
    found = find(request.user, number)
    if not access.may(request.user, found, "reveal_identity"):
        raise PermissionDenied
    shown = reveal_identity(found, actor=request.user)
    third_parties = found.inquiries.filter(kind=InquiryKind.THIRD_PARTY)
    labels = {field.name: field.verbose_name for field in found._meta.fields}
    if shown["certificate_type"]:
        shown["certificate_type"] = found.get_certificate_type_display()
    context = {
        "application": found,
        "rows": [{"label": labels[name], "value": value} for name, value in shown.items() if value],
        "third_parties": third_parties,
        "asked": desk_case.asked(found, in_full=True),
        "correction": getattr(found, "correction", None),
    }
    return render(request, "applications/desk/identity.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def file(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """Hand out one file, always to be saved and never shown, under the name the page gives it.

    One that the applicant gave needs a press, as the identity does: who opens it is written down.
    """
    found = get_object_or_404(find(request.user, number).files, pk=pk)
    if not access.may_read_file(request.user, found):
        raise Http404
    if found.purpose in APPLICANTS_FILES and request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    content = open_file(found, actor=request.user)
    return handed_out(content, name=desk_case.file_name(found))
