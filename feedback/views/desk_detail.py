"""One submission: the page, its files, its contact in full."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from catalogs.deadlines import load_calendar
from catalogs.desk.files import handed_out
from feedback import access
from feedback.enums import FilePurpose
from feedback.handling import open_file, reveal_contact
from feedback.views import desk_case
from feedback.views.desk_finding import find


@never_cache
@login_required
@require_safe
def submission(request: HttpRequest, number: str) -> HttpResponse:
    found = find(request.user, number)
    context = desk_case.case(
        found, request.user, today=timezone.localdate(), calendar=load_calendar()
    )
    return render(request, "feedback/desk/detail.html", context)


@never_cache
@login_required
@require_POST
def contact(request: HttpRequest, number: str) -> HttpResponse:
    """Show the contact once, in the answer to this press; who saw it is in the history."""
    found = find(request.user, number)
    if not access.may(request.user, found, "reveal_contact"):
        raise PermissionDenied
    shown = reveal_contact(found, actor=request.user)
    labels = {field.name: field.verbose_name for field in found._meta.fields}
    context = {
        "submission": found,
        "rows": [{"label": labels[name], "value": value} for name, value in shown.items() if value],
        "asked": desk_case.asked(found, in_full=True),
    }
    return render(request, "feedback/desk/contact.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def file(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """Hand out one file, always to be saved and never shown, under the name the page gives it.

    One that the asker gave needs a press, as the contact does: who opens it is written down.
    """
    found = get_object_or_404(find(request.user, number).files, pk=pk)
    if not access.may_read_file(request.user, found):
        raise Http404
    if found.purpose == FilePurpose.GIVEN and request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    content = open_file(found, actor=request.user)
    return handed_out(content, name=desk_case.file_name(found))
