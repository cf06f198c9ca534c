"""The open red findings everyone may read: what, whose, since when."""

from django.db.models import Case, Count, F, Q, QuerySet, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from catalogs import published_lists
from catalogs.published_lists import Facet, by_department, by_field
from supervision.models import Finding
from supervision.public_findings import NAMED, NAMES, finding_row


def _rules(rows: QuerySet) -> list[tuple[str, str, int]]:
    known = dict(rows.order_by().values_list("rule").annotate(rows=Count("pk")))
    return [(code, str(name), known[code]) for code, name in NAMES.items() if code in known]


FACETS = (
    by_department(gettext_lazy("Department")),
    by_field(gettext_lazy("Field")),
    Facet("rule", gettext_lazy("Rule"), lambda values: Q(rule__in=values), _rules),
)


@require_safe
def red_findings(request: HttpRequest) -> HttpResponse:
    rows = Finding.objects.public(timezone.localdate()).select_related("department", "field")
    rows = rows.annotate(named=Case(When(rule__in=NAMED, then=F("title")), default=Value("")))
    context = published_lists.found(request, rows, searched=("named",), facets=FACETS)
    context |= {
        "trail": [
            {"text": _("Supervision and evaluation"), "url": reverse("supervision:scoreboard")},
            {"text": _("Open red findings")},
        ],
        "findings": [finding_row(row) for row in context["page_obj"]],
    }
    return render(request, "supervision/scoreboard/findings.html", context)
