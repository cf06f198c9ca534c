"""The words of the querysets, and that the method beside each agrees with it."""

from datetime import date, timedelta

import pytest

from applications import handling, inquiring
from applications.enums import ApplicationState, Outcome
from applications.models import Application
from applications.reminding import remind
from applications.tasks import end_what_has_passed, remind_handlers
from catalogs.deadlines import load_calendar
from catalogs.enums import PublicityMode
from catalogs.models import Letter
from tests.applications.factories import ApplicationFactory, clerk_of, office
from tests.factories import DepartmentFactory, MatterFactory, OfficialFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)
STATES = [state.value for state in ApplicationState]


@pytest.fixture
def grid(calendar):
    """An application of every state received on each of four days, some stopped or shared."""
    department = DepartmentFactory()
    handler = OfficialFactory(department=department)
    for received_on in (date(2026, 10, 12), date(2026, 10, 26), date(2026, 11, 2), TODAY):
        for state in STATES:
            trait = {} if state == "received" else {state: True}
            late = {"concluded_on": TODAY} if received_on == TODAY else {}
            if received_on == TODAY and state in ("delivered", "filed"):
                late |= {"delivered_on": TODAY}
            application = ApplicationFactory(received_on=received_on, **trait, **_if(state, late))
            if application.department and received_on < date(2026, 11, 1):
                Application.objects.filter(pk=application.pk).update(
                    department=department, handler=handler
                )
    shared = ApplicationFactory(examining=True)
    clerk = clerk_of(shared)
    handling.ask_co_handler(shared, actor=clerk, department=department, question="?", today=TODAY)
    handling.consult_agency(
        ApplicationFactory(examining=True),
        actor=office_administrator(),
        agency=department,
        question="?",
        today=date(2026, 11, 10),
    )
    return handler


def office_administrator():
    return OfficialFactory(administrator=True)


def _if(state, late):
    open_states = {"received", "registered", "examining", "in_review", "approved"}
    return {} if state in open_states or state.startswith("awaiting") else late


@pytest.mark.parametrize("offset", range(-30, 20, 5))
def test_queryset_and_method_agree_about_the_clock(grid, offset):
    today, calendar = TODAY + timedelta(days=offset), load_calendar()
    rows = list(Application.objects.all())
    words = {
        "open": (Application.objects.open(), lambda row: row.is_open),
        "waiting": (Application.objects.waiting(), lambda row: row.is_waiting),
        "stopped": (Application.objects.stopped(), lambda row: row.is_stopped),
        "late": (Application.objects.late(), lambda row: row.is_late()),
        "overdue": (Application.objects.overdue(today), lambda row: row.is_overdue(today)),
        "due_soon": (
            Application.objects.due_soon(today),
            lambda row: row.is_due_soon(today, calendar=calendar),
        ),
    }
    for name, (queryset, method) in words.items():
        assert set(queryset) == {row for row in rows if method(row)}, name


def test_queryset_and_method_agree_about_whose_it_is(grid):
    rows = list(Application.objects.all())
    users = [grid, OfficialFactory(), office(), OfficialFactory(supervisor=True)]
    for user in users:
        assert set(Application.objects.visible_to(user)) == {
            row for row in rows if row.is_visible_to(user)
        }
        assert set(Application.objects.mine(user)) == {row for row in rows if row.is_mine(user)}
    visible = Application.objects.visible_to(grid)
    assert visible.count() == visible.distinct().count() == 22


def test_an_open_application_is_soon_due_three_working_days_before_and_red_after(calendar):
    application = ApplicationFactory(examining=True)
    assert application.due_on == date(2026, 11, 30)
    found = {
        day: (
            Application.objects.due_soon(day).exists(),
            Application.objects.overdue(day).exists(),
        )
        for day in (date(2026, 11, n) for n in (24, 25, 30))
    }
    assert found == {
        date(2026, 11, 24): (False, False),
        date(2026, 11, 25): (True, False),
        date(2026, 11, 30): (True, False),
    }
    assert list(Application.objects.overdue(date(2026, 12, 1))) == [application]


