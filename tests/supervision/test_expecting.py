"""The calendar of what is due: periods of each kind, what meets them, and what does not."""

from datetime import date, timedelta

import pytest

from catalogs import publishing
from catalogs.enums import PublicationState
from catalogs.matter_parts import save_matter_parts
from catalogs.models import Publication
from catalogs.time_limits import DayCount, LimitKind
from catalogs.working_days import WorkCalendar
from supervision import expecting
from supervision.enums import Fulfilment
from supervision.models import ExpectedPublication
from tests import factories

pytestmark = pytest.mark.django_db
NO_DAY = {"month": None, "day": None, "amount": None, "day_count": DayCount.NONE, "times": None}


def dues(calendar, *, year: int = 2026, **pattern) -> list[date]:
    found = expecting.periods(NO_DAY | pattern, year_from=year, year_to=year, calendar=calendar)
    return [period.due_on for period in found]


def test_a_period_without_a_day_is_due_at_its_end(calendar):
    assert dues(calendar, kind=LimitKind.YEARLY) == [date(2026, 12, 31)]
    assert dues(calendar, kind=LimitKind.HALF_YEARLY) == [date(2026, 6, 30), date(2026, 12, 31)]
    assert dues(calendar, kind=LimitKind.QUARTERLY)[0] == date(2026, 3, 31)
    months = dues(calendar, kind=LimitKind.MONTHLY)
    assert (len(months), months[1]) == (12, date(2026, 2, 28))


def test_a_day_of_the_month_beyond_its_end_is_its_last(calendar):
    months = dues(calendar, kind=LimitKind.MONTHLY, day=30)
    assert months[1] == date(2026, 2, 28)
    assert months[2] == date(2026, 3, 30)


def test_a_day_of_the_year_is_due_on_it(calendar):
    assert dues(calendar, kind=LimitKind.YEARLY, month=3, day=31) == [date(2026, 3, 31)]


def test_a_day_of_a_month_of_the_quarter_is_due_in_every_quarter(calendar):
    found = dues(calendar, kind=LimitKind.QUARTERLY, month=1, day=10)
    assert found == [date(2026, month, 10) for month in (1, 4, 7, 10)]
    last = dues(calendar, kind=LimitKind.HALF_YEARLY, month=6, day=31)
    assert last == [date(2026, 6, 30), date(2026, 12, 31)]


def test_days_after_the_period_are_counted_from_its_end(calendar):
    found = dues(calendar, kind=LimitKind.QUARTERLY, amount=15, day_count=DayCount.CALENDAR)
    assert found == [date(2026, 1, 15), date(2026, 4, 15), date(2026, 7, 15), date(2026, 10, 15)]
    working = dues(calendar, kind=LimitKind.YEARLY, amount=10, day_count=DayCount.WORKING)
    assert working == [date(2026, 1, 15)]


def test_a_period_counted_in_days_of_an_unknown_year_is_provisional(calendar):
    pattern = NO_DAY | {"kind": LimitKind.YEARLY, "amount": 10, "day_count": DayCount.WORKING}
    found = list(expecting.periods(pattern, year_from=2027, year_to=2027, calendar=calendar))
    assert [period.provisional for period in found] == [True]


@pytest.fixture
def monthly():
    matter = factories.MatterFactory(in_force=True)
    save_matter_parts(matter, elements=["统计数据"], channels=[], time_limit_text="每月公开")
    return matter


def issue(matter, day: date) -> Publication:
    return factories.PublicationFactory(
        published=True, issued_on=day, formed_on=day, matters=[matter], department=matter.department
    )


def of(matter, month: int) -> ExpectedPublication:
    return ExpectedPublication.objects.get(matter=matter, period_start=date(2026, month, 1))


def test_every_month_of_last_year_and_this_is_expected_once(monthly, calendar, today):
    assert expecting.expect(today=today, calendar=calendar) == (24, 0)
    assert expecting.expect(today=today, calendar=calendar) == (0, 0)
    assert of(monthly, 2).due_on == date(2026, 2, 28)


def test_nothing_is_expected_of_the_time_before_a_matter_was_in_force(monthly, calendar, today):
    type(monthly).objects.update(effective_on=date(2026, 5, 20))
    expecting.expect(today=today, calendar=calendar)
    first = ExpectedPublication.objects.order_by("period_start").first()
    assert first.period_start == date(2026, 5, 1)


def test_a_document_of_the_month_meets_it_and_no_other(monthly, calendar, today):
    document = issue(monthly, date(2026, 3, 20))
    expecting.expect(today=today, calendar=calendar)
    march = of(monthly, 3)
    assert (march.met_on, march.publication) == (date(2026, 3, 20), document)
    assert march.fulfilment(today) == Fulfilment.DONE
    assert of(monthly, 4).fulfilment(today) == Fulfilment.MISSING
    assert of(monthly, 11).fulfilment(today) == Fulfilment.NOT_YET_DUE


