"""Many at the same moment: a result is published once, and the last day ends at midnight."""

from datetime import date, datetime, time

import pytest

from catalogs.models import HistoryRow
from feedback import consulting
from feedback.models import ConsultationComment
from tests.factories import OfficialFactory
from tests.feedback.factories import ConsultationFactory, moment
from tests.racing import race

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
LAST_DAY, AFTER = date(2026, 11, 13), date(2026, 11, 16)


def comment(row, at: datetime):
    return lambda: consulting.comment(row, text="建议", now=at)


def test_a_result_is_published_once_however_many_press():
    row = ConsultationFactory(published=True)
    clerk = OfficialFactory(department=row.department)
    met = race(
        *(
            lambda result=result: consulting.publish_result(
                row, actor=clerk, result=result, today=AFTER
            )
            for result in ("采纳一条。", "采纳两条。", "采纳三条。")
        )
    )
    assert met == ["done", "refused", "refused"]
    assert HistoryRow.objects.of(row).filter(action="publish_result").count() == 1


def test_a_comment_of_the_last_minute_is_taken_and_one_after_midnight_is_not():
    row = ConsultationFactory(published=True)
    late, too_late = moment(LAST_DAY, time(23, 59)), moment(date(2026, 11, 14), time(0, 0))
    met = race(*[comment(row, late)] * 3, *[comment(row, too_late)] * 3)
    assert met == ["done"] * 3 + ["refused"] * 3
    assert ConsultationComment.objects.count() == 3


def test_a_period_lengthened_on_its_last_day_has_one_new_end():
    row = ConsultationFactory(published=True)
    clerk = OfficialFactory(department=row.department)
    new = {"closes_on": date(2026, 11, 27), "reason": "意见较多", "today": LAST_DAY}
    met = race(*[lambda: consulting.lengthen(row, actor=clerk, **new)] * 2)
    assert "ValidationError" in met[0]
    assert met[1] == "done"
    row.refresh_from_db()
    assert row.due_on > row.closes_on
    assert HistoryRow.objects.of(row).count() == 1
