"""The start page of interaction: what one can do here, and how long it takes."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from feedback.models import LimitRule
from feedback.views.procedure import limits


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Show the parts of interaction, and within how many working days each kind is answered."""
    context = {
        "limits": limits(LimitRule.objects.days()),
        "parts": _parts(),
        "trail": [{"text": _("Interaction")}],
    }
    return render(request, "feedback/asking/start.html", context)


def _parts() -> list[dict[str, Any]]:
    """Return a tile for each part."""
    parts = (
        ("new", _("Write to the government"), _("Ask, suggest, complain or report.")),
        ("track", _("Track a submission"), _("With receipt number and query code.")),
        ("replies", _("Published answers"), _("What others asked, and the reply.")),
        ("knowledge", _("Knowledge list"), _("What is often asked, with its basis.")),
        ("consultations", _("Consultations on drafts"), _("Comment on what is planned.")),
        ("surveys", _("Surveys"), _("Say how satisfied you are.")),
        ("evaluations", _("Third-party evaluations"), _("What outsiders found.")),
        (
            "statistics",
            _("Statistics of interaction"),
            _("How soon, and how well, it is answered."),
        ),
    )
    return [
        {"url": reverse(f"feedback:{name}"), "name": words, "note": note}
        for name, words, note in parts
    ]
