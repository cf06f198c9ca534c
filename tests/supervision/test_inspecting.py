"""Inspection: gaps are opened once, closed when gone, and one rule's failure stops no other."""

from datetime import date, datetime, time, timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.utils import timezone

from catalogs.enums import DepartmentKind, PublicationState, Role
from catalogs.matter_parts import save_matter_parts
from catalogs.models import Department, HistoryRow, Letter
from catalogs.workflow import MoveRefused
from supervision import comparing, inspecting, rules, ruling
from supervision.enums import FindingState, InspectionState, Level
from supervision.models import Finding, RuleSetting, Tally
from tests import factories

pytestmark = pytest.mark.django_db
RULE = "matter-without-elements"


@pytest.fixture
def bare():
    """A matter in force without content elements."""
    return factories.MatterFactory(in_force=True, elements=[])


def findings():
    return Finding.objects.filter(rule=RULE)


def told() -> list[tuple]:
    """Return what the history says that the inspection did to the finding."""
    rows = HistoryRow.objects.of(the_finding()).filter(actor=None)
    return list(rows.values_list("action", "from_state", "to_state", "reason", "changes"))


def the_finding() -> Finding:
    return findings().get()


def test_a_gap_is_opened_with_its_department_field_title_and_day(inspect, bare, today):
    inspect(today)
    finding = the_finding()
    assert finding.target == bare
    assert (finding.department, finding.field) == (bare.department, bare.field)
    assert (finding.title, finding.since) == (bare.name, bare.effective_on)
    assert (finding.state, finding.level) == (FindingState.OPEN, Level.YELLOW)
    assert finding.opened_on == today
    assert finding.rectify_by == date(2026, 12, 8)


def test_a_second_inspection_opens_nothing_again(inspect, bare, today):
    inspect(today)
    again = inspect(today + timedelta(days=1))
    assert findings().count() == 1
    assert again.runs.get(rule=RULE).opened == 0
    assert the_finding().opened_on == today


def test_a_gap_that_is_gone_is_closed_and_opens_anew_when_it_returns(inspect, bare, today):
    inspect(today)
    save_matter_parts(bare, elements=["决定"], channels=[], time_limit_text="")
    run = inspect(today + timedelta(days=1)).runs.get(rule=RULE)
    assert run.closed == 1
    assert (the_finding().state, the_finding().closed_on) == ("closed", date(2026, 11, 25))
    bare.elements.all().delete()
    inspect(today + timedelta(days=2))
    assert sorted(findings().values_list("state", flat=True)) == ["closed", "open"]


def test_a_yellow_finding_turns_red_after_the_working_days_of_its_rule(inspect, bare, today):
    inspect(today)
    inspect(date(2026, 12, 21))  # nineteen working days
    assert the_finding().level == Level.YELLOW
    run = inspect(date(2026, 12, 22)).runs.get(rule=RULE)
    assert run.reddened == 1
    assert (the_finding().level, the_finding().reddened_on) == (Level.RED, date(2026, 12, 22))


def test_a_reported_finding_does_not_turn_red_while_it_waits(inspect, bare, today):
    inspect(today)
    Finding.objects.update(state=FindingState.RECTIFIED)
    inspect(date(2026, 12, 22))
    assert the_finding().level == Level.YELLOW


def test_days_of_an_exemption_do_not_count_towards_red(inspect, bare, today):
    inspect(today)
    Finding.objects.update(state=FindingState.EXEMPT, exempt_until=date(2026, 12, 22))
    inspect(date(2026, 12, 23))
    assert (the_finding().state, the_finding().level) == (FindingState.OPEN, Level.YELLOW)
    assert the_finding().restarted_on == date(2026, 12, 23)


@pytest.mark.parametrize("change", [{"red_after": 0}, {"red_after": 30}])
def test_findings_are_yellow_again_when_their_rule_is_set_milder(inspect, bare, today, change):
    inspect(today)
    inspect(date(2026, 12, 22))
    assert the_finding().level == Level.RED
    RuleSetting.objects.filter(code=RULE).update(**change)
    inspect(date(2026, 12, 23))
    assert (the_finding().level, the_finding().reddened_on) == (Level.YELLOW, None)
    assert not Finding.objects.filter(pk=the_finding().pk).news()


def test_a_row_that_moves_to_another_department_is_found_there(inspect, bare, today):
    inspect(today)
    bare.department = factories.DepartmentFactory()
    bare.save()
    inspect(today)
    standing = findings().standing().get()
    assert standing.department == bare.department
    assert findings().closed().count() == 1


def test_a_row_that_moves_to_another_field_takes_its_finding_along(inspect, bare, today):
    inspect(today)
    old, new = bare.field, factories.FieldFactory(name="安全生产")
    Finding.objects.update(state=FindingState.RECTIFIED)
    bare.field = new
    bare.group = factories.MatterGroupFactory(field=new)
    bare.save()
    inspect(today + timedelta(days=1))
    inspect(today + timedelta(days=2))
    finding = the_finding()
    assert (finding.field, finding.state) == (new, FindingState.RECTIFIED)
    assert told() == [
        (comparing.MOVED, "rectified", "rectified", "", {"field": [old.name, new.name]})
    ]
    counted = Tally.objects.filter(rule=RULE, day=today + timedelta(days=1), found__gt=0)
    assert counted.get().field == new


