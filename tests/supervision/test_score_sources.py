"""Every score is traced to the rows that were behind it on its day."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from supervision import rectifying
from supervision.models import Finding
from tests import factories

pytestmark = pytest.mark.django_db
RULE = "matter-without-elements"
OCTOBER, MIDDLE, TODAY = date(2026, 10, 31), date(2026, 11, 10), date(2026, 11, 24)
RULES = {"month": "2026-10", "indicator": "completeness", "rule": RULE}


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel("2026-11-24 10:00 +0800", tick=False):
        yield


@pytest.fixture
def findings(inspect) -> list[Finding]:
    """Two gaps of October."""
    for name in ("城市规划", "土地征收"):
        factories.MatterFactory(in_force=True, elements=[], name=name)
    inspect(OCTOBER)
    return list(Finding.objects.filter(rule=RULE).order_by("pk"))


def listed(client, **asked) -> set[int]:
    response = client.get(reverse("supervision:dashboard-score"), RULES | asked)
    return {row["pk"] for row in response.context["findings"]}


def test_the_score_of_a_past_month_leads_to_what_stood_then(desk, inspect, findings):
    gone, stays = findings
    gone.target.elements.create(position=1, name="决定")
    inspect(MIDDLE)
    assert listed(desk) == {gone.pk, stays.pk}
    assert listed(desk, month="2026-11") == {stays.pk}


def test_what_was_exempt_on_the_day_is_not_behind_its_score(desk, inspect, findings, supervisor):
    then, since = findings

    def exempt(finding, day: str) -> None:
        now = timezone.make_aware(timezone.datetime.fromisoformat(f"{day} 09:00"))
        until = date(2026, 12, 31)
        rectifying.exempt(finding, actor=supervisor, reason="机构改革", until=until, now=now)

    exempt(then, "2026-10-31")
    exempt(since, "2026-11-10")
    inspect(TODAY)
    assert listed(desk) == {since.pk}
    assert listed(desk, month="2026-11") == set()


def test_a_rule_behind_a_past_score_leads_to_as_many_findings_as_it_found(desk, inspect, findings):
    inspect(MIDDLE)
    whole = RULES | {"rule": ""}
    parts = desk.get(reverse("supervision:dashboard-score"), whole).context["parts"]
    found = {part["rule"]: part for part in parts if part["found"]}
    assert found[RULE]["found"] == 2
    for part in found.values():
        page = desk.get(part["url"].partition("#")[0])
        assert page.context["page_obj"].paginator.count == part["found"]
