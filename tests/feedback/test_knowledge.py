"""The knowledge list: written, published in versions, flagged, voted on."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from catalogs.enums import Role
from catalogs.models import HistoryRow
from catalogs.workflow import MoveRefused
from feedback import knowledge
from feedback.knowledge_workflow import CONFIRM, WORKFLOW
from feedback.models import KnowledgeEntry, UsefulVote
from tests.factories import (
    AdjustmentFactory,
    DepartmentFactory,
    FieldFactory,
    MatterFactory,
    OfficialFactory,
    ServiceItemFactory,
)
from tests.feedback.factories import KnowledgeEntryFactory, moment, office

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)
NOW = moment(TODAY)


def editor_of(entry):
    return OfficialFactory(department=entry.department)


def test_an_entry_is_written_published_and_revised_in_versions():
    clerk = OfficialFactory()
    matter = MatterFactory(in_force=True)
    entry = knowledge.write(
        actor=clerk,
        question="补贴多少?",
        answer="二十万元",
        basis="第九条",
        field=FieldFactory(),
        department=clerk.department,
        matters=[matter],
    )
    assert not KnowledgeEntry.objects.public(TODAY).exists()
    knowledge.revise(entry, actor=clerk, now=NOW, answer="三十万元")
    entry = knowledge.publish(entry, actor=clerk, now=NOW)
    assert (entry.version, entry.published_on) == (1, TODAY)
    with pytest.raises(MoveRefused):
        knowledge.publish(entry, actor=clerk, now=NOW)
    entry = knowledge.revise(entry, actor=clerk, now=NOW, answer="四十万元", matters=[])
    assert [(row.number, row.answer) for row in entry.versions.all()] == [
        (2, "四十万元"),
        (1, "三十万元"),
    ]
    row = HistoryRow.objects.of(entry).order_by("-pk").first()
    assert row.changes == {"answer": ["三十万元", "四十万元"], "matters": [[matter.code], []]}
    entry = knowledge.withdraw(entry, actor=clerk, reason="过时", now=NOW)
    assert not KnowledgeEntry.objects.public(TODAY).exists()
    assert knowledge.publish(entry, actor=clerk, now=NOW).version == 3


def test_only_a_new_text_makes_a_version():
    entry = KnowledgeEntryFactory(published=True)
    clerk, matter, field = editor_of(entry), MatterFactory(in_force=True), FieldFactory()
    old = entry.field.name
    entry = knowledge.revise(entry, actor=clerk, now=NOW, matters=[matter], field=field)
    assert (entry.version, entry.versions.count()) == (1, 0)
    row = HistoryRow.objects.of(entry).get()
    assert row.changes == {"matters": [[], [matter.code]], "field": [old, field.name]}


def test_only_the_own_department_and_the_office_edit_it():
    entry = KnowledgeEntryFactory(published=True)
    others = [
        OfficialFactory(),
        OfficialFactory(department=entry.department, reviewer=True),
        OfficialFactory(supervisor=True),
    ]
    for user in others:
        with pytest.raises(MoveRefused):
            knowledge.confirm(entry, actor=user, now=NOW)
    knowledge.confirm(entry, actor=office(), now=NOW)
    with pytest.raises(MoveRefused):
        knowledge.revise(entry, actor=editor_of(entry), now=NOW, department=DepartmentFactory())


@pytest.mark.parametrize("name", ["question", "answer", "basis", "field"])
def test_an_entry_has_every_part(name):
    clerk = OfficialFactory()
    values = {
        "question": "补贴多少?",
        "answer": "二十万元",
        "basis": "第九条",
        "field": FieldFactory(),
        "department": clerk.department,
    } | {name: None if name == "field" else ""}
    with pytest.raises(ValidationError) as refusal:
        knowledge.write(actor=clerk, **values)
    assert set(refusal.value.message_dict) == {name}


def test_what_is_taken_off_has_a_reason():
    entry = KnowledgeEntryFactory(published=True)
    with pytest.raises(ValidationError):
        knowledge.withdraw(entry, actor=editor_of(entry), reason=" ", now=NOW)


def test_an_entry_whose_linked_item_was_adjusted_since_is_flagged_until_confirmed():
    matter, service = MatterFactory(in_force=True), ServiceItemFactory(in_force=True)
    by_matter, by_service, old, draft, other = [
        KnowledgeEntryFactory(published=published) for published in (True, True, True, False, True)
    ]
    by_matter.matters.set([matter])
    by_service.services.set([service])
    old.services.set([service])
    draft.services.set([service])
    KnowledgeEntry.objects.filter(pk=old.pk).update(reviewed_at=moment(date(2026, 11, 30)))
    applied = moment(date(2026, 11, 20))
    adjusted = {"state": "applied", "effective_on": date(2026, 11, 20), "applied_at": applied}
    AdjustmentFactory(matter=matter, power=None, department=matter.department, **adjusted)
    AdjustmentFactory(service=service, power=None, department=service.department, **adjusted)
    AdjustmentFactory(
        service=service, power=None, department=service.department, effective_on=TODAY
    )
    rows = list(KnowledgeEntry.objects.all())
    flagged = set(KnowledgeEntry.objects.needing_review())
    assert flagged == {by_matter, by_service} == {row for row in rows if row.needs_review()}
    knowledge.confirm(by_matter, actor=office(), now=NOW)
    knowledge.revise(by_service, actor=office(), now=NOW, answer="新答复")
    assert not KnowledgeEntry.objects.needing_review().exists()
    assert not other.needs_review()


def test_a_visitor_votes_once_and_may_change_the_opinion():
    entry = KnowledgeEntryFactory(published=True)
    for token, useful in (("a", True), ("b", True), ("a", False)):
        knowledge.vote(entry, token=token, useful=useful, today=TODAY)
    counted = KnowledgeEntry.objects.with_votes().get()
    assert (counted.useful, counted.useless) == (1, 1)
    assert not UsefulVote.objects.filter(visitor__in=["a", "b"]).exists()
    with pytest.raises(MoveRefused):
        knowledge.vote(KnowledgeEntryFactory(), token="a", useful=True, today=TODAY)


def test_queryset_and_method_agree_about_what_is_public():
    KnowledgeEntryFactory()
    KnowledgeEntryFactory(published=True)
    withdrawn = KnowledgeEntryFactory(published=True)
    knowledge.withdraw(withdrawn, actor=office(), reason="过时", now=NOW)
    rows = list(KnowledgeEntry.objects.all())
    for today in (date(2026, 11, 1), TODAY, TODAY + timedelta(days=9)):
        assert set(KnowledgeEntry.objects.public(today)) == {
            row for row in rows if row.is_public(today)
        }


def test_a_department_edits_its_own_entries():
    entry = KnowledgeEntryFactory()
    KnowledgeEntryFactory()
    assert list(KnowledgeEntry.objects.visible_to(editor_of(entry))) == [entry]
    assert KnowledgeEntry.objects.visible_to(office()).count() == 2


@pytest.mark.parametrize("role", Role.values)
def test_the_table_of_moves_and_the_rule_of_editing_name_the_same_roles(role):
    user = OfficialFactory(role=role)
    may = knowledge.may_edit(user, user.department_id)
    assert all((role in row.roles) == may for row in (*WORKFLOW.moves, CONFIRM))
    assert not knowledge.may_edit(user, None) or user.sees_all_departments
