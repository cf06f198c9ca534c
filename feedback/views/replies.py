"""Published questions and answers, shown with the consent of those who asked."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_safe

from catalogs import published_lists
from feedback.enums import SubmissionKind
from feedback.models import PublishedReply
from feedback.views.trails import trail

SEARCHED = ("title", "question", "answer")
FACETS = (
    published_lists.by_choice(
        "kind", pgettext_lazy("of a submission", "Kind"), SubmissionKind.choices
    ),
    published_lists.by_department(gettext_lazy("Department")),
    published_lists.by_field(gettext_lazy("Field")),
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
    row = get_object_or_404(rows.select_related("department", "field", "submission"), pk=pk)
    context = {
        "row": row,
        "trail": trail(row.title, (_("Published answers"), "feedback:replies")),
    }
    return render(request, "feedback/public/reply_detail.html", context)
