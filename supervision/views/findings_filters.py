"""The filters of the list of findings, each choice with the number of its findings."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from catalogs.published_lists import Facet, by_choice, by_department, by_field
from supervision.enums import Aspect, Level
from supervision.rules import RULES

_MONTH = re.compile(r"[12][0-9]{3}-(0[1-9]|1[0-2])")


def _by_rule(rows: QuerySet) -> dict[str, int]:
    return dict(rows.order_by().values_list("rule").annotate(number=Count("pk")))


def _rules(rows: QuerySet) -> list[tuple[str, str, int]]:
    known = _by_rule(rows)
    return [(rule.code, str(rule.name), known[rule.code]) for rule in RULES if rule.code in known]


def _aspects(rows: QuerySet) -> list[tuple[str, str, int]]:
    known = _by_rule(rows)
    counted = [
        (
            value,
            str(words),
            sum(known.get(rule.code, 0) for rule in RULES if rule.aspect == value),
        )
        for value, words in Aspect.choices
    ]
    return [row for row in counted if row[2]]


def _of_aspects(values: Iterable[str]) -> Q:
    return Q(rule__in=[rule.code for rule in RULES if rule.aspect in values])


def _months(rows: QuerySet) -> list[tuple[str, str, int]]:
    # By day in the database, and added up here: cutting each date is slow on SQLite.
    days = rows.order_by().values_list("opened_on").annotate(number=Count("pk"))
    months: dict[date, int] = {}
    for day, number in days:
        month = day.replace(day=1)
        months[month] = months.get(month, 0) + number
    return [
        (f"{month:%Y-%m}", date_format(month, "YEAR_MONTH_FORMAT"), months[month])
        for month in sorted(months, reverse=True)
    ]


def _in_months(values: Iterable[str]) -> Q:
    any_of = Q(pk__in=[])
    for value in values:
        year, month = (int(part) for part in value.split("-"))
        any_of |= Q(opened_on__year=year, opened_on__month=month)
    return any_of


FACETS = (
    Facet("aspect", _("Aspect"), _of_aspects, _aspects),
    Facet("rule", _("Rule"), lambda values: Q(rule__in=values), _rules),
    by_choice("level", _("Colour"), Level.choices),
    by_department(_("Department")),
    by_field(_("Field")),
    Facet(
        "period",
        _("Month in which it was found"),
        _in_months,
        _months,
        readable=lambda value: _MONTH.fullmatch(value) is not None,
    ),
)


def chosen(request: HttpRequest, rows: QuerySet) -> QuerySet:
    """Return the rows that every filter of the address lets pass."""
    for facet in FACETS:
        values = [
            value
            for value in request.GET.getlist(facet.name)
            if "\x00" not in value and facet.readable(value)
        ]
        if values:
            rows = rows.filter(facet.chosen(values))
    return rows


def kept(request: HttpRequest) -> list[dict[str, Any]]:
    """Return what of the address goes with a press on the filters."""
    return [
        {"name": name, "value": request.GET[name]}
        for name in ("tab", "order", "size")
        if request.GET.get(name)
    ]