def test_years_are_told_apart_by_receipt_answer_and_conclusion(calendar):
    old = ApplicationFactory(
        answered=True, received_on=date(2025, 12, 22), concluded_on=date(2026, 1, 5)
    )
    new = ApplicationFactory(withdrawn=True)
    words = Application.objects
    assert list(words.received_in(2025)) == [old]
    assert list(words.answered_in(2026)) == [old]
    assert set(words.concluded_in(2026)) == {old, new}
    assert list(words.unconcluded_before(date(2026, 1, 1))) == [old]


def test_each_desk_finds_its_own_queue(calendar):
    received, registered = ApplicationFactory(), ApplicationFactory(registered=True)
    examining, reviewed = ApplicationFactory(examining=True), ApplicationFactory(in_review=True)
    clerk = clerk_of(examining)
    words = Application.objects
    assert set(words.for_intake()) == {received, registered}
    assert set(words.unclaimed()) == {examining, reviewed}
    assert list(words.in_review()) == [reviewed]
    request = handling.request_extension(
        examining, actor=clerk, reason="检索量大", days=5, today=TODAY
    )
    assert list(words.asking_extension()) == [examining]
    handling.refuse_extension(request, actor=office(), reason="理由不足", today=TODAY)
    handling.request_extension(examining, actor=clerk, reason="补充理由", days=3, today=TODAY)
    assert list(words.asking_extension()) == [examining]
    handling.reassign(examining, actor=clerk, handler=clerk)
    assert list(words.unclaimed()) == [reviewed]


def test_a_matter_answered_three_times_is_proposed_to_become_proactive(calendar):
    matter, other, open_ = (
        MatterFactory(mode=PublicityMode.ON_APPLICATION),
        MatterFactory(mode=PublicityMode.ON_APPLICATION),
        MatterFactory(mode=PublicityMode.PROACTIVE),
    )
    for row, times in ((matter, 3), (other, 2), (open_, 4)):
        ApplicationFactory.create_batch(times, answered=True, matter=row)
    ApplicationFactory(answered=True, matter=other, outcome=Outcome.NOT_HELD)
    assert list(Application.objects.repeated_matters()) == [{"matter": matter.pk, "times": 3}]


def test_reminders_are_written_once_a_colour_and_a_missed_night_is_caught_up(calendar):
    application = ApplicationFactory(examining=True)
    clerk = clerk_of(application)
    assert remind(today=date(2026, 11, 24)) == 0
    # The night of the 25th was missed; the 26th tells it.
    assert remind(today=date(2026, 11, 26)) == 1
    assert remind(today=date(2026, 11, 26)) == 0
    assert remind(today=date(2026, 11, 27)) == 0
    assert remind(today=date(2026, 12, 1)) == 1
    assert remind(today=date(2026, 12, 2)) == 0
    assert Letter.objects.filter(recipient=clerk).count() == 2


def test_a_date_that_moved_is_reminded_of_anew(calendar):
    application = ApplicationFactory(examining=True)
    clerk = clerk_of(application)
    remind(today=date(2026, 11, 26))
    request = handling.request_extension(
        application, actor=clerk, reason="检索量大", days=5, today=date(2026, 11, 26)
    )
    application = handling.approve_extension(request, actor=office(), today=date(2026, 11, 26))
    assert application.due_on == date(2026, 12, 7)
    Letter.objects.all().delete()
    assert remind(today=date(2026, 12, 4)) == 1


def test_nobody_is_reminded_of_what_waits_for_the_applicant_or_is_done(calendar):
    ApplicationFactory(awaiting_correction=True)
    ApplicationFactory(answered=True)
    assert remind(today=date(2027, 1, 15)) == 0


def test_the_tasks_of_the_night_and_the_morning_may_run_twice(calendar):
    application = ApplicationFactory(examining=True, received_on=date(2025, 9, 15))
    clerk = clerk_of(application)
    handling.ask_third_party(
        application, actor=clerk, addressee="某公司", question="?", today=date(2025, 9, 22)
    )
    assert end_what_has_passed() == 1
    assert end_what_has_passed() == 0
    assert remind_handlers() == 1
    assert remind_handlers() == 0
    assert inquiring.end_silent_inquiries(today=TODAY) == 0
