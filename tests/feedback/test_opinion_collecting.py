"""Collecting public opinion: by hand, from submissions without their persons, warned in time."""

from datetime import date, time, timedelta

import pytest
from django.core.exceptions import ValidationError

from catalogs.models import Letter
from catalogs.workflow import MoveRefused
from feedback import opinion_groups, opinions
from feedback.enums import OPEN_OPINIONS
from feedback.models import IncentiveRecord, OpinionCase
from tests.factories import OfficialFactory
from tests.feedback.factories import (
    PERSON,
    OpinionCaseFactory,
    SubmissionFactory,
    moment,
    office,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)
NOW = moment(TODAY)
SAID = {"title": "夜间施工", "summary": "多人反映噪声", "source": "submissions"}
TRAITS = ("judged", "disposed", "responded", "reviewed", "dropped")


def test_nearly_due_is_the_last_quarter_of_the_time_for_queryset_and_method():
    rows = [OpinionCaseFactory(), *(OpinionCaseFactory(**{trait: True}) for trait in TRAITS)]
    begun = moment(TODAY, time(8, 0))
    hours_told = set()
    for hours in range(60):
        now = begun + timedelta(hours=hours)
        found = set(OpinionCase.objects.nearly_due(now))
        assert found == {row for row in rows if row.is_nearly_due(now)}
        assert {row.state for row in found} <= set(OPEN_OPINIONS)
        hours_told |= {hours} if found else set()
    # Of 48 hours the last 12, with the hour itself.
    assert hours_told == set(range(36, 49))


def test_a_department_is_warned_once_in_the_last_quarter_and_again_when_it_is_late():
    case = OpinionCaseFactory(disposed=True)
    OfficialFactory(department=case.department)
    nearly, late = case.respond_by - timedelta(hours=5), case.respond_by + timedelta(hours=1)
    assert opinions.remind(now=case.collected_at) == 0
    assert [opinions.remind(now=nearly) for _time in range(2)] == [1, 0]
    assert [opinions.remind(now=late) for _time in range(2)] == [1, 0]
    assert [
        key.split(":")[0] for key in Letter.objects.order_by("pk").values_list("key", flat=True)
    ] == [
        "opinion-due-soon",
        "opinion-overdue",
    ]


def test_who_collected_a_case_reads_it_and_the_department_handed_it_acts():
    collector, stranger = OfficialFactory(), OfficialFactory()
    case = OpinionCaseFactory(disposed=True, created_by=collector)
    handler = OfficialFactory(department=case.department)
    for user, sees, responds in (
        (collector, True, False),
        (handler, True, True),
        (stranger, False, False),
    ):
        assert case.is_visible_to(user) is sees
        assert OpinionCase.objects.visible_to(user).exists() is sees
        assert opinions.may(user, case, "respond") is responds


@pytest.mark.parametrize("name", ["title", "summary"])
@pytest.mark.parametrize(
    "person", [PERSON["name"], "1381234 5678", PERSON["email"].upper(), "13900001111"]
)
def test_whoever_wrote_is_named_in_no_title_and_no_summary(name, person):
    submission = SubmissionFactory()
    with pytest.raises(ValidationError) as refusal:
        opinions.collect(
            actor=office(), now=NOW, submissions=[submission], **(SAID | {name: f"反映人{person}"})
        )
    assert set(refusal.value.error_dict) == {name}
    assert not OpinionCase.objects.exists()


def test_a_submission_leads_to_one_case():
    rows = SubmissionFactory.create_batch(2)
    opinions.collect(actor=office(), now=NOW, submissions=rows[:1], **SAID)
    with pytest.raises(ValidationError):
        opinions.collect(actor=office(), now=NOW, submissions=rows, **SAID)
    assert OpinionCase.objects.count() == 1


def test_nothing_is_collected_before_it_is_said():
    with pytest.raises(ValidationError):
        opinions.take_up(actor=office(), now=NOW, collected_at=NOW + timedelta(minutes=1), **SAID)
    with pytest.raises(MoveRefused):
        opinions.take_up(actor=OfficialFactory(reviewer=True), now=NOW, collected_at=NOW, **SAID)


def test_submissions_of_the_last_days_that_say_the_same_are_one_group():
    lift = SubmissionFactory.create_batch(3)
    noise = SubmissionFactory.create_batch(
        2, title="工地夜间施工噪声扰民", text="工地每晚施工到凌晨,噪声很大,影响休息。"
    )
    SubmissionFactory(title="公园路灯不亮", text="湖滨公园北门路灯已经坏了半个月。")
    SubmissionFactory(received_on=TODAY - timedelta(days=40))
    SubmissionFactory(not_accepted=True)
    taken = SubmissionFactory.create_batch(2, title="道路积水", text="大雨后立人路积水严重。")
    opinions.collect(actor=office(), now=NOW, submissions=taken, **SAID)
    found = opinion_groups.groups_of(office(), today=TODAY, days=30)
    assert [set(group.pks) for group in found] == [
        {row.pk for row in lift},
        {row.pk for row in noise},
    ]
    assert [group.total for group in opinion_groups.groups_of(office(), today=TODAY, days=90)] == [
        4,
        2,
    ]
    assert opinion_groups.groups_of(OfficialFactory(), today=TODAY, days=90) == []


def test_what_submissions_tell_holds_no_person():
    text = f"我是{PERSON['name']},电话{PERSON['telephone']},邻居电话13900001111。"
    title, summary = opinion_groups.told_by([SubmissionFactory(text=text), SubmissionFactory()])
    assert title == "小区加装电梯的补贴标准"
    assert summary == "我是**,电话**,邻居电话**。"


def test_supervision_counts_what_followed_by_department_and_kind():
    case = OpinionCaseFactory(responded=True)
    arguments = {"actor": office(), "reason": "原因", "basis": "依据"}
    for kind, today in (
        ("criticism", TODAY),
        ("criticism", TODAY),
        ("commendation", TODAY),
        ("interview", date(2025, 3, 3)),
    ):
        opinions.record_incentive(case, kind=kind, today=today, **arguments)
    rows = IncentiveRecord.objects.for_department(case.department)
    assert list(rows.in_year(2026).by_department().values_list("kind", "times")) == [
        ("commendation", 1),
        ("criticism", 2),
    ]
    assert rows.restraints().count() == 3
    own, other = OfficialFactory(department=case.department), OfficialFactory()
    seen = {user: rows.visible_to(user).count() for user in (own, other, office())}
    assert list(seen.values()) == [4, 0, 4]
    assert rows.visible_to(OfficialFactory(legal_affairs=True)).count() == 0
