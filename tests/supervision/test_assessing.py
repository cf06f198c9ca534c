"""Verbs of assessment rounds: who may, what is refused, and what publishing fixes."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from catalogs.enums import Role
from catalogs.models import HistoryRow, Letter
from catalogs.workflow import MoveRefused
from supervision import assessing, marking, noting, round_results
from supervision.enums import NoteKind, RoundState
from supervision.models import AssessmentRound, DepartmentNote, ManualMark, RoundResult
from tests import factories
from tests.racing import race
from tests.supervision.rounds import (
    NOW,
    OCTOBER,
    SEPTEMBER,
    TODAY,
    evaluation,
    mark,
    open_round,
    score,
    set_items,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"automatic_share": 50}, "__all__"),
        ({"period_end": date(2026, 8, 1)}, "__all__"),
        ({"title": ""}, "title"),
    ],
)
def test_a_round_is_opened_with_shares_of_100_and_days_in_order(supervisor, values, name):
    with pytest.raises(ValidationError) as refusal:
        open_round(supervisor, **values)
    assert name in refusal.value.error_dict
    assert not AssessmentRound.objects.exists()


def test_an_evaluation_without_a_score_cannot_count(supervisor):
    with pytest.raises(ValidationError) as refusal:
        open_round(supervisor, evaluations=[evaluation(value=None)])
    assert "evaluations" in refusal.value.error_dict


@pytest.mark.parametrize(
    "role",
    [role for role in Role if role not in {Role.SUPERVISOR, Role.ADMINISTRATOR}],
)
def test_other_roles_write_nothing_of_a_round(round, role, departments):
    other = factories.OfficialFactory(role=role)
    works = [
        lambda: open_round(other),
        lambda: assessing.edit_round(round, actor=other, now=NOW, title="别的"),
        lambda: set_items(round, other, 其他=1),
        lambda: mark(round, other, departments[0], 组织领导="1"),
        lambda: assessing.publish(round, actor=other, today=TODAY, now=NOW),
        lambda: assessing.withdraw(round, actor=other, reason="有误", now=NOW),
        lambda: noting.record_note(
            actor=other, department=departments[0], kind="reward", text="好", basis="办法", now=NOW
        ),
    ]
    for work in works:
        with pytest.raises(MoveRefused):
            work()


def test_a_change_is_kept_in_the_history_with_old_and_new(round, supervisor, departments):
    linked = evaluation()
    assessing.edit_round(round, actor=supervisor, now=NOW, title="年度考核", evaluations=[linked])
    mark(round, supervisor, departments[0], 组织领导="8")
    assert mark(round, supervisor, departments[0], 组织领导="8") == 0
    mark(round, supervisor, departments[0], 组织领导="9")
    told = list(HistoryRow.objects.of(round).order_by("pk").values_list("action", "changes"))
    assert [action for action, _changes in told] == ["open", "set_items", "edit", "mark", "mark"]
    assert told[2][1] == {
        "title": ["第三季度考核", "年度考核"],
        "evaluations": ["", "第三方评估"],
    }
    name = f"{departments[0].name}: 组织领导"
    assert told[4][1] == {name: ["8.00 (符合要求)", "9.00 (符合要求)"]}


def test_points_stay_within_the_item_and_may_be_taken_back(round, supervisor, departments):
    item = round.items.get(name="组织领导")
    cell = (item.pk, departments[0].pk)
    for points in ("10.01", "-1"):
        marks = {cell: marking.Given(Decimal(points))}
        with pytest.raises(ValidationError) as refusal:
            marking.mark(round, actor=supervisor, marks=marks, now=NOW)
        assert list(refusal.value.error_dict) == [marking.cell_name(cell)]
    mark(round, supervisor, departments[0], 组织领导="8")
    back = {cell: marking.Given(None)}
    assert marking.mark(round, actor=supervisor, marks=back, now=NOW) == 1
    assert not ManualMark.objects.exists()


def test_items_are_changed_in_place_and_not_below_a_mark(round, supervisor, departments):
    mark(round, supervisor, departments[0], 组织领导="8", 创新做法="5")
    item = round.items.get(name="组织领导")
    less = assessing.Item("组织领导", "按材料评定。", 7, pk=item.pk)
    with pytest.raises(ValidationError):
        assessing.set_items(round, actor=supervisor, items=[less], now=NOW)
    assert ManualMark.objects.count() == 2
    more = assessing.Item("领导机制", "按材料评定。", 8, pk=item.pk)
    assessing.set_items(round, actor=supervisor, items=[more], now=NOW)
    assert list(ManualMark.objects.values_list("item", "points")) == [(item.pk, Decimal("8.00"))]
    twice = [more, assessing.Item("领导机制", "同名。", 5)]
    with pytest.raises(ValidationError):
        assessing.set_items(round, actor=supervisor, items=twice, now=NOW)
    many = [assessing.Item(f"项目{n}", "。", 1) for n in range(assessing.MOST_ITEMS + 1)]
    with pytest.raises(ValidationError):
        assessing.set_items(round, actor=supervisor, items=many, now=NOW)


def test_publishing_fixes_the_results(ready, supervisor, departments):
    assessing.publish(ready, actor=supervisor, today=TODAY, now=NOW)
    expected = [(departments[0].pk, 1), (departments[1].pk, 1), (departments[2].pk, 3)]
    assert list(RoundResult.objects.values_list("department", "rank")) == expected
    before = round_results.published(ready)
    score(departments[2], SEPTEMBER, "100.00")
    assert round_results.published(ready) == before
    assert [str(line.total) for line in before] == ["93.33", "93.33", "80.00"]
    assert AssessmentRound.objects.public(TODAY).get() == ready
    with pytest.raises(MoveRefused):
        mark(ready, supervisor, departments[0], 组织领导="1")
    with pytest.raises(MoveRefused):
        assessing.edit_round(ready, actor=supervisor, now=NOW, title="别的")


def test_what_is_published_is_what_was_read(ready, supervisor, departments):
    seen = round_results.compute(ready).fingerprint
    mark(ready, supervisor, departments[0], 组织领导="1")
    with pytest.raises(MoveRefused) as refusal:
        assessing.publish(ready, actor=supervisor, today=TODAY, now=NOW, seen=seen)
    assert refusal.value.code == "changed"
    assert not RoundResult.objects.exists()
    now_seen = round_results.compute(ready).fingerprint
    assessing.publish(ready, actor=supervisor, today=TODAY, now=NOW, seen=now_seen)


def test_a_round_that_is_not_ready_is_not_published(supervisor, round, departments):
    def refused() -> int:
        with pytest.raises(ValidationError) as refusal:
            assessing.publish(round, actor=supervisor, today=TODAY, now=NOW)
        return len(refusal.value.messages)

    assert refused() == 1  # nobody has a result
    score(departments[0], OCTOBER, "90.00")
    mark(round, supervisor, departments[0], 组织领导="5")
    assert refused() == 1  # half of the marks
    mark(round, supervisor, departments[0], 创新做法="5")
    draft = evaluation(published=None)
    assessing.edit_round(round, actor=supervisor, now=NOW, evaluations=[draft])
    assert refused() == 1  # its evaluation is a draft
    assessing.edit_round(round, actor=supervisor, now=NOW, period_end=TODAY)
    assert refused() == 1  # its last day is today
    assert AssessmentRound.objects.get().state == RoundState.OPEN


def test_withdrawn_results_are_kept_in_the_history_and_the_round_is_open(
    ready, supervisor, departments
):
    assessing.publish(ready, actor=supervisor, today=TODAY, now=NOW)
    with pytest.raises(MoveRefused):
        assessing.withdraw(ready, actor=supervisor, reason=" ", now=NOW)
    assessing.withdraw(ready, actor=supervisor, reason="计分有误", now=NOW)
    ready.refresh_from_db()
    assert (ready.state, ready.published_on) == (RoundState.OPEN, None)
    assert not RoundResult.objects.exists()
    row = HistoryRow.objects.of(ready).filter(action="withdraw").get()
    assert row.reason == "计分有误"
    assert row.changes[f"result of {departments[2].code}"] == ["3: 80.00", ""]
    mark(ready, supervisor, departments[0], 组织领导="1")


def test_a_note_tells_its_department(supervisor, departments):
    reviewer = factories.OfficialFactory(
        role=Role.REVIEWER, department=departments[0], email="reviewer@binhu.example"
    )
    note = noting.record_note(
        actor=supervisor,
        department=departments[0],
        kind=NoteKind.REWARD,
        text="政策解读及时",
        basis="考核办法第八条",
        now=NOW,
    )
    assert note.recorded_on == TODAY
    assert Letter.objects.get().recipient == reviewer
    assert HistoryRow.objects.of(note).get().action == "record_note"
    assert list(DepartmentNote.objects.visible_to(reviewer)) == [note]
    other = factories.OfficialFactory(role=Role.CLERK, department=departments[1])
    assert not DepartmentNote.objects.visible_to(other).exists()
    with pytest.raises(ValidationError) as refusal:
        noting.record_note(
            actor=supervisor, department=departments[0], kind="reward", text=" ", basis="", now=NOW
        )
    assert set(refusal.value.error_dict) == {"text", "basis"}


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_supervisors_at_once_publish_a_round_once(ready, supervisor):
    def work():
        assessing.publish(ready, actor=supervisor, today=TODAY, now=NOW)

    assert race(work, work) == ["done", "refused"]
    assert RoundResult.objects.count() == 3
    assert HistoryRow.objects.of(ready).filter(action="publish").count() == 1
