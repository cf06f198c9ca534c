"""The start page of interaction: what one can do here, and how long it takes."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from feedback.enums import SubmissionKind
from feedback.models import LimitRule


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Show the ways to write, and within how many working days each is answered."""
    limits = [
        {"kind": kind.label, "days": LimitRule.objects.days_for(kind)} for kind in SubmissionKind
    ]
    context = {"limits": limits, "trail": [{"text": _("Interaction")}]}
    return render(request, "feedback/asking/start.html", context)
