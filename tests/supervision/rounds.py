"""Assessment rounds for tests: a round, its items, scores of a month, marks by name."""

from datetime import date
from decimal import Decimal

from catalogs.demo.dates import at_nine
from catalogs.models import Department, Official
from supervision import assessing, marking
from supervision.enums import WHOLE
from supervision.models import AssessmentRound, Score

TODAY = date(2026, 11, 24)
NOW = at_nine(TODAY)
PERIOD = {"period_start": date(2026, 9, 1), "period_end": date(2026, 10, 31)}
SHARES = {"automatic_share": 60, "manual_share": 30, "evaluation_share": 10}
STANDARD = "按材料评定。"


def open_round(actor: Official, **values) -> AssessmentRound:
    values = {"title": "第三季度考核", **PERIOD, **SHARES} | values
    return assessing.open_round(actor=actor, now=NOW, **values)


def set_items(round: AssessmentRound, actor: Official, **points: int) -> None:
    """Give the round items by name with their points at most."""
    items = [assessing.Item(name, STANDARD, number) for name, number in points.items()]
    assessing.set_items(round, actor=actor, items=items, now=NOW)


def score(department: Department, month: date, value: str) -> Score:
    return Score.objects.create(
        month=month,
        day=month.replace(day=28),
        department=department,
        indicator=WHOLE,
        value=Decimal(value),
        examined=10,
        found=1,
    )


def mark(round: AssessmentRound, actor: Official, department: Department, **points: str) -> int:
    """Mark a department for items by their names."""
    items = {item.name: item.pk for item in round.items.all()}
    marks = {
        (items[name], department.pk): marking.Given(Decimal(value), "符合要求")
        for name, value in points.items()
    }
    return marking.mark(round, actor=actor, marks=marks, now=NOW)
