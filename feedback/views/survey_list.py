"""Surveys: the list of those that are open and of those that have ended with results."""

from datetime import date
from typing import Any

from django.db.models import Case, Count, Q, QuerySet, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_safe

from catalogs import published_lists
from catalogs.published_lists import Facet
from feedback.models import Survey, SurveyResponse
from feedback.views import survey_shown
from feedback.views.trails import trail

SEARCHED = ("title", "introduction")
STAGES = {"open": gettext_lazy("Open now"), "ended": gettext_lazy("Ended, with results")}


@require_safe
def survey_list(request: HttpRequest) -> HttpResponse:
    """Show what is open, soonest to close first, and then what has ended, newest first."""
    today, heading = timezone.localdate(), _("Surveys")
    rows = Survey.objects.public(today).select_related("department")
    facets = (_by_stage(today), published_lists.by_department(gettext_lazy("Department")))
    found = published_lists.found(request, _in_order(rows, today), searched=SEARCHED, facets=facets)
    page = list(found["page_obj"])
    counted = SurveyResponse.objects.filter(survey__in=page).order_by().values_list("survey")
    responses = dict(counted.annotate(responses=Count("pk")))
    context = {
        "heading": heading,
        "lead": _("Say how satisfied you are, and read what others said."),
        "trail": trail(heading),
        "rows": [
            {
                "row": row,
                "stage": survey_shown.stage(row, today),
                "responses": responses.get(row.pk, 0),
            }
            for row in page
        ],
        **found,
    }
    return render(request, "feedback/surveys/list.html", context)


def _in_order(rows: QuerySet, today: date) -> QuerySet:
    is_open = Q(closes_on__gte=today)
    return rows.order_by(
        Case(When(is_open, then=Value(0)), default=Value(1)),
        Case(When(is_open, then="closes_on")),
        "-closes_on",
        "-pk",
    )


def _by_stage(today: date) -> Facet:
    stages = {"open": Q(closes_on__gte=today), "ended": Q(closes_on__lt=today)}

    def chosen(values: list[str]) -> Q:
        any_of = Q(pk__in=[])
        for value in values:
            any_of |= stages.get(value, Q(pk__in=[]))
        return any_of

    def counted(rows: QuerySet) -> list[tuple[str, str, int]]:
        numbers: dict[str, Any] = rows.order_by().aggregate(
            **{name: Count("pk", filter=condition) for name, condition in stages.items()}
        )
        return [(name, str(words), numbers[name]) for name, words in STAGES.items()]

    return Facet("state", pgettext_lazy("of a survey", "Stage"), chosen, counted)
