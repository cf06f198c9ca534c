"""The public is consulted: a period, moderated comments, statistics, a result that is due."""

from datetime import date, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from catalogs.models import HistoryRow
from catalogs.workflow import MoveRefused
from feedback import consulting, limits, moderating
from feedback.models import Consultation, ConsultationComment, LimitRule
from tests.factories import DepartmentFactory, OfficialFactory
from tests.feedback.factories import PERSON, ConsultationFactory, administrator, moment

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


OPEN_DAY = date(2026, 11, 10)
AFTER = date(2026, 11, 16)


def clerk_of(consultation):
    return OfficialFactory(department=consultation.department)


def comment(consultation, text="建议提高补贴。", day=OPEN_DAY, **contact):
    return consulting.comment(consultation, text=text, now=moment(day), **contact)


def test_a_consultation_opens_takes_comments_and_owes_its_result(calendar):
    consultation = ConsultationFactory()
    clerk = clerk_of(consultation)
    with pytest.raises(MoveRefused):
        comment(consultation)
    consultation = consulting.publish(consultation, actor=clerk, today=date(2026, 11, 1))
    assert (consultation.clock_started_on, consultation.due_on) == (
        date(2026, 11, 13),
        date(2026, 12, 4),
    )
    for day in (date(2026, 11, 1), date(2026, 11, 14)):
        with pytest.raises(MoveRefused):
            comment(consultation, day=day)
    comment(consultation, day=date(2026, 11, 13))
    with pytest.raises(MoveRefused):
        consulting.publish_result(
            consultation, actor=clerk, result="采纳", today=date(2026, 11, 13)
        )
    for result in (" ", "感谢13900001111的来电"):
        with pytest.raises(ValidationError):
            consulting.publish_result(consultation, actor=clerk, result=result, today=AFTER)
    done = {"actor": clerk, "result": "采纳一条。", "today": AFTER, "comments_elsewhere": 4}
    with pytest.raises(ValidationError, match="not decided"):
        consulting.publish_result(consultation, **done)
    moderating.decide(consultation.comments.get(), actor=clerk, adoption="adopted")
    consultation = consulting.publish_result(consultation, **done)
    assert consultation.result_published_on == AFTER
    with pytest.raises(MoveRefused):
        consulting.publish_result(consultation, **done)
    assert [row.action for row in HistoryRow.objects.of(consultation).order_by("pk")] == [
        "publish",
        "publish_result",
    ]


def test_a_hidden_comment_is_decided_too_before_the_result(calendar):
    consultation = ConsultationFactory(published=True)
    clerk = clerk_of(consultation)
    row = moderating.hide(comment(consultation), actor=clerk, reason="与征求意见无关")
    done = {"actor": clerk, "result": "未收到相关意见。", "today": AFTER}
    with pytest.raises(ValidationError, match="1 comment"):
        consulting.publish_result(consultation, **done)
    moderating.decide(row, actor=clerk, adoption="not_adopted", note="与征求意见无关。")
    assert consulting.publish_result(consultation, **done).result_published_on == AFTER


def test_the_day_a_consultation_opens_is_written_down_once_and_searched(
    calendar, django_capture_on_commit_callbacks
):
    consultation = ConsultationFactory()
    clerk = clerk_of(consultation)
    consulting.publish(consultation, actor=clerk, today=date(2026, 11, 1))
    opens_on = consultation.opens_on
    assert consulting.open_due(today=opens_on - timedelta(days=1)) == 0
    with django_capture_on_commit_callbacks(execute=True) as sent:
        assert consulting.open_due(today=opens_on) == 1
    assert len(sent) == 1
    assert consulting.open_due(today=opens_on + timedelta(days=1)) == 0
    row = HistoryRow.objects.of(consultation).get(action="open")
    assert (row.at, row.actor) == (moment(opens_on, time.min), None)
    withdrawn = ConsultationFactory(published=True)
    consulting.withdraw(withdrawn, actor=clerk_of(withdrawn), reason="重新起草")
    assert consulting.open_due(today=opens_on) == 0


def test_queryset_and_method_agree_about_the_period_and_the_result(calendar):
    ConsultationFactory()
    ConsultationFactory(published=True)
    ConsultationFactory(with_result=True)
    ConsultationFactory(published=True, closes_on=date(2026, 12, 31))
    withdrawn = ConsultationFactory(published=True)
    consulting.withdraw(withdrawn, actor=clerk_of(withdrawn), reason="重新起草")
    rows = list(Consultation.objects.all())
    for offset in range(0, 90, 6):
        today = date(2026, 10, 30) + timedelta(days=offset)
        words = {
            "public": (Consultation.objects.public(today), lambda row, t=today: row.is_public(t)),
            "open": (Consultation.objects.open(today), lambda row, t=today: row.is_open(t)),
            "awaiting": (
                Consultation.objects.awaiting_result(today),
                lambda row, t=today: row.is_awaiting_result(t),
            ),
            "overdue": (
                Consultation.objects.overdue(today),
                lambda row, t=today: row.is_overdue(t),
            ),
        }
        for name, (queryset, method) in words.items():
            assert set(queryset) == {row for row in rows if method(row)}, (name, today)
    assert Consultation.objects.overdue(date(2026, 12, 5)).count() == 1
    assert not Consultation.objects.overdue(date(2026, 12, 4)).exists()


