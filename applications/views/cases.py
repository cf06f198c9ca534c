"""Answered requests and typical cases, and what is so often asked that it should be public."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from applications.enums import REPEATED_TIMES
from applications.models import Application, PublishedRequest
from applications.published_list import found
from applications.views.trails import trail
from catalogs.access import can_propose
from catalogs.models import PublicityMatter


@require_safe
def case_list(request: HttpRequest) -> HttpResponse:
    """Typical cases, each with what it shows."""
    rows = PublishedRequest.objects.public(timezone.localdate()).typical()
    context = {
        "heading": _("Typical cases"),
        "lead": _("What offices and applicants can learn from: anonymised by an editor."),
        "typical": True,
    }
    return _list(request, rows, context)


@require_safe
def answered_list(request: HttpRequest) -> HttpResponse:
    """Every answered request that its applicant agreed to publish."""
    rows = PublishedRequest.objects.public(timezone.localdate())
    context = {
        "heading": _("Answered requests"),
        "lead": _("Questions and answers, shown with the consent of those who asked."),
        "typical": False,
    }
    return _list(request, rows, context)


@require_safe
def case_detail(request: HttpRequest, pk: int) -> HttpResponse:
    rows = PublishedRequest.objects.public(timezone.localdate()).typical()
    return _detail(request, rows, pk)


@require_safe
def answered_detail(request: HttpRequest, pk: int) -> HttpResponse:
    rows = PublishedRequest.objects.public(timezone.localdate())
    return _detail(request, rows, pk)


@never_cache
@require_safe
@login_required
def repeated(request: HttpRequest) -> HttpResponse:
    """Matters of one's own that were disclosed on application three times or more."""
    counted = {
        row["matter"]: row["times"]
        for row in Application.objects.visible_to(request.user).repeated_matters()
    }
    matters = PublicityMatter.objects.select_related("department").in_bulk(list(counted))
    rows = [
        {
            "matter": matters[pk],
            "times": times,
            "can_propose": can_propose(request.user, matters[pk]),
        }
        for pk, times in counted.items()
    ]
    context = {"rows": rows, "times": REPEATED_TIMES}
    return render(request, "applications/desk/repeated.html", context)


def _list(request: HttpRequest, rows, context: dict) -> HttpResponse:
    context["trail"] = trail(context["heading"])
    context |= found(request, rows.select_related("department"))
    return render(request, "applications/public/request_list.html", context)


def _detail(request: HttpRequest, rows, pk: int) -> HttpResponse:
    rows = rows.select_related("department", "application__matter")
    row = get_object_or_404(rows, pk=pk)
    matter = row.application.matter
    today = timezone.localdate()
    shown = matter if matter and matter.is_public(today) else None
    above = (
        (_("Typical cases"), "applications:cases")
        if row.is_typical
        else (_("Answered requests"), "applications:answered")
    )
    context = {"row": row, "matter": shown, "trail": trail(row.title, above)}
    return render(request, "applications/public/request_detail.html", context)
