"""Dynamic adjustment: proposed, approved, in force once, and in the public log."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from catalogs import adjusting, reviewing
from catalogs.enums import (
    AdjustmentAction,
    AdjustmentReason,
    AdjustmentState,
    EntryState,
    NonDisclosureGround,
    PublicityMode,
)
from catalogs.models import Adjustment, HistoryRow, Letter, PowerItem, ServiceItem
from catalogs.tasks import apply_due_adjustments
from catalogs.workflow import MoveRefused
from tests.factories import (
    AdjustmentFactory,
    GuideFactory,
    MatterFactory,
    OfficialFactory,
    PowerItemFactory,
    ServiceItemFactory,
)
from tests.racing import race

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)


@pytest.fixture
def office():
    return OfficialFactory(government_office=True)


def propose(entry, clerk, *, action=AdjustmentAction.REVISE, effective_on=TODAY, **proposed):
    return adjusting.propose(
        entry,
        action=action,
        actor=clerk,
        reason=AdjustmentReason.LAW_REVISED,
        basis="《江苏省行政许可监督管理办法》",
        effective_on=effective_on,
        proposed=proposed,
    )


def clerk_of(entry):
    return OfficialFactory(department=entry.department)


def test_a_draft_comes_into_force_by_an_approved_adjustment(office):
    entry = ServiceItemFactory()
    clerk = clerk_of(entry)
    adjustment = propose(entry, clerk, action=AdjustmentAction.ADD)
    adjusting.submit(adjustment, actor=clerk)
    adjustment = adjusting.approve(adjustment, actor=office, today=TODAY)
    entry.refresh_from_db()
    assert (entry.state, entry.effective_on) == (EntryState.IN_FORCE, TODAY)
    assert adjustment.state == AdjustmentState.APPLIED
    assert list(Adjustment.objects.public(TODAY)) == [adjustment]


def test_a_revision_changes_only_what_was_proposed_and_keeps_the_former_values(office):
    entry = ServiceItemFactory(in_force=True, fee="每年20元")
    clerk = clerk_of(entry)
    adjustment = propose(entry, clerk, fee="免费", name=entry.name)
    assert adjustment.proposed == {"fee": "免费"}
    adjusting.submit(adjustment, actor=clerk)
    adjustment = adjusting.approve(adjustment, actor=office, today=TODAY)
    entry.refresh_from_db()
    assert entry.fee == "免费"
    assert adjustment.former == {"fee": "每年20元"}
    row = HistoryRow.objects.of(entry).get(action="revise")
    assert row.changes == {"fee": ["每年20元", "免费"]}
    assert (row.actor, row.reason) == (clerk, adjustment.basis)


def test_an_abolished_entry_keeps_its_permalink_and_leaves_the_list(office):
    entry = ServiceItemFactory(in_force=True)
    clerk = clerk_of(entry)
    adjustment = propose(entry, clerk, action=AdjustmentAction.ABOLISH)
    adjusting.submit(adjustment, actor=clerk)
    adjusting.approve(adjustment, actor=office, today=TODAY)
    assert not ServiceItem.objects.public(TODAY).exists()
    assert list(ServiceItem.objects.permalinked(TODAY)) == [entry]


def test_a_revision_that_departs_from_the_standard_item_cannot_be_proposed():
    entry = PowerItemFactory(in_force=True)
    with pytest.raises(ValidationError) as refusal:
        propose(entry, clerk_of(entry), name="自设权力")
    assert "name" in refusal.value.message_dict
    assert PowerItem.objects.get(pk=entry.pk).name == entry.standard.name


def test_a_revision_whose_standard_item_changed_meanwhile_cannot_be_approved(office):
    entry = PowerItemFactory(in_force=True)
    adjustment = AdjustmentFactory(power=entry, state=AdjustmentState.SUBMITTED)
    PowerItem.objects.filter(pk=entry.standard_id).update(name="上级已改名的事项")
    with pytest.raises(ValidationError):
        adjusting.approve(adjustment, actor=office, today=TODAY)
    adjustment.refresh_from_db()
    assert adjustment.state == AdjustmentState.SUBMITTED


def test_nothing_to_change_is_refused_beside_the_field():
    entry = ServiceItemFactory(in_force=True)
    with pytest.raises(ValidationError) as refusal:
        propose(entry, clerk_of(entry), name=entry.name)
    assert "proposed" in refusal.value.message_dict


def test_the_guide_of_an_entry_is_revised_with_its_steps_and_materials(office):
    guide = GuideFactory(power=PowerItemFactory(in_force=True))
    clerk = clerk_of(guide.power)
    values = {
        "conditions": "新条件",
        "commitment_limit": 3,
        "steps": [{"name": "受理", "description": "", "post": "窗口", "limit": "1个工作日"}],
        "materials": [],
    }
    adjustment = propose(guide.power, clerk, guide=values)
    adjusting.submit(adjustment, actor=clerk)
    adjusting.approve(adjustment, actor=office, today=TODAY)
    guide.refresh_from_db()
    assert (guide.conditions, guide.commitment_limit) == ("新条件", 3)
    assert [step.name for step in guide.steps.all()] == ["受理"]


def test_an_element_that_keeps_its_name_keeps_its_row(office):
    matter = MatterFactory(in_force=True, elements=["甲", "乙", "丙"])
    kept = matter.elements.get(name="丙").pk
    clerk = clerk_of(matter)
    adjustment = propose(matter, clerk, elements=["丙", "丁"], time_limit_text="每年1月31日前")
    adjusting.submit(adjustment, actor=clerk)
    adjusting.approve(adjustment, actor=office, today=TODAY)
    assert [row.name for row in matter.elements.all()] == ["丙", "丁"]
    assert matter.elements.get(name="丙").pk == kept
    assert [limit.kind for limit in matter.time_limits.all()] == ["yearly"]


def test_an_adjustment_waits_for_its_day_and_is_then_applied_by_the_daily_task(office):
    entry = ServiceItemFactory(in_force=True, fee="收费")
    clerk = clerk_of(entry)
    adjustment = propose(entry, clerk, fee="免费", effective_on=TODAY + timedelta(days=2))
    adjusting.submit(adjustment, actor=clerk)
    adjustment = adjusting.approve(adjustment, actor=office, today=TODAY)
    assert adjustment.state == AdjustmentState.APPROVED
    assert adjusting.apply_due(today=TODAY + timedelta(days=1)) == 0
    assert adjusting.apply_due(today=TODAY + timedelta(days=2)) == 1
    assert adjusting.apply_due(today=TODAY + timedelta(days=2)) == 0
    entry.refresh_from_db()
    assert entry.fee == "免费"


def test_one_due_adjustment_that_fails_leaves_the_others_applied():
    broken = AdjustmentFactory(state=AdjustmentState.APPROVED, proposed={"level": "nowhere"})
    sound = AdjustmentFactory(state=AdjustmentState.APPROVED)
    with pytest.raises(ValidationError) as failure:
        adjusting.apply_due(today=TODAY)
    assert str(broken.pk) in failure.value.messages[0]
    sound.refresh_from_db()
    assert sound.state == AdjustmentState.APPLIED


def test_the_proposer_does_not_approve_the_own_adjustment():
    administrator = OfficialFactory(administrator=True)
    adjustment = AdjustmentFactory(state=AdjustmentState.SUBMITTED, proposed_by=administrator)
    with pytest.raises(MoveRefused):
        adjusting.approve(adjustment, actor=administrator, today=TODAY)


def test_a_clerk_of_another_department_neither_proposes_nor_submits():
    stranger = OfficialFactory()
    adjustment = AdjustmentFactory()
    with pytest.raises(MoveRefused):
        propose(adjustment.power, stranger, office="别的科室")
    with pytest.raises(MoveRefused):
        adjusting.submit(adjustment, actor=stranger)


def test_a_second_open_adjustment_of_an_entry_is_refused():
    adjustment = AdjustmentFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        AdjustmentFactory(power=adjustment.power)


def test_the_office_is_told_of_a_submission_and_the_proposer_of_a_return(office):
    entry = ServiceItemFactory(in_force=True)
    clerk = clerk_of(entry)
    adjustment = propose(entry, clerk, fee="免费")
    adjusting.submit(adjustment, actor=clerk)
    adjusting.return_(adjustment, actor=office, reason="请写明依据。")
    adjusting.submit(adjustment, actor=clerk)
    recipients = Letter.objects.order_by("pk").values_list("recipient", flat=True)
    assert list(recipients) == [office.pk, clerk.pk, office.pk]


def test_a_matter_not_disclosed_comes_into_force_only_after_its_review(office):
    matter = MatterFactory()
    clerk = clerk_of(matter)
    review = reviewing.request(
        matter,
        actor=clerk,
        ground=NonDisclosureGround.THIRD_PARTY,
        justification="第三方不同意公开。",
    )
    matter.refresh_from_db()
    assert matter.mode == PublicityMode.NOT_DISCLOSED
    adjustment = propose(matter, clerk, action=AdjustmentAction.ADD)
    adjusting.submit(adjustment, actor=clerk)
    with pytest.raises(ValidationError):
        adjusting.approve(adjustment, actor=office, today=TODAY)
    reviewing.submit(review, actor=clerk)
    reviewing.pass_department(
        review, actor=OfficialFactory(reviewer=True, department=matter.department)
    )
    reviewing.agree(review, actor=office)
    reviewing.agree(review, actor=OfficialFactory(legal_affairs=True))
    adjusting.approve(adjustment, actor=office, today=TODAY)
    matter.refresh_from_db()
    assert matter.state == EntryState.IN_FORCE


def test_a_first_edition_brings_many_entries_into_force_with_history_and_log():
    entries = ServiceItemFactory.create_batch(3)
    adjusting.adopt(entries, actor=None, basis="首批公布", effective_on=TODAY)
    assert ServiceItem.objects.public(TODAY).count() == 3
    assert Adjustment.objects.public(TODAY).count() == 3
    assert all(HistoryRow.objects.of(entry).filter(action="add").exists() for entry in entries)
    with pytest.raises(ValidationError):
        adjusting.adopt(entries, actor=None, basis="再次公布", effective_on=TODAY)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_workers_at_the_same_moment_apply_a_due_adjustment_once():
    adjustments = [AdjustmentFactory(state=AdjustmentState.APPROVED) for _ in range(5)]
    applied = []

    def work():
        applied.append(apply_due_adjustments())

    assert race(work, work) == ["done", "done"]
    assert sum(applied) == 5
    for adjustment in adjustments:
        assert HistoryRow.objects.of(adjustment).filter(action="apply").count() == 1
        assert HistoryRow.objects.of(adjustment.power).filter(action="revise").count() == 1
