"""The open red findings everyone may read: what, whose, since when."""

from typing import Any

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
from supervision.rules import RULES

NAMES = {rule.code: rule.name for rule in RULES}
# Rows of other rules are unpublished, or a citizen's own: only the department is told.
NAMED = frozenset(rule.code for rule in RULES if rule.shape.is_named)


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


def finding_row(row: Finding) -> dict[str, Any]:
    """Return what everyone reads of a finding: the title only where the public knows the row."""
    return {
        "title": row.title if row.rule in NAMED else "",
        "rule": NAMES.get(row.rule, row.rule),
        "rule_url": f"{reverse('supervision:method')}#{row.rule}",
        "department": row.department.display_name,
        "department_url": row.department.get_absolute_url(),
        "field": row.field.display_name if row.field else "",
        "since": row.since or row.opened_on,
        "red_since": row.reddened_on,
        "state": row.get_state_display(),
    }
