"""The heat map of the dashboard: departments by fields, as scores or as red findings."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from catalogs.charts.heat_map import Band, Head, HeatMap, heat_map
from catalogs.models import Department, Field
from supervision import dashboards
from supervision.comparable import comparable_departments
from supervision.dashboard_periods import month_words
from supervision.dashboards import Scope
from supervision.views.dashboard_links import department_url, findings_url, score_url

SCORE, RED = "score", "red"
MEASURES = (SCORE, RED)


def shown(scope: Scope, measure: str, month: date | None) -> HeatMap | None:
    """Return the heat map of a measure; None where nothing was measured yet."""
    values: dict[tuple[Any, Any], Any]
    # Scores are compared down the column; red findings are shown wherever they are.
    compared = None
    if measure == RED:
        values = dashboards.red_by_place(scope)
    elif month is not None:
        values = {place: row.value for place, row in dashboards.scores_by_place(month).items()}
        compared = comparable_departments(month)
    else:
        values = {}
    departments = _departments(
        scope, values, worst_first=1 if measure == SCORE else -1, compared=compared
    )
    fields = _fields(scope, values)
    if not departments:
        return None
    places = [None, *fields]
    listed = [*departments, *([None] if scope.department is None else [])]
    rows = [
        (
            Head(row.display_name if row else _("All departments"), _row_url(row, scope)),
            [_pair(values, scope, measure, month, row, place) for place in places],
        )
        for row in listed
    ]
    columns = [Head(place.display_name if place else _("All fields")) for place in places]
    if measure == RED or month is None:
        return heat_map(
            _("Red findings by department and field"),
            columns,
            rows,
            _bands_of_red(),
            description=_("Red findings that count now, the most first. A dash: there are none."),
            corner=_("Department"),
        )
    return heat_map(
        _("Scores by department and field, %(month)s") % {"month": month_words(month)},
        columns,
        rows,
        _bands_of_scores(),
        description=_(
            "Whole scores of 0 to 100, the lowest first. A dash: nothing was examined. Departments "
            "with too few rows to compare are left out; they are in the ranking, without a rank."
        ),
        corner=_("Department"),
        decimals=1,
    )


def _departments(
    scope: Scope, values: dict, *, worst_first: int, compared: set[int] | None
) -> list[Department]:
    keys = {department for department, _field in values if department is not None}
    if scope.department is not None:
        keys &= {scope.department.pk}
    elif compared is not None:
        keys &= compared
    place = scope.field.pk if scope.field else None
    rows = Department.objects.filter(pk__in=keys)
    return sorted(
        rows,
        key=lambda row: (
            (row.pk, place) not in values,
            worst_first * values.get((row.pk, place), 0),
            row.display_order,
        ),
    )


def _fields(scope: Scope, values: dict) -> list[Field]:
    if scope.field is not None:
        return [scope.field]
    keys = {field for department, field in values if field is not None}
    return list(Field.objects.filter(pk__in=keys))


def _row_url(department: Department | None, scope: Scope) -> str:
    return department_url(department, scope) if department else ""


def _pair(
    values: dict,
    scope: Scope,
    measure: str,
    month: date | None,
    department: Department | None,
    field: Field | None,
) -> tuple[float | None, str]:
    """Return the value of a cell and where it leads; most cells have neither."""
    value = values.get((department and department.pk, field and field.pk))
    url = "" if value is None else _cell_url(scope, measure, month, department, field)
    return value, url


def _cell_url(
    scope: Scope,
    measure: str,
    month: date | None,
    department: Department | None,
    field: Field | None,
) -> str:
    if measure == SCORE and month is not None:
        return score_url(month, department=department, field=field)
    # The place of all of them is all within the scope.
    place = {"department": department and department.code, "field": field and field.slug}
    return findings_url(scope, "red", **{key: value for key, value in place.items() if value})


def _bands_of_scores() -> tuple[Band, ...]:
    return (
        Band(90, "good", pgettext("score", "Good"), "≥ 90"),
        Band(80, "fair", pgettext("score", "Fair"), "80–90"),
        Band(60, "weak", pgettext("score", "Weak"), "60–80"),
        Band(0, "poor", pgettext("score", "Poor"), "< 60"),
    )


def _bands_of_red() -> tuple[Band, ...]:
    return (
        Band(1, "weak", pgettext("findings", "Few"), "1–4"),
        Band(5, "poor", pgettext("findings", "Many"), "≥ 5"),
    )
