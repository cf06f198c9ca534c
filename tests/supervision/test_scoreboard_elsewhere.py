"""Where else the scores and the pilot work are read: at home and on the page of a department."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from catalogs.models import Department
from supervision.comparable import FEWEST_EXAMINED
from supervision.models import PilotTask, Score
from tests import factories
from tests.supervision.pilot_rows import load_plan, report_of

pytestmark = pytest.mark.django_db


def write(value: int, **given) -> Score:
    month = date(2026, 1, 1)
    values = {"examined": 10, "found": 1, "day": month, "month": month, "indicator": "whole"}
    return Score.objects.create(value=Decimal(value), **values | given)


def test_home_shows_the_scores_of_the_district(client):
    assert client.get("/").context["supervised"]["stats"] == []
    write(83)
    page = client.get("/en/")
    figures = [stat["figure"] for stat in page.context["supervised"]["stats"]]
    assert figures == ["83.0", "—", "—", 0]
    assert reverse("supervision:scoreboard") in page.content.decode()


def test_home_shows_how_far_the_pilot_is_and_the_newest_report(client):
    load_plan()
    PilotTask.objects.filter(number="1.1").update(state="done", progress=100)
    report = report_of(Department.objects.get(code="BHQ"), submitted_on=date(2026, 10, 30))
    page = client.get("/en/")
    text = page.content.decode()
    assert "1 of 10 tasks of the plan are done." in text
    assert "All stages have ended" in text
    pilot = page.context["pilot"]
    assert [row["url"] for row in pilot["reports"]] == [f"/en/pilot/reports/{report.pk}/"]
    numbers = [task["number"] for task in pilot["tasks"]]
    assert numbers == sorted(numbers)
    assert len(numbers) == 10
    assert len(pilot["stages"]) == 4


def test_a_department_shows_its_scores_and_its_rank(client):
    first, second = factories.DepartmentFactory(), factories.DepartmentFactory()
    write(80)
    for value, department in ((90, first), (70, second)):
        write(value, department=department)
        row = write(value, department=department, indicator="timeliness")
        Score.objects.filter(pk=row.pk).update(examined=FEWEST_EXAMINED)
    page = client.get(second.get_absolute_url())
    assert [stat["figure"] for stat in page.context["scores"]] == ["70.0", "—", "70.0", 2]
    assert reverse("supervision:scoreboard") in page.content.decode()
    without = client.get(factories.DepartmentFactory().get_absolute_url())
    assert without.context["scores"] == []
    assert "supervision" not in without.content.decode().split("<main")[1].split("</main")[0]


def test_the_pages_of_supervision_are_behind_one_door(client):
    for name in ("scoreboard", "pilot", "pilot-reports", "pilot-acceptance", "method"):
        page = client.get(reverse(f"supervision:{name}"))
        [door] = [door for door in page.context["portal"]["doors"] if door["here"]]
        assert door["url"] == reverse("supervision:scoreboard")