def test_a_comment_is_shown_in_a_text_that_tells_nobody_or_hidden_with_a_reason(calendar):
    consultation = ConsultationFactory(published=True)
    clerk = clerk_of(consultation)
    row = comment(consultation, text="欧阳小明建议提高补贴。", **PERSON)
    assert not ConsultationComment.objects.public().exists()
    for text in (" ", row.text, "致电 138 1234 5678", "问13900001111"):
        with pytest.raises(ValidationError):
            moderating.show(row, actor=clerk, text=text)
    row = moderating.show(row, actor=clerk, text="建议提高补贴。")
    assert list(ConsultationComment.objects.public()) == [row]
    with pytest.raises(ValidationError):
        moderating.hide(row, actor=clerk, reason="")
    row = moderating.hide(row, actor=clerk, reason="欧阳小明要求不公开")
    assert (row.shown_text, row.hidden_because) == ("", "**要求不公开")
    assert not ConsultationComment.objects.public().exists()
    assert not ConsultationComment.objects.pending().exists()
    with pytest.raises(MoveRefused):
        moderating.show(row, actor=OfficialFactory(), text="建议")


def test_comments_are_decided_with_a_note_and_counted_in_one_query(
    calendar, django_assert_num_queries
):
    consultation = ConsultationFactory(published=True, comments_elsewhere=3)
    clerk = clerk_of(consultation)
    rows = [comment(consultation) for _n in range(4)]
    with pytest.raises(ValidationError):
        moderating.decide(rows[0], actor=clerk, adoption="not_adopted", note="")
    with pytest.raises(ValidationError):
        moderating.decide(rows[0], actor=clerk, adoption="perhaps", note="?")
    for row, adoption in zip(rows, ["adopted", "partly", "not_adopted"], strict=False):
        moderating.decide(row, actor=clerk, adoption=adoption, note="理由")
    moderating.show(rows[0], actor=clerk, text="建议")
    with django_assert_num_queries(1):
        counted = consulting.figures(consultation)
    assert counted == consulting.CommentFigures(
        received=4, elsewhere=3, pending=3, shown=1, adopted=1, partly=1, not_adopted=1
    )


@pytest.mark.parametrize(
    "changed",
    [
        {"text": ""},
        {"closes_on": date(2026, 11, 1)},
    ],
    ids=["no draft", "closes before it opens"],
)
def test_a_consultation_has_its_draft_and_closes_after_it_opens(calendar, changed):
    consultation = ConsultationFactory()
    for name, value in changed.items():
        setattr(consultation, name, value)
    with pytest.raises(ValidationError):
        consultation.full_clean()


def test_what_is_over_already_is_not_published(calendar):
    consultation = ConsultationFactory()
    with pytest.raises(ValidationError):
        consulting.publish(consultation, actor=clerk_of(consultation), today=AFTER)


def test_only_the_own_department_publishes_and_withdraws_with_a_reason(calendar):
    consultation = ConsultationFactory()
    for user in (OfficialFactory(), OfficialFactory(supervisor=True)):
        with pytest.raises(MoveRefused):
            consulting.publish(consultation, actor=user, today=OPEN_DAY)
    consulting.publish(consultation, actor=administrator(), today=OPEN_DAY)
    with pytest.raises(ValidationError):
        consulting.withdraw(consultation, actor=administrator(), reason="")
    stranger = OfficialFactory(department=DepartmentFactory())
    assert not Consultation.objects.visible_to(stranger).exists()
    assert Consultation.objects.visible_to(clerk_of(consultation)).exists()


def test_a_changed_limit_of_the_result_moves_what_is_still_owed(calendar):
    owed, done = ConsultationFactory(published=True), ConsultationFactory(with_result=True)
    rule = LimitRule.objects.complete().get(subject="consultation_result")
    assert limits.change_limit(rule, actor=administrator(), days=10, reason="提速") == 1
    owed.refresh_from_db()
    assert owed.due_on == date(2026, 11, 27)
    assert Consultation.objects.get(pk=done.pk).due_on == date(2026, 12, 4)