def test_the_days_after_a_period_meet_it_late_once_they_have_passed(calendar, today):
    matter = factories.MatterFactory(in_force=True)
    save_matter_parts(
        matter, elements=["统计数据"], channels=[], time_limit_text="每季度结束后15日内"
    )
    issue(matter, date(2026, 4, 10))
    issue(matter, date(2026, 7, 20))
    expecting.expect(today=today, calendar=calendar)
    first, second = of(matter, 1), of(matter, 4)
    assert (first.due_on, first.fulfilment(today)) == (date(2026, 4, 15), Fulfilment.DONE)
    assert (second.due_on, second.fulfilment(today)) == (date(2026, 7, 15), Fulfilment.LATE)


def test_a_period_that_asks_for_two_is_met_by_the_second(calendar, today):
    matter = factories.MatterFactory(in_force=True)
    save_matter_parts(matter, elements=["抽检信息"], channels=[], time_limit_text="每月至少公开2次")
    assert matter.time_limits.get().times == 2
    issue(matter, date(2026, 3, 5))
    issue(matter, date(2026, 3, 25))
    issue(matter, date(2026, 4, 5))
    expecting.expect(today=today, calendar=calendar)
    assert of(matter, 3).met_on == date(2026, 3, 25)
    assert of(matter, 4).met_on is None


def test_a_withdrawn_document_meets_nothing_any_more(monthly, calendar, today):
    document = issue(monthly, date(2026, 3, 20))
    expecting.expect(today=today, calendar=calendar)
    official = factories.OfficialFactory(role="administrator", department=monthly.department)
    publishing.withdraw(
        document, actor=official, reason="内容有误。", now=publishing.timezone.now()
    )
    expecting.expect(today=today, calendar=calendar)
    assert document.__class__.objects.get(pk=document.pk).state == PublicationState.WITHDRAWN
    assert of(monthly, 3).met_on is None


def test_a_document_that_is_not_of_the_matter_any_more_meets_nothing(monthly, calendar, today):
    document = issue(monthly, date(2026, 3, 20))
    expecting.expect(today=today, calendar=calendar)
    assert of(monthly, 3).publication == document
    document.matters.clear()
    expecting.expect(today=today, calendar=calendar)
    assert (of(monthly, 3).met_on, of(monthly, 3).publication) == (None, None)


def test_what_was_credited_by_hand_stays(monthly, calendar, today):
    expecting.expect(today=today, calendar=calendar)
    document = issue(monthly, date(2026, 6, 2))
    row = of(monthly, 3)
    row.met_on, row.publication, row.is_credited = date(2026, 6, 2), document, True
    row.save()
    expecting.expect(today=today + timedelta(days=1), calendar=calendar)
    assert of(monthly, 3).is_credited


def test_what_was_credited_is_owed_again_when_its_document_is_withdrawn(monthly, calendar, today):
    expecting.expect(today=today, calendar=calendar)
    document = issue(monthly, date(2026, 6, 2))
    row = of(monthly, 3)
    row.met_on, row.publication, row.is_credited = date(2026, 6, 2), document, True
    row.save()
    administrator = factories.OfficialFactory(role="administrator", department=monthly.department)
    publishing.withdraw(
        document, actor=administrator, reason="内容有误。", now=publishing.timezone.now()
    )
    expecting.expect(today=today, calendar=calendar)
    row.refresh_from_db()
    assert (row.met_on, row.publication, row.is_credited) == (None, None, False)


def test_a_limit_that_is_taken_away_is_not_expected_any_more(monthly, calendar, today):
    issue(monthly, date(2026, 3, 20))
    expecting.expect(today=today, calendar=calendar)
    save_matter_parts(monthly, elements=["统计数据"], channels=[], time_limit_text="长期公开")
    expecting.expect(today=today, calendar=calendar)
    assert ExpectedPublication.objects.get().period_start == date(2026, 3, 1)


def test_what_is_not_due_yet_follows_a_limit_that_changed(calendar, today):
    matter = factories.MatterFactory(in_force=True)
    words = "每季度结束后{}日内"
    save_matter_parts(matter, elements=["数据"], channels=[], time_limit_text=words.format(15))
    expecting.expect(today=date(2026, 10, 8), calendar=calendar)
    assert of(matter, 7).due_on == date(2026, 10, 15)
    save_matter_parts(matter, elements=["数据"], channels=[], time_limit_text=words.format(20))
    expecting.expect(today=date(2026, 10, 9), calendar=calendar)
    assert of(matter, 7).due_on == date(2026, 10, 20)
    # What was due before the change stays due on its day.
    assert of(matter, 4).due_on == date(2026, 7, 15)
    assert expecting.expect(today=date(2026, 10, 9), calendar=calendar) == (0, 0)


def test_a_provisional_day_is_settled_when_the_calendar_is_known(calendar):
    matter = factories.MatterFactory(in_force=True)
    words = "每季度结束后10个工作日内"
    save_matter_parts(matter, elements=["数据"], channels=[], time_limit_text=words)
    unknown = WorkCalendar(days={}, years=frozenset())
    expecting.expect(today=date(2026, 10, 1), calendar=unknown)
    assert (of(matter, 7).due_on, of(matter, 7).due_provisional) == (date(2026, 10, 14), True)
    expecting.expect(today=date(2026, 10, 2), calendar=calendar)
    assert (of(matter, 7).due_on, of(matter, 7).due_provisional) == (date(2026, 10, 20), False)