@pytest.mark.parametrize(
    "columns",
    [
        {"kind": DepartmentKind.GOVERNMENT},
        {"kind": DepartmentKind.MUNICIPAL_DEPARTMENT},
        {"organization_code": ""},
        {"is_active": False},
    ],
    ids=["the city's government", "an office of the city", "no own code", "closed"],
)
def test_nothing_is_found_where_the_district_cannot_oblige(inspect, bare, today, columns):
    inspect(today)
    Department.objects.filter(pk=bare.department_id).update(**columns)
    again = inspect(today + timedelta(days=1))
    assert the_finding().state == FindingState.CLOSED
    assert told() == [(comparing.NOT_BOUND, "open", "closed", "", {})]
    assert again.runs.get(rule=RULE).closed == 1
    inspect(today + timedelta(days=2))
    assert findings().count() == 1
    assert not Tally.objects.filter(department=bare.department, day__gt=today).exists()


def test_an_exemption_holds_until_its_last_day_and_no_longer(inspect, bare, today):
    inspect(today)
    Finding.objects.update(state=FindingState.EXEMPT, exempt_until=today + timedelta(days=3))
    inspect(today + timedelta(days=3))
    assert the_finding().state == FindingState.EXEMPT
    assert Tally.objects.filter(rule=RULE, day=today + timedelta(days=3)).get().found == 0
    assert told() == []
    inspect(today + timedelta(days=4))
    assert the_finding().state == FindingState.OPEN
    inspect(today + timedelta(days=5))
    assert told() == [(comparing.EXEMPTION_OVER, "exempt", "open", "", {})]


def test_what_was_verified_and_is_found_all_the_same_is_open_again(inspect, bare, today):
    inspect(today)
    Finding.objects.update(state=FindingState.VERIFIED)
    inspect(today)
    inspect(today)
    assert the_finding().state == FindingState.OPEN
    assert told() == [(comparing.FOUND_AGAIN, "verified", "open", "", {})]


def test_a_tally_counts_what_was_examined_found_and_red(inspect, bare, today):
    own = {"department": bare.department, "group": bare.group}
    factories.MatterFactory(in_force=True, **own)
    factories.MatterFactory(in_force=True, elements=[], **own)
    elsewhere = factories.MatterFactory(in_force=True)
    inspect(today)
    inspect(today)
    tallies = {row.department_id: row for row in Tally.objects.filter(rule=RULE)}
    here = tallies[bare.department_id]
    assert (here.examined, here.found, here.red, here.field) == (3, 2, 0, bare.field)
    there = tallies[elsewhere.department_id]
    assert (there.examined, there.found) == (1, 0)


def test_an_inspection_of_one_department_leaves_the_others_alone(inspect, bare, today):
    other = factories.MatterFactory(in_force=True, elements=[])
    inspect(today, department=bare.department)
    assert the_finding().department == bare.department
    assert not Tally.objects.filter(department=other.department).exists()
    inspect(today)
    inspect(today, department=bare.department)
    assert findings().standing().count() == 2
    assert Tally.objects.filter(department=other.department, rule=RULE).get().found == 1


def test_an_inspection_of_one_rule_runs_that_rule_alone(inspect, bare, today):
    run = inspect(today, rule="period-missing")
    assert set(run.runs.values_list("rule", flat=True)) == {
        inspecting.EXPECTED,
        "period-missing",
        inspecting.SCORES,
    }
    assert not Finding.objects.exists()


def test_a_failing_rule_stops_no_other_and_is_reported(inspect, bare, today):
    admin = factories.OfficialFactory(role=Role.ADMINISTRATOR, email="admin@example.org")
    setting = ruling.settings_of_rules()["publication-late"]
    # Parameters that were written past the verb: the rule cannot run with them.
    RuleSetting.objects.filter(pk=setting.pk).update(parameters={"days": "thirty"})
    run = inspect(today)
    assert "ValidationError" in run.runs.get(rule="publication-late").error
    assert list(run.runs.exclude(error="").values_list("rule", flat=True)) == ["publication-late"]
    assert run.state == InspectionState.FINISHED
    assert the_finding().target == bare
    letter = Letter.objects.get(recipient=admin)
    assert "publication-late" in letter.body


def test_a_rule_switched_off_loses_its_findings(inspect, bare, today):
    inspect(today)
    RuleSetting.objects.filter(code=RULE).update(is_active=False)
    inspect(today)
    assert the_finding().state == FindingState.CLOSED


def test_a_rule_raised_to_red_turns_its_findings_red_at_once(inspect, bare, today):
    inspect(today)
    RuleSetting.objects.filter(code=RULE).update(level=Level.RED)
    inspect(today)
    assert the_finding().level == Level.RED


def test_who_may_not_inspect_is_refused(db, office):
    clerk = factories.OfficialFactory(role=Role.CLERK)
    with pytest.raises(MoveRefused):
        inspecting.ask(actor=clerk, now=timezone.now())


def test_every_rule_has_its_own_code_and_checks_its_defaults():
    codes = [rule.code for rule in rules.RULES]
    assert len(set(codes)) == len(codes)
    for rule in rules.RULES:
        assert rule.check({}) == rule.defaults()
        assert 1 <= rule.weight <= 100
        assert rule.source
        assert rule.remedy


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_open_each_gap_once(calendar, office, today):
    for _ in range(20):
        factories.MatterFactory(in_force=True, elements=[])
    factories.PublicationFactory(state=PublicationState.DRAFT)
    now = timezone.make_aware(datetime.combine(today, time(1, 0)))
    both = [inspecting.ask(actor=None, now=now) for _ in range(2)]
    ruling.settings_of_rules()
    start = Barrier(2)

    def work(inspection):
        start.wait()
        inspecting.run(inspection, now=now)
        connection.close()

    threads = [Thread(target=work, args=[inspection]) for inspection in both]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Finding.objects.filter(rule=RULE).count() == 20
    opened = sum(inspection.runs.get(rule=RULE).opened for inspection in both)
    assert opened == 20
    assert not any(inspection.runs.exclude(error="").exists() for inspection in both)
