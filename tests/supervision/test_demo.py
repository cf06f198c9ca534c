"""The demonstration of supervision: every colour and state, past months with scores, genuine."""

from collections import Counter
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db.models import F
from django.utils import timezone

from catalogs.demo.dates import months_before
from catalogs.models import HistoryRow, Letter
from supervision.enums import FindingState, Level, NoteKind, RoundState, TaskState
from supervision.models import (
    AssessmentRound,
    DepartmentNote,
    Finding,
    Inspection,
    MonthlyReport,
    PilotTask,
    Rectification,
    RoundResult,
    RuleRun,
    Score,
    SupervisionReport,
)
from supervision.round_results import assessed
from tests import demonstration

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker, tmp_path_factory):
    """The demonstration once for this module, rolled back at its end; gives its day."""
    folder = tmp_path_factory.mktemp("files")
    commands = ("load_demo_feedback", "load_demo_supervision")
    with demonstration.loaded(django_db_blocker, folder, *commands) as day:
        yield day


def test_it_needs_the_rest_of_the_demonstration_first():
    with pytest.raises(CommandError):
        call_command("load_demo_supervision", stdout=StringIO())


def test_findings_are_there_in_every_state_and_colour(demo):
    assert set(Finding.objects.values_list("state", flat=True)) == set(FindingState.values)
    counted = Counter(Finding.objects.counted().values_list("level", flat=True))
    assert set(counted) == set(Level.values)
    # Neither colour hides the other.
    assert min(counted.values()) * 4 >= sum(counted.values())
    yellow = Finding.objects.filter(level=Level.YELLOW)
    assert set(yellow.values_list("state", flat=True)) == set(FindingState.values)


def test_a_gap_that_was_mended_is_closed_after_its_report_was_verified(demo):
    closed = Finding.objects.closed().filter(rule="department-without-guide")
    assert closed.count() == 3
    for finding in closed:
        told = HistoryRow.objects.of(finding).order_by("pk").values_list("action", flat=True)
        assert list(told) == ["report", "verify"]
        assert finding.department.disclosure_guide


def test_some_were_rectified_sent_back_overdue_and_closed_after_a_report(demo):
    today = demo
    assert Finding.objects.overdue(today).exists()
    assert Finding.objects.awaiting_verification().exists()
    assert HistoryRow.objects.filter(action="send_back").exists()
    reported = Rectification.objects.filter(finding__state=FindingState.CLOSED)
    assert reported.exists()
    assert (
        Rectification.objects.filter(reported_by__department=F("finding__department")).count()
        == Rectification.objects.count()
    )


def test_no_rule_failed_and_today_is_inspected(demo):
    today = demo
    assert not RuleRun.objects.exclude(error="").exists()
    newest = Inspection.objects.first()
    assert timezone.localdate(newest.asked_at) == today
    assert Inspection.objects.count() > 12


def test_each_of_the_last_seven_months_has_scores_of_the_district(demo):
    today = demo
    months = {months_before(today, back) for back in range(7)}
    rows = Score.objects.of_district().whole()
    assert months == set(rows.values_list("month", flat=True))
    assert len(set(rows.values_list("value", flat=True))) > 1


def test_tasks_of_the_pilot_stand_differently(demo):
    assert set(PilotTask.objects.values_list("state", flat=True)) == set(TaskState.values)


def test_one_monthly_report_is_late_and_one_missing(demo):
    today = demo
    assert MonthlyReport.objects.late().count() == 1
    assert MonthlyReport.objects.missing(today).count() == 1
    assert MonthlyReport.objects.public(today).count() >= 6


def test_reports_of_past_months_are_kept_with_their_files(demo):
    rows = SupervisionReport.objects.all()
    assert rows.filter(department=None).count() == 3
    assert rows.exclude(department=None).count() == 1
    assert all(row.workbook.size and row.document.size for row in rows)


def test_one_round_is_published_and_one_under_way(demo):
    today = demo
    assert set(AssessmentRound.objects.values_list("state", flat=True)) == set(RoundState.values)
    published = AssessmentRound.objects.public(today).get()
    assert published.results.count() > len(assessed()) / 2
    assert RoundResult.objects.filter(evaluation__isnull=False).exists()
    assert published.evaluations.exists()


def test_two_departments_are_rewarded_and_one_is_criticised(demo):
    kinds = sorted(DepartmentNote.objects.values_list("kind", flat=True))
    assert kinds == [NoteKind.CRITICISM, NoteKind.REWARD, NoteKind.REWARD]


def test_letters_of_days_long_past_are_not_sent_again(demo):
    assert not Letter.objects.unsent().exists()


def test_a_second_run_changes_nothing(demo):
    before = Finding.objects.count(), Inspection.objects.count(), HistoryRow.objects.count()
    output = StringIO()
    call_command("load_demo_supervision", stdout=output)
    after = Finding.objects.count(), Inspection.objects.count(), HistoryRow.objects.count()
    assert after == before
    assert output.getvalue().count("already loaded") == 6
