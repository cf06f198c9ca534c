"""Letters about findings: one a department and morning, of each news once, and to supervisors."""

from datetime import date, timedelta

import pytest
import time_machine
from django.utils.translation import gettext, override

from catalogs.enums import Role
from catalogs.matter_parts import save_matter_parts
from catalogs.models import Letter
from supervision import rectifying, reminding, tasks
from supervision.models import Finding
from tests import factories
from tests.racing import race
from tests.supervision.finding_desk import TODAY, gaps, moment, of_matter, supervisor

pytestmark = pytest.mark.django_db
RULE = "matter-without-elements"


@pytest.fixture(autouse=True)
def _a_portal_in_english(settings):
    settings.LANGUAGE_CODE = "en"


@pytest.fixture
def matter(calendar, office):
    return gaps(1, name="城市规划")[0]


@pytest.fixture
def clerk(matter):
    return factories.OfficialFactory(department=matter.department, email="clerk@example.org")


@pytest.fixture
def finding(inspect, matter) -> Finding:
    inspect(TODAY, rule=RULE)
    return of_matter(matter)


def body_of(letter: Letter) -> list[str]:
    return letter.body.splitlines()


def newest(official) -> Letter:
    return Letter.objects.filter(recipient=official).latest("pk")


def test_a_department_is_told_of_new_findings_in_one_letter_once(inspect, matter, clerk):
    gaps(24, group=matter.group, department=matter.department)
    reviewer = factories.OfficialFactory(
        department=matter.department, role=Role.REVIEWER, email="r@example.org"
    )
    factories.OfficialFactory(email="stranger@example.org")
    inspect(TODAY, rule=RULE)
    assert reminding.tell(today=TODAY) == 2
    assert {letter.recipient for letter in Letter.objects.all()} == {clerk, reviewer}
    lines = body_of(newest(clerk))
    assert lines[0] == "New findings: 25"
    assert len(lines) == 1 + reminding.NAMED + 1
    assert lines[1].startswith(f"- Yellow · {matter.name} · Matter without content elements · by ")
    assert reminding.tell(today=TODAY) == 0
    assert reminding.tell(today=TODAY + timedelta(days=1)) == 0
    # What an inspection of the same day finds is told as well.
    gaps(1, group=matter.group, department=matter.department)
    inspect(TODAY, rule=RULE)
    assert reminding.tell(today=TODAY) == 2
    assert body_of(newest(clerk))[0] == "New findings: 1"


def test_a_finding_that_turned_red_is_told_once_more(finding, clerk):
    reminding.tell(today=TODAY)
    Finding.objects.update(level="red", reddened_on=TODAY)
    assert reminding.tell(today=TODAY + timedelta(days=1)) == 1
    assert body_of(newest(clerk))[0] == "Turned red: 1"
    assert reminding.tell(today=TODAY + timedelta(days=1)) == 0


@pytest.mark.parametrize(
    ("day", "heading"),
    [
        (date(2026, 12, 2), ""),
        (date(2026, 12, 3), "To be rectified soon: 1"),
        (date(2026, 12, 8), "To be rectified soon: 1"),
        (date(2026, 12, 9), "Rectification overdue: 1"),
    ],
)
def test_a_department_is_reminded_three_working_days_before_and_when_it_is_past(
    finding, clerk, day, heading
):
    assert finding.rectify_by == date(2026, 12, 8)
    reminding.tell(today=TODAY)
    assert reminding.tell(today=day) == bool(heading)
    assert not heading or body_of(newest(clerk))[0] == heading
    assert reminding.tell(today=day) == 0


def test_each_reminder_is_written_once_for_a_day_and_anew_when_the_day_moved(finding, clerk):
    reminding.tell(today=TODAY)
    days = [date(2026, 12, 1) + timedelta(days=number) for number in range(20)]
    assert sum(reminding.tell(today=day) for day in days) == 2
    Finding.objects.update(rectify_by=date(2027, 1, 8))
    assert reminding.tell(today=date(2027, 1, 6)) == 1
    assert reminding.tell(today=date(2027, 1, 11)) == 1


