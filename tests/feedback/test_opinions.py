"""Response to public opinion: the table, the hours by level, the publication, what followed."""

from datetime import date, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from catalogs.enums import Role
from catalogs.models import HistoryRow, Letter
from catalogs.workflow import MoveRefused
from feedback import opinion_limits, opinions
from feedback.enums import OPEN_OPINIONS, RESPONSE_HOURS, OpinionLevel, OpinionState
from feedback.models import OpinionCase, OpinionLimit
from feedback.opinion_workflow import OPINION_WORKFLOW
from feedback.tasks import remind_of_opinions
from tests.factories import DepartmentFactory, OfficialFactory, PublicationFactory
from tests.feedback.factories import (
    OpinionCaseFactory,
    SubmissionFactory,
    administrator,
    moment,
    office,
)

TODAY = date(2026, 11, 24)
NOW = moment(TODAY)
EVERY_MOVE = [
    pytest.param(row, state, role, id=f"{row.action}-{state}-{role}")
    for row in OPINION_WORKFLOW.moves
    for state in OpinionState.values
    for role in Role.values
]
VERBS = {
    "judge": opinions.judge,
    "judge_anew": opinions.judge_anew,
    "dispose": opinions.dispose,
    "respond": opinions.respond,
    "review": opinions.review,
    "drop": opinions.drop,
    "record_incentive": opinions.record_incentive,
}
db = pytest.mark.django_db


@pytest.mark.parametrize(("row", "state", "role"), EVERY_MOVE)
def test_a_move_is_allowed_from_its_sources_to_its_roles_and_to_nobody_else(row, state, role):
    if state in row.sources and role in row.roles:
        assert OPINION_WORKFLOW.check(row.action, state=state, role=role, reason="because") is row
    else:
        with pytest.raises(MoveRefused):
            OPINION_WORKFLOW.check(row.action, state=state, role=role, reason="because")


def test_each_action_has_its_verb_and_every_state_is_reached():
    assert {row.action for row in OPINION_WORKFLOW.moves} == set(VERBS)
    reached, frontier = {"collected"}, {"collected"}
    while frontier:
        targets = set().union(*(OPINION_WORKFLOW.targets(state) for state in frontier))
        frontier = targets - reached - {""}
        reached |= frontier
    assert reached == set(OpinionState.values)
    assert all(OPINION_WORKFLOW.targets(state) for state in OPEN_OPINIONS)


@db
def test_a_case_goes_from_collecting_to_looking_back(calendar):
    official, clerk = office(), OfficialFactory()
    submissions = SubmissionFactory.create_batch(2)
    case = opinions.collect(
        actor=clerk,
        now=NOW,
        title="夜间施工",
        summary="多人反映",
        source="submissions",
        submissions=submissions,
    )
    assert set(case.submissions.all()) == set(submissions)
    assert Letter.objects.filter(recipient=official).count() == 1
    case = opinions.judge(case, actor=official, level="major", now=NOW)
    assert case.respond_by == NOW + timedelta(hours=5)
    case = opinions.judge_anew(case, actor=official, level="serious", reason="平息", now=NOW)
    assert case.respond_by == NOW + timedelta(hours=24)
    by = NOW + timedelta(hours=20)
    case = opinions.dispose(
        case, actor=official, department=clerk.department, dispose_by=by, now=NOW
    )
    assert Letter.objects.filter(recipient=clerk).count() == 1
    with pytest.raises(ValidationError):
        opinions.respond(case, actor=clerk, response=PublicationFactory(), now=by)
    older = PublicationFactory(published=True, published_at=NOW - timedelta(minutes=1))
    with pytest.raises(ValidationError) as refusal:
        opinions.respond(case, actor=clerk, response=older, now=by)
    assert set(refusal.value.message_dict) == {"response"}
    response = PublicationFactory(published=True, published_at=NOW)
    with pytest.raises(MoveRefused):
        opinions.respond(case, actor=OfficialFactory(), response=response, now=by)
    case = opinions.respond(case, actor=clerk, response=response, now=by)
    assert (case.responded_at, case.is_late()) == (by, False)
    with pytest.raises(ValidationError):
        opinions.review(case, actor=official, lesson=" ", now=by)
    case = opinions.review(case, actor=official, lesson="平稳", now=by)
    assert case.state == "reviewed"
    assert [row.action for row in HistoryRow.objects.of(case).order_by("pk")] == [
        *("collect", "judge", "judge_anew", "dispose", "respond", "review")
    ]


@db
def test_queryset_and_method_agree():
    for trait in ("collected", "judged", "disposed", "responded", "reviewed", "dropped"):
        OpinionCaseFactory(**({} if trait == "collected" else {trait: True}))
    OpinionCaseFactory(responded=True, responded_at=moment(date(2026, 11, 27)))
    rows = list(OpinionCase.objects.all())
    for hours in range(0, 96, 12):
        now = moment(TODAY, time(9, 0)) + timedelta(hours=hours)
        assert set(OpinionCase.objects.overdue(now)) == {r for r in rows if r.is_overdue(now)}
    assert OpinionCase.objects.overdue(moment(date(2026, 11, 27))).count() == 2
    assert set(OpinionCase.objects.late()) == {row for row in rows if row.is_late()}
    assert set(OpinionCase.objects.open()) == {row for row in rows if row.is_open}
    handed = next(row for row in rows if row.state == "disposed")
    for user in (office(), OfficialFactory(), OfficialFactory(department=handed.department)):
        assert set(OpinionCase.objects.visible_to(user)) == {
            row for row in rows if row.is_visible_to(user)
        }


