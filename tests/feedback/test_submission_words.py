"""The words of the querysets, the methods beside them, the limits, the figures, the reminders."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from catalogs.deadlines import load_calendar
from catalogs.models import HistoryRow
from catalogs.workflow import MoveRefused
from feedback import handling, limits, receiving
from feedback.enums import WORKING_DAYS, LimitSubject, SubmissionState
from feedback.figures import department_figures
from feedback.models import LimitRule, Submission, SubmissionRating
from feedback.reminding import remind
from feedback.tasks import remind_handlers
from tests.factories import DepartmentFactory, OfficialFactory
from tests.feedback.factories import (
    PublishedReplyFactory,
    SubmissionFactory,
    administrator,
    clerk_of,
    office,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)
STATES = [state.value for state in SubmissionState]


@pytest.fixture
def grid(calendar):
    """A submission of every state received on each of three days, some shared."""
    handler = OfficialFactory()
    for received_on in (date(2026, 10, 12), date(2026, 11, 9), date(2026, 11, 19)):
        for state in STATES:
            trait = {} if state == "received" else {state: True}
            submission = SubmissionFactory(received_on=received_on, **trait)
            if submission.department and received_on.month == 10:
                Submission.objects.filter(pk=submission.pk).update(
                    department=handler.department, handler=handler
                )
    shared = SubmissionFactory(issued=True)
    handling.ask_co_handler(
        shared,
        actor=clerk_of(shared),
        department=handler.department,
        question="?",
        today=TODAY,
    )
    return handler


@pytest.mark.parametrize("offset", range(-30, 20, 5))
def test_queryset_and_method_agree_about_the_clock(grid, offset):
    today, calendar = TODAY + timedelta(days=offset), load_calendar()
    rows = list(Submission.objects.all())
    words = {
        "open": (Submission.objects.open(), lambda row: row.is_open),
        "late": (Submission.objects.late(), lambda row: row.is_late()),
        "overdue": (Submission.objects.overdue(today), lambda row: row.is_overdue(today)),
        "due_soon": (
            Submission.objects.due_soon(today),
            lambda row: row.is_due_soon(today, calendar=calendar),
        ),
    }
    for name, (queryset, method) in words.items():
        assert set(queryset) == {row for row in rows if method(row)}, name


def test_queryset_and_method_agree_about_whose_it_is(grid):
    rows = list(Submission.objects.all())
    for user in (grid, OfficialFactory(), office(), OfficialFactory(supervisor=True)):
        assert set(Submission.objects.visible_to(user)) == {
            row for row in rows if row.is_visible_to(user)
        }
        assert set(Submission.objects.mine(user)) == {row for row in rows if row.is_mine(user)}
    assert Submission.objects.visible_to(grid).count() == 6
    assert Submission.objects.visible_to(OfficialFactory()).count() == 0


def test_each_desk_finds_its_own_queue(calendar):
    received, examined = SubmissionFactory(), SubmissionFactory(examined=True)
    issued, replied = SubmissionFactory(issued=True), SubmissionFactory(replied=True)
    answered = SubmissionFactory(reviewed=True, consent_to_publish=True)
    SubmissionFactory(reviewed=True)
    PublishedReplyFactory()
    words = Submission.objects
    assert set(words.for_intake()) == {received, examined}
    assert list(words.unclaimed()) == [issued]
    assert list(words.in_review()) == [replied]
    assert list(words.to_publish()) == [answered]
    assert words.by_due_date().open().first() == received
    assert set(words.containing("加装电梯")) == set(words.all())
    assert list(words.containing(issued.receipt_number)) == [issued]
    assert not words.containing("欧阳").exists()


def test_every_limit_has_its_row_and_a_default_without_one(calendar):
    assert LimitRule.objects.days_for("complaint") == 10
    assert {row.subject for row in LimitRule.objects.complete()} == set(LimitSubject.values)
    assert set(WORKING_DAYS) == set(LimitSubject)
    assert LimitRule.objects.complete().count() == len(LimitSubject)


def test_a_changed_limit_counts_what_is_open_anew_and_tells_it(calendar):
    rule = LimitRule.objects.complete().get(subject="consultation")
    first, done = SubmissionFactory(issued=True), SubmissionFactory(reviewed=True)
    other = SubmissionFactory(kind="complaint")
    boss = administrator()
    assert limits.change_limit(rule, actor=boss, days=5, reason="新规定") == 1
    due = {row.pk: row.due_on for row in Submission.objects.all()}
    assert due[first.pk] == date(2026, 11, 23)
    assert (due[done.pk], due[other.pk]) == (done.due_on, other.due_on)
    row = HistoryRow.objects.of(first).get(action="due_date_recomputed")
    assert row.changes == {"due_on": ["2026-11-25", "2026-11-23"]}
    assert HistoryRow.objects.of(rule).get().changes == {"working_days": [7, 5]}
    assert limits.change_limit(rule, actor=boss, days=5, reason="同前") == 0
    assert SubmissionFactory().due_on == date(2026, 11, 23)


@pytest.mark.parametrize(("days", "reason"), [(0, "因为"), (61, "因为"), (5, " ")])
def test_a_limit_is_in_reason_and_has_one(calendar, days, reason):
    rule = LimitRule.objects.complete().first()
    with pytest.raises(ValidationError):
        limits.change_limit(rule, actor=administrator(), days=days, reason=reason)


def test_only_an_administrator_changes_a_limit(calendar):
    with pytest.raises(MoveRefused):
        limits.change_limit(
            LimitRule.objects.complete().first(), actor=office(), days=5, reason="?"
        )


def test_reminders_are_written_once_a_colour_and_may_run_twice(calendar):
    submission = SubmissionFactory(issued=True)
    clerk_of(submission)
    SubmissionFactory(reviewed=True)
    assert submission.due_on == date(2026, 11, 25)
    told = [remind(today=date(2026, 11, day)) for day in (19, 20, 20, 24, 26, 27)]
    assert told == [0, 1, 0, 0, 1, 0]


def test_the_morning_task_may_run_twice(calendar):
    submission = SubmissionFactory(issued=True, received_on=date(2025, 9, 15))
    clerk_of(submission)
    assert [remind_handlers(), remind_handlers()] == [1, 0]


def test_the_figures_of_departments_are_counted_in_two_queries(calendar, django_assert_num_queries):
    first, second = DepartmentFactory(), DepartmentFactory()
    fast = SubmissionFactory(reviewed=True, department=first)
    slow = SubmissionFactory(
        rated=True, department=first, concluded_on=TODAY + timedelta(days=7), working_days_taken=11
    )
    SubmissionFactory(issued=True, department=first)
    SubmissionFactory(issued=True, department=second)
    SubmissionFactory(merged=True, department=first, merged_into=fast)
    SubmissionFactory(issued=True, department=first, received_on=date(2025, 3, 3))
    SubmissionRating.objects.create(submission=slow, score=3, rated_on=TODAY)
    SubmissionRating.objects.create(submission=fast, score=4, rated_on=TODAY)
    period = {"first": date(2026, 1, 1), "last": date(2026, 12, 31)}
    with django_assert_num_queries(2):
        found = {row.department: row for row in department_figures(**period)}
    assert set(found) == {first, second}
    row = found[first]
    assert (row.received, row.answered, row.in_time) == (3, 2, 1)
    assert (row.reply_rate, row.mean_days, row.satisfaction) == (2 / 3, 7.5, 0.5)
    row = found[second]
    assert (row.reply_rate, row.mean_days, row.satisfaction) == (0.0, None, None)
    [only] = department_figures(department=second, **period)
    assert only.department == second


def test_a_calendar_that_changes_moves_open_clocks_alone(calendar):
    submission = receiving.examine(SubmissionFactory(), actor=office())
    assert submission.compute_due(calendar).date == date(2026, 11, 25)
    done = SubmissionFactory(reviewed=True)
    done.due_amount = 99
    assert done.compute_due(calendar).date == done.due_on
