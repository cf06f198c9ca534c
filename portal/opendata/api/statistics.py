"""The figures of the public pages: a year of applications or interaction, a month's scoreboard."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from applications import statistics as of_applications
from feedback import statistics as of_interaction
from portal.opendata.api.serializers import statistics as shapes
from portal.opendata.api.views import repeated, unknown
from portal.opendata.problems import Fault, bad_parameters
from supervision import scoreboard
from supervision.enums import WHOLE, Indicator
from supervision.models import Finding
from supervision.scoreboard import Board, Line

NAMES = {
    "whole": WHOLE,
    "completeness": str(Indicator.COMPLETENESS),
    "timeliness": str(Indicator.TIMELINESS),
}
YEAR = OpenApiParameter("year", int, description=gettext_lazy("A year; without it, this one."))
MONTH = OpenApiParameter(
    "month", str, description=gettext_lazy("A month like 2026-10; the newest without.")
)
_MONTH = re.compile(r"(\d{4})-(\d{2})", re.ASCII)


class YearView(APIView):
    """Figures of one year, this year's unless the address names another."""

    source: Any

    def shown(self, request: Request) -> Any:
        today = timezone.localdate()
        faults = unknown(request, ("year",)) + repeated(request)
        years = self.source.years(today)
        asked = request.query_params.get("year", str(today.year))
        if asked not in map(str, years):
            words = _("There are figures from %(first)d to %(last)d.")
            faults.append(Fault("year", words % {"first": years[-1], "last": years[0]}))
        if faults:
            raise bad_parameters(faults)
        return self.source.statistics(int(asked), today=today)


class ApplicationFigures(YearView):
    source = of_applications
    serializer_class = shapes.ApplicationStatistics

    @extend_schema(parameters=[YEAR])
    def get(self, request: Request) -> Response:
        shown = self.shown(request)
        values = _fields(shown) | {
            "outcomes": [{"heading": key, "handled": n} for key, n in shown.groups.items()],
            "months": _months(received=shown.months_received, handled=shown.months_handled),
            "channels": _counts(shown.channels),
            "applicants": _counts(shown.kinds),
        }
        return Response(self.serializer_class(values).data)


class InteractionFigures(YearView):
    source = of_interaction
    serializer_class = shapes.InteractionStatistics

    @extend_schema(parameters=[YEAR])
    def get(self, request: Request) -> Response:
        shown = self.shown(request)
        values = _fields(shown) | {
            "apart": _counts(shown.apart),
            "months": _months(received=shown.months_received, answered=shown.months_answered),
            "channels": _counts(shown.channels),
        }
        return Response(self.serializer_class(values).data)


class SupervisionFigures(APIView):
    """The public scoreboard of a month, the newest unless the address names another."""

    serializer_class = shapes.SupervisionStatistics

    @extend_schema(parameters=[MONTH])
    def get(self, request: Request) -> Response:
        today = timezone.localdate()
        board = _board(request, today)
        red = Finding.objects.public(today).order_by()
        values = {
            "month": f"{board.month:%Y-%m}" if board.month else None,
            "counted_on": board.day,
            "district": _scores(board.district.values) if board.district else None,
            "open_findings": red.count(),
            "trend": [{"month": f"{month:%Y-%m}", **_scores(said)} for month, said in board.trend],
            "departments": _lines(board.departments, _by(red, "department")),
            "fields": _lines(board.fields, _by(red, "field")),
        }
        return Response(self.serializer_class(values).data)


def _board(request: Request, today: date) -> Board:
    faults = unknown(request, ("month",)) + repeated(request)
    asked = request.query_params.get("month")
    try:
        month = _month(asked) if asked is not None else None
        board = scoreboard.board(today=today, month=month)
    except (KeyError, ValueError):
        faults.append(Fault("month", _("There are no scores of this month.")))
    if faults:
        raise bad_parameters(faults)
    return board


def _month(text: str) -> date:
    found = _MONTH.fullmatch(text)
    if found is None:
        raise ValueError(text)
    return date(int(found[1]), int(found[2]), 1)


def _fields(shown: Any) -> dict[str, Any]:
    """Return the figures as they are, by name."""
    return {name: getattr(shown, name) for name in shown.__dataclass_fields__}


def _months(**series: tuple[int, ...]) -> list[dict[str, int]]:
    numbered = enumerate(zip(*series.values(), strict=True), start=1)
    return [{"month": n, **dict(zip(series, values, strict=True))} for n, values in numbered]


def _counts(counts: Mapping[str, int]) -> list[dict[str, Any]]:
    return [{"of": code, "received": number} for code, number in counts.items()]


def _scores(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: values.get(indicator) for name, indicator in NAMES.items()}


def _by(findings: Any, column: str) -> dict[int, int]:
    return dict(findings.values_list(column).annotate(number=Count("pk")))


def _lines(lines: tuple[Line, ...], findings: Mapping[int, int]) -> list[dict[str, Any]]:
    return [
        {
            "place": line.place,
            "rank": line.rank,
            "open_findings": findings.get(line.place.pk, 0),
            **_scores(line.values),
        }
        for line in lines
    ]
