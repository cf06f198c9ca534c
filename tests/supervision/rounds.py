"""Assessment rounds for tests: a round, its items, scores of a month, marks by name."""

from datetime import date
from decimal import Decimal

from django.urls import reverse

from catalogs.demo.dates import at_nine
from catalogs.models import Department, Official
from feedback.models import Evaluation
from supervision import assessing, marking
from supervision.comparable import FEWEST_EXAMINED
from supervision.enums import WHOLE, Indicator
from supervision.models import AssessmentRound, ManualMark, Score
from tests import factories

TODAY = date(2026, 11, 24)
NOW = at_nine(TODAY)
SEPTEMBER, OCTOBER = date(2026, 9, 1), date(2026, 10, 1)
PERIOD = {"period_start": date(2026, 9, 1), "period_end": date(2026, 10, 31)}
SHARES = {"automatic_share": 60, "manual_share": 30, "evaluation_share": 10}
STANDARD = "按材料评定。"


def departments(number: int) -> list[Department]:
    """Return so many departments that answer the public, in their order."""
    return [
        factories.DepartmentFactory(organization_code=f"0140{n:05d}", display_order=n)
        for n in range(1, number + 1)
    ]


def open_round(actor: Official, **values) -> AssessmentRound:
    values = {"title": "第三季度考核", **PERIOD, **SHARES} | values
    return assessing.open_round(actor=actor, now=NOW, **values)


def set_items(round: AssessmentRound, actor: Official, **points: int) -> None:
    """Give the round items by name with their points at most."""
    items = [assessing.Item(name, STANDARD, number) for name, number in points.items()]
    assessing.set_items(round, actor=actor, items=items, now=NOW)


def score(
    department: Department, month: date, value: str, *, duties: int = FEWEST_EXAMINED
) -> Score:
    """Score a department as a whole, so many of whose duties were examined."""

    def written(indicator: str, examined: int) -> Score:
        return Score.objects.create(
            month=month,
            day=month.replace(day=28),
            department=department,
            indicator=indicator,
            value=Decimal(value),
            examined=examined,
            found=1,
        )

    written(Indicator.COMPLETENESS, duties)
    return written(WHOLE, duties)


def mark(round: AssessmentRound, actor: Official, department: Department, **points: str) -> int:
    """Mark a department for items by their names."""
    items = {item.name: item.pk for item in round.items.all()}
    marks = {
        (items[name], department.pk): marking.Given(Decimal(value), "符合要求")
        for name, value in points.items()
    }
    return marking.mark(round, actor=actor, marks=marks, now=NOW)


def evaluation(department=None, *, value: str | None = "90.00", published: date | None = TODAY):
    return Evaluation.objects.create(
        title="第三方评估",
        evaluator="某高校",
        department=department,
        period_start=SEPTEMBER,
        period_end=OCTOBER,
        score=value,
        summary="总体良好。",
        published_on=published,
    )


def points_form(round, departments, points: dict) -> dict:
    """What the page sends: a cell for each item and department, as it was and as it is now."""
    data = {}
    for item in round.items.all():
        for department in departments:
            row = ManualMark.objects.filter(item=item, department=department).first()
            name = f"points-{item.pk}-{department.pk}"
            data[f"initial-{name}"] = data[name] = row.points if row else ""
            if (item.name, department) in points:
                data[name] = points[item.name, department]
    return data


def address(name: str, *args) -> str:
    """Return the address of a page of assessments."""
    return reverse(f"supervision:assessment-{name}", args=args)


def text_of(response) -> str:
    return response.content.decode()
