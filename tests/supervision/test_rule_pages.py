"""The table of rules, and what an administrator changes of it: level, weight, parameters."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.text import capfirst
from django.utils.translation import override

from catalogs.enums import Role
from catalogs.models import HistoryRow
from supervision import inspecting, rules
from supervision.enums import Level
from supervision.models import Finding, IndicatorWeight, RuleSetting
from supervision.ruling import settings_of_rules
from tests import factories
from tests.supervision.finding_desk import TODAY, gaps, page, supervisor

pytestmark = pytest.mark.django_db
LATE = rules.find("publication-late")
PLAIN = {"is_active": "on", "level": "yellow", "weight": "3", "red_after": "0"}


@pytest.fixture
def late() -> RuleSetting:
    """A rule with a parameter: how many days back documents are looked at."""
    return settings_of_rules()["publication-late"]


@pytest.fixture
def admin(client):
    official = factories.OfficialFactory(role=Role.ADMINISTRATOR)
    client.force_login(official)
    return official


def label_of_days() -> str:
    with override("en"):
        return str(LATE.parameters[0].label)


def edit(row, model: str) -> str:
    return f"/en/admin/supervision/{model}/{row.pk}/change/"


def test_the_table_shows_every_rule_with_its_setting_and_findings(client, inspect):
    matter = gaps(1)[0]
    gaps(2)
    inspect(TODAY, rule="matter-without-elements")
    client.force_login(supervisor())
    response = client.get(page("rule-list"))
    rows = {row["rule"].code: row for part in response.context["parts"] for row in part["rows"]}
    assert set(rows) == {rule.code for rule in rules.RULES}
    row = rows["matter-without-elements"]
    assert (row["number"], row["red"], row["change_url"]) == (3, 0, "")
    words = response.content.decode()
    assert "Guo Ban Fa [2019] No. 54" in words
    assert f"{label_of_days()}: 30" in words
    client.force_login(factories.OfficialFactory(department=matter.department))
    own = client.get(page("rule-list")).context["parts"]
    numbers = {row["rule"].code: row["number"] for part in own for row in part["rows"]}
    assert numbers["matter-without-elements"] == 1


def test_the_table_asks_few_questions_whatever_the_number_of_rules(client, inspect):
    client.force_login(supervisor())
    inspect(TODAY)
    client.get(page("rule-list"))
    with CaptureQueriesContext(connection) as queries:
        client.get(page("rule-list"))
    assert len(queries) < 12


def test_an_administrator_changes_a_rule_with_a_reason_and_the_history_tells_it(
    client, admin, late
):
    url = edit(late, "rulesetting")
    assert "parameter_days" in client.get(url).context["adminform"].form.fields
    given = PLAIN | {"level": "red", "parameter_days": "60", "reason": "年度考核办法"}
    assert client.post(url, given).status_code == 302
    late.refresh_from_db()
    assert (late.level, late.parameters) == ("red", {"days": 60})
    row = HistoryRow.objects.of(late).get()
    assert (row.actor, row.action, row.reason) == (admin, "change_rule", "年度考核办法")
    response = client.get(f"/en/admin/supervision/rulesetting/{late.pk}/history/")
    told = response.context["happenings"][0]
    assert told["action"] == "Rule changed"
    assert {(change["label"], change["old"], change["new"]) for change in told["changes"]} == {
        ("Level", "Yellow", "Red"),
        (capfirst(label_of_days()), "30", "60"),
    }


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"parameter_days": "0"}, "parameter_days"),
        ({"parameter_days": "367"}, "parameter_days"),
        ({"parameter_days": "viele"}, "parameter_days"),
        ({"weight": "0"}, "weight"),
        ({"weight": "101"}, "weight"),
        ({"red_after": "251"}, "red_after"),
        ({"level": "green"}, "level"),
        ({"reason": " "}, "reason"),
    ],
)
def test_what_does_not_fit_is_told_beside_its_field(client, admin, late, values, field):
    given = PLAIN | {"parameter_days": "60", "reason": "考核"} | values
    response = client.post(edit(late, "rulesetting"), given)
    assert response.status_code == 200
    assert set(response.context["adminform"].form.errors) == {field}
    late.refresh_from_db()
    assert late.parameters == {"days": 30}
    assert not HistoryRow.objects.of(late).exists()


def test_other_roles_read_rules_and_weights_in_words(client, late):
    weight = IndicatorWeight.objects.complete().first()
    for role in (Role.SUPERVISOR, Role.CLERK, Role.GOVERNMENT_OFFICE):
        client.force_login(factories.OfficialFactory(role=role))
        response = client.get(edit(late, "rulesetting"))
        assert f"{label_of_days()}: 30" in response.content.decode()
        assert 'name="reason"' not in response.content.decode()
        assert client.post(edit(late, "rulesetting"), PLAIN).status_code == 403
        assert client.get(edit(weight, "indicatorweight")).status_code == 200
        assert client.post(edit(weight, "indicatorweight"), {"weight": 1}).status_code == 403


def test_an_administrator_changes_a_weight_with_a_reason(client, admin):
    row = IndicatorWeight.objects.complete().get(indicator="data")
    url = edit(row, "indicatorweight")
    for values, field in (({"weight": 10}, "reason"), ({"weight": 101, "reason": "x"}, "weight")):
        assert set(client.post(url, values).context["adminform"].form.errors) == {field}
    assert client.post(url, {"weight": 10, "reason": "考核办法"}).status_code == 302
    row.refresh_from_db()
    assert row.weight == 10
    response = client.get(f"/en/admin/supervision/indicatorweight/{row.pk}/history/")
    assert response.context["happenings"][0]["action"] == "Weight changed"


def test_a_rule_is_called_by_its_name_above_its_form_and_not_by_its_code(client, admin, late):
    response = client.get(edit(late, "rulesetting"))
    with override("en"):
        assert response.context["subtitle"] == LATE.name
    words = response.content.decode()
    assert f"<h2>{LATE.code}</h2>" not in words
    assert f"› {LATE.code}" not in words.replace("&rsaquo;", "›")


def test_rules_are_listed_and_none_is_added_or_deleted(client, admin, late):
    response = client.get("/en/admin/supervision/rulesetting/")
    assert response.status_code == 200
    assert str(LATE.name) in response.content.decode()
    assert client.get("/en/admin/supervision/rulesetting/add/").status_code == 403
    assert client.get(f"/en/admin/supervision/rulesetting/{late.pk}/delete/").status_code == 403
    assert client.get("/en/admin/supervision/indicatorweight/").status_code == 200


def test_a_rule_changed_while_an_inspection_runs_is_compared_as_it_is_set(inspect, monkeypatch):
    gaps(1)
    known = settings_of_rules()
    # The inspection has read the table when an administrator makes the rule red.
    monkeypatch.setattr(inspecting, "settings_of_rules", lambda: known)
    RuleSetting.objects.filter(code="matter-without-elements").update(level=Level.RED)
    inspect(TODAY, rule="matter-without-elements")
    assert set(Finding.objects.values_list("level", flat=True)) == {Level.RED}
