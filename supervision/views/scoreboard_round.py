"""The result of an assessment round that was published."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from supervision.comparable import FEWEST_EXAMINED
from supervision.models import AssessmentRound, RoundResult
from supervision.views.scoreboard_words import score


@require_safe
def assessment(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(AssessmentRound.objects.public(timezone.localdate()), pk=pk)
    context = {
        "trail": [
            {"text": _("Supervision and evaluation"), "url": reverse("supervision:scoreboard")},
            {"text": row.title},
        ],
        "round": row,
        "fewest": FEWEST_EXAMINED,
        "columns": [{"label": label, "number": place > 0} for place, label in enumerate(_labels())],
        "rows": [_cells(result) for result in row.results.select_related("department")],
        "items": [{"label": item.name, "value": item.standard} for item in row.items.all()],
        "evaluations": list(row.evaluations.public(timezone.localdate())),
    }
    return render(request, "supervision/scoreboard/round.html", context)


def _labels() -> list[str]:
    return [
        _("Department"),
        _("Rank"),
        _("Automatic score"),
        _("Manual items"),
        _("Third-party evaluations"),
        pgettext("of an assessment", "Result"),
    ]


def _cells(result: RoundResult) -> list[dict[str, Any]]:
    unit = result.department
    texts = (
        result.rank,
        score(result.automatic),
        score(result.manual),
        score(result.evaluation),
        score(result.total),
    )
    return [
        {"text": unit.display_name, "url": unit.get_absolute_url()},
        *(
            {"label": label, "text": text, "number": True}
            for label, text in zip(_labels()[1:], texts, strict=True)
        ),
    ]
