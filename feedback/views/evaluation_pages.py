"""Evaluations by third parties for everyone: the list, and one with its full report."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from catalogs import published_lists
from catalogs.models import Publication
from feedback.models import Evaluation
from feedback.views.trails import trail

SEARCHED = ("title", "evaluator", "summary")
FACETS = (
    published_lists.by_department(gettext_lazy("Department evaluated")),
    published_lists.by_year(gettext_lazy("Year"), "period_end"),
)


@require_safe
def evaluation_list(request: HttpRequest) -> HttpResponse:
    """Show the published evaluations, the latest period first."""
    heading = _("Third-party evaluations")
    rows = Evaluation.objects.public(timezone.localdate()).select_related("department")
    context = {
        "heading": heading,
        "lead": _("What institutions outside the government found, with their marks."),
        "trail": trail(heading),
        **published_lists.found(request, rows, searched=SEARCHED, facets=FACETS),
    }
    return render(request, "feedback/evaluations/list.html", context)


@require_safe
def evaluation_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one evaluation; the full report is linked while the public can read it."""
    today = timezone.localdate()
    rows = Evaluation.objects.public(today).select_related("department")
    row = get_object_or_404(rows, pk=pk)
    reports = Publication.objects.public(today).filter(pk=row.publication_id)
    context = {
        "row": row,
        "report": reports.first(),
        "stats": [
            {"label": _("Score"), "figure": f"{row.score.normalize():f}", "unit": _("of 100")}
        ]
        if row.score is not None
        else [],
        "trail": trail(row.title, (_("Third-party evaluations"), "feedback:evaluations")),
    }
    return render(request, "feedback/evaluations/detail.html", context)