def test_what_is_reported_exempt_or_closed_is_not_told(inspect, finding, matter, clerk):
    for state, more in (
        ("rectified", {}),
        ("verified", {}),
        ("exempt", {"exempt_until": date(2027, 1, 1)}),
        ("closed", {"closed_on": TODAY}),
    ):
        Finding.objects.update(**{"exempt_until": None, "closed_on": None, "state": state} | more)
        assert reminding.tell(today=date(2026, 12, 9)) == 0, state


def test_a_department_that_nobody_could_be_told_of_is_told_when_somebody_is_there(finding, matter):
    official = factories.OfficialFactory(department=matter.department, email="")
    assert reminding.tell(today=TODAY) == 0
    official.email = "late@example.org"
    official.save()
    assert reminding.tell(today=TODAY) == 1


def test_supervisors_are_told_daily_of_reports_that_wait(finding, clerk):
    official = supervisor(email="supervisor@example.org")
    reminding.tell(today=TODAY)
    assert not Letter.objects.filter(recipient=official).exists()
    rectifying.report(finding, actor=clerk, text="已补充。", now=moment(TODAY))
    assert reminding.tell(today=TODAY) == 1
    assert body_of(newest(official))[0] == "Awaiting verification: 1"
    assert reminding.tell(today=TODAY) == 0
    assert reminding.tell(today=TODAY + timedelta(days=1)) == 1
    rectifying.verify(finding, actor=official, now=moment(TODAY))
    assert reminding.tell(today=TODAY + timedelta(days=2)) == 0


def test_a_finding_that_is_opened_again_is_news(inspect, finding, matter, clerk):
    reminding.tell(today=TODAY)
    save_matter_parts(matter, elements=["决定"], channels=[], time_limit_text="")
    inspect(date(2026, 11, 25), rule=RULE)
    matter.elements.all().delete()
    inspect(date(2026, 11, 26), rule=RULE)
    assert Finding.objects.filter(rule=RULE).count() == 2
    assert reminding.tell(today=date(2026, 11, 26)) == 1


def test_letters_are_in_the_language_of_the_portal_whoever_runs_the_task(finding, clerk, settings):
    settings.LANGUAGE_CODE = "zh-hans"
    with override("en"):
        reminding.tell(today=TODAY)
    with override("zh-hans"):
        assert newest(clerk).subject == gettext("Findings of supervision in your department")
        assert "2026年12月8日" in newest(clerk).body


def test_the_task_of_the_morning_tells_of_today(finding, clerk):
    with time_machine.travel("2026-11-24 07:20 +0800", tick=False):
        assert tasks.tell_of_findings() == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_tell_once(finding, clerk):
    assert race(*[lambda: reminding.tell(today=TODAY)] * 3) == ["done"] * 3
    assert Letter.objects.count() == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_clerks_report_at_once_and_one_report_is_kept(finding, matter):
    clerks = factories.OfficialFactory.create_batch(3, department=matter.department)
    met = race(
        *(
            lambda clerk=clerk: rectifying.report(
                finding, actor=clerk, text="已补充。", now=moment(TODAY)
            )
            for clerk in clerks
        )
    )
    assert met == ["done", "refused", "refused"]
    assert finding.rectifications.count() == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_verifying_and_sending_back_at_once_leaves_one_decision(finding, clerk):
    rectifying.report(finding, actor=clerk, text="已补充。", now=moment(TODAY))
    officials = [supervisor(), supervisor()]
    met = race(
        lambda: rectifying.verify(finding, actor=officials[0], now=moment(TODAY)),
        lambda: rectifying.close(finding, actor=officials[1], reason="已核实。", now=moment(TODAY)),
    )
    assert "done" in met
    finding.refresh_from_db()
    assert finding.state == "verified"