@db
@pytest.mark.parametrize("hours", [-1, 49])
def test_a_department_gets_an_hour_within_the_time_allowed(hours):
    case = OpinionCaseFactory(judged=True)
    arguments = {"actor": office(), "department": DepartmentFactory(), "now": case.collected_at}
    with pytest.raises(ValidationError):
        opinions.dispose(case, dispose_by=case.collected_at + timedelta(hours=hours), **arguments)
    late = case.respond_by + timedelta(hours=1)
    arguments["now"] = late
    assert opinions.dispose(case, dispose_by=late + timedelta(hours=2), **arguments).department


@db
def test_a_level_is_one_of_the_levels_and_a_dropped_case_has_a_reason():
    case = OpinionCaseFactory()
    for level in ("", "huge"):
        with pytest.raises(ValidationError):
            opinions.judge(case, actor=office(), level=level, now=NOW)
    with pytest.raises(MoveRefused):
        opinions.drop(case, actor=office(), reason=" ", now=NOW)
    assert opinions.drop(case, actor=office(), reason="不实信息", now=NOW).state == "dropped"
    with pytest.raises(MoveRefused):
        opinions.collect(
            actor=OfficialFactory(supervisor=True), now=NOW, title="t", summary="s", source="media"
        )


@db
def test_changed_hours_move_open_cases_and_tell_it():
    assert set(RESPONSE_HOURS) == set(OpinionLevel)
    limit = OpinionLimit.objects.complete().get(level="ordinary")
    owed, done = OpinionCaseFactory(judged=True), OpinionCaseFactory(responded=True)
    with pytest.raises(MoveRefused):
        opinion_limits.change_hours(limit, actor=office(), hours=24, reason="?")
    for hours, reason in ((0, "?"), (721, "?"), (24, " ")):
        with pytest.raises(ValidationError):
            opinion_limits.change_hours(limit, actor=administrator(), hours=hours, reason=reason)
    change = {"actor": administrator(), "hours": 24, "reason": "提速"}
    assert opinion_limits.change_hours(limit, **change) == 1
    assert opinion_limits.change_hours(limit, **change) == 0
    moved = OpinionCase.objects.get(pk=owed.pk)
    assert moved.respond_by == owed.collected_at + timedelta(hours=24)
    assert OpinionCase.objects.get(pk=done.pk).respond_by == done.respond_by
    assert HistoryRow.objects.of(moved).get().action == "due_date_recomputed"


@db
def test_an_incentive_is_recorded_for_the_department_after_the_response():
    case = OpinionCaseFactory(responded=True)
    values = {
        "actor": OfficialFactory(supervisor=True),
        "kind": "commendation",
        "reason": "回应及时",
        "basis": "《政务舆情回应办法》",
        "today": TODAY,
    }
    row = opinions.record_incentive(case, **values)
    assert (row.department, case.incentives.get()) == (case.department, row)
    with pytest.raises(ValidationError):
        opinions.record_incentive(case, **(values | {"kind": "medal"}))
    with pytest.raises(MoveRefused):
        opinions.record_incentive(OpinionCaseFactory(disposed=True), **values)


@db
def test_who_is_late_is_told_once():
    hour = {"respond_by": moment(date(2025, 1, 8)), "collected_at": moment(date(2025, 1, 6))}
    handed, judged = (
        OpinionCaseFactory(disposed=True, **hour),
        OpinionCaseFactory(judged=True, **hour),
    )
    OpinionCaseFactory(responded=True, **hour)
    OfficialFactory(department=handed.department)
    written = remind_of_opinions()
    told = Letter.objects.values_list("recipient__department", "key")
    assert (handed.department_id, f"opinion-overdue:{handed.pk}") in {
        (department, key.rsplit(":", 2)[0]) for department, key in told
    }
    assert any(key.startswith(f"opinion-overdue:{judged.pk}:") for _department, key in told)
    assert written == len(told)
    assert remind_of_opinions() == 0


@db
def test_may_says_what_the_table_and_the_department_allow():
    case = OpinionCaseFactory(disposed=True)
    assert opinions.may(OfficialFactory(department=case.department), case, "respond")
    assert not opinions.may(OfficialFactory(), case, "respond")
    assert not opinions.may(office(), case, "review")


@db
@pytest.mark.parametrize(
    "columns",
    [
        {"state": "judged"},
        {"state": "disposed", "level": "major", "respond_by": NOW},
        {"state": "responded"},
        {"responded_at": NOW},
        {"state": "reviewed"},
    ],
    ids=str,
)
def test_the_database_refuses_states_without_what_belongs_to_them(columns):
    case = OpinionCaseFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        OpinionCase.objects.filter(pk=case.pk).update(**columns)
