"""Published questions and answers, shown with the consent of those who asked."""

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_safe

from catalogs import published_lists
from catalogs.models import Dataset
from catalogs.published_lists import Facet
from feedback.enums import SubmissionKind
from feedback.models import PublishedReply
from feedback.views.trails import trail


def _of_datasets(codes: list[str]) -> Q:
    return Q(submission__dataset__code__in=codes)


def _datasets(rows: QuerySet) -> list[tuple[str, str, int]]:
    """Return the datasets that the answers are about, with how many each."""
    linked = rows.filter(submission__dataset__isnull=False).order_by()
    known = dict(linked.values_list("submission__dataset").annotate(rows=Count("pk")))
    named = Dataset.objects.filter(pk__in=known).order_by("sort_key", "pk") if known else []
    return [(row.code, row.display_name, known[row.pk]) for row in named]


SEARCHED = ("title", "question", "answer")
FACETS = (
    published_lists.by_choice(
        "kind", pgettext_lazy("of a submission", "Kind"), SubmissionKind.choices
    ),
    published_lists.by_department(gettext_lazy("Department")),
    published_lists.by_field(gettext_lazy("Field")),
    Facet("dataset", gettext_lazy("Dataset"), _of_datasets, _datasets),
    published_lists.by_year(gettext_lazy("Year"), "published_on"),
)


@require_safe
def reply_list(request: HttpRequest) -> HttpResponse:
    """Show the published answers: words, kind, department, field and year narrow the list."""
    rows = PublishedReply.objects.public(timezone.localdate()).select_related("department")
    heading = _("Published answers")
    context = {
        "heading": heading,
        "lead": _("Questions and answers, shown with the consent of those who asked."),
        "trail": trail(heading),
        **published_lists.found(request, rows, searched=SEARCHED, facets=FACETS),
    }
    return render(request, "feedback/public/reply_list.html", context)


@require_safe
def reply_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one question with its answer."""
    rows = PublishedReply.objects.public(timezone.localdate())
    row = get_object_or_404(
        rows.select_related("department", "field", "submission__dataset"), pk=pk
    )
    context = {
        "row": row,
        "trail": trail(row.title, (_("Published answers"), "feedback:replies")),
    }
    return render(request, "feedback/public/reply_detail.html", context)
