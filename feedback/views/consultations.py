"""Consultations of the public on drafts: the list, and the page of one."""

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Case, Count, Q, QuerySet, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_safe

from catalogs import published_lists
from catalogs.markdown import to_html
from catalogs.published_lists import Facet
from feedback import consulting
from feedback.models import Consultation
from feedback.views import consultation_shown
from feedback.views.trails import trail

SEARCHED = ("title", "background", "text", "result")
COMMENTS_ON_A_PAGE = 20
STAGES = {
    "open": gettext_lazy("Open now"),
    "awaiting": gettext_lazy("Ended, result to come"),
    "result": gettext_lazy("Result published"),
}


@require_safe
def consultation_list(request: HttpRequest) -> HttpResponse:
    """Show what is open, what awaits its result and what has it, in this order."""
    today, heading = timezone.localdate(), _("Consultations of the public")
    rows = Consultation.objects.public(today).select_related("department", "field")
    found = published_lists.found(
        request, _in_order(rows, today), searched=SEARCHED, facets=_facets(today)
    )
    context = {
        "heading": heading,
        "lead": _("Drafts on which everyone can comment, and what became of the comments."),
        "trail": trail(heading),
        "rows": [
            {"row": row, "stage": consultation_shown.stage(row, today)} for row in found["page_obj"]
        ],
        **found,
    }
    return render(request, "feedback/consultations/list.html", context)


@require_safe
def consultation_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the draft, the comments that are shown with what became of them, and the result."""
    today = timezone.localdate()
    rows = Consultation.objects.public(today).select_related("department", "field")
    row = get_object_or_404(rows, pk=pk)
    counted = consulting.figures(row)
    pages = Paginator(row.comments.public().order_by("-received_on", "-pk"), COMMENTS_ON_A_PAGE)
    page = pages.get_page(request.GET.get("page"))
    context = {
        "row": row,
        "stage": consultation_shown.stage(row, today),
        "is_open": row.is_open(today),
        "is_overdue": row.is_overdue(today),
        "draft": to_html(row.text, top=3),
        "linked": consultation_shown.document_of(row, today),
        "figures": counted,
        "stats": consultation_shown.stats(counted),
        "outcomes": consultation_shown.outcomes(counted),
        "comments": [
            {"comment": one, "tone": consultation_shown.TONES[one.adoption]} for one in page
        ],
        "page_obj": page,
        "corrected_at": consultation_shown.corrected_at(row),
        "trail": trail(row.title, (_("Consultations of the public"), "feedback:consultations")),
    }
    return render(request, "feedback/consultations/detail.html", context)


def _stages(today: date) -> dict[str, Q]:
    """Return the condition of each stage of a public consultation."""
    return {
        "result": Q(result_published_on__isnull=False),
        "open": Q(result_published_on__isnull=True, closes_on__gte=today),
        "awaiting": Q(result_published_on__isnull=True, closes_on__lt=today),
    }


def _in_order(rows: QuerySet, today: date) -> QuerySet:
    stages = _stages(today)
    places = [When(stages[name], then=Value(place)) for place, name in enumerate(STAGES)]
    return rows.order_by(Case(*places), "-closes_on", "-pk")


def _facets(today: date) -> tuple[Facet, ...]:
    return (
        _by_stage(today),
        published_lists.by_department(gettext_lazy("Department")),
        published_lists.by_field(gettext_lazy("Field")),
    )


def _by_stage(today: date) -> Facet:
    stages = _stages(today)

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

    return Facet("state", pgettext_lazy("of a consultation", "Stage"), chosen, counted)
