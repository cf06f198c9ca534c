"""The knowledge list brought in from a file, and exported: all rows or none."""

from datetime import date

import pytest
import tablib
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from catalogs import tables
from catalogs.models import HistoryRow
from catalogs.resources.plans import Verdict
from feedback.knowledge_table import KnowledgeResource
from feedback.models import KnowledgeCandidate, KnowledgeEntry
from tests.factories import FieldFactory, MatterFactory, OfficialFactory
from tests.feedback.factories import PERSON, KnowledgeEntryFactory, SubmissionFactory, office

pytestmark = pytest.mark.django_db
HEADERS = ("问题", "答复", "依据", "公开领域", "关联公开事项编码")


def dataset(*rows, headers=HEADERS) -> tablib.Dataset:
    table = tablib.Dataset(headers=["#", *headers])
    for number, row in enumerate(rows, start=2):
        table.append([number, *row])
    return table


@pytest.fixture
def clerk():
    return OfficialFactory()


@pytest.fixture
def field():
    return FieldFactory()


def test_new_rows_become_drafts_with_their_links(clerk, field):
    matter = MatterFactory(in_force=True, department=clerk.department)
    rows = dataset(
        ["甲?", "答", "据", field.name, matter.code], ["乙?", "答", "据", field.name, ""]
    )
    plan = KnowledgeResource(actor=clerk).apply(rows)
    assert plan.counts["new"] == 2
    first = KnowledgeEntry.objects.get(question="甲?")
    assert (first.state, first.department, first.matters.get()) == (
        "draft",
        clerk.department,
        matter,
    )
    assert HistoryRow.objects.of(first).get().action == "write"
    assert KnowledgeResource(actor=clerk).plan(rows).counts["same"] == 2


def test_a_changed_row_of_a_published_entry_is_its_next_version(clerk):
    entry = KnowledgeEntryFactory(published=True, department=clerk.department)
    row = [entry.question, "三十万元", entry.basis, entry.field.name, ""]
    plan = KnowledgeResource(actor=clerk).apply(dataset(row))
    assert plan.rows[0].changes == {"答复": [entry.answer, "三十万元"]}
    entry.refresh_from_db()
    assert (entry.answer, entry.version) == ("三十万元", 2)


def test_each_bad_row_is_told_and_nothing_is_brought_in(clerk, field):
    foreign = MatterFactory(in_force=True)
    rows = dataset(
        ["甲?", "答", "据", field.name, ""],
        ["乙?", "", "据", field.name, ""],
        ["丙?", "答", "据", "没有的领域", ""],
        ["丁?", "答", "据", field.name, foreign.code],
        ["甲?", "答", "据", field.name, ""],
        ["戊?", f"请拨打{PERSON['telephone']}", "据", field.name, ""],
    )
    plan = KnowledgeResource(actor=clerk).plan(rows)
    bad = {row.number: row.reasons[0].split(":")[0] for row in plan.of(Verdict.BAD)}
    assert bad.keys() == {3, 4, 5, 6, 7}
    assert (bad[3], bad[4], bad[5], bad[7]) == ("答复", "公开领域", "关联公开事项编码", "答复")
    with pytest.raises(ValidationError):
        KnowledgeResource(actor=clerk).apply(rows)
    assert not KnowledgeEntry.objects.exists()


def test_a_row_of_another_department_is_for_the_office_only(clerk, field):
    headers = ("问题", "答复", "依据", "公开领域", "部门")
    other = OfficialFactory().department
    rows = dataset(["甲?", "答", "据", field.name, other.name], headers=headers)
    assert KnowledgeResource(actor=clerk).plan(rows).counts["bad"] == 1
    KnowledgeResource(actor=office()).apply(rows)
    assert KnowledgeEntry.objects.get().department == other


def test_a_text_that_tells_who_asked_is_a_bad_row(clerk, calendar):
    entry = KnowledgeEntryFactory(department=clerk.department)
    made = KnowledgeCandidate.objects.create(
        question="问", state="taken", entry=entry, proposed_on=date(2026, 11, 1)
    )
    SubmissionFactory(candidate=made)
    row = [entry.question, f"{PERSON['name']}可以申请", entry.basis, entry.field.name, ""]
    [planned] = KnowledgeResource(actor=clerk).plan(dataset(row)).rows
    assert planned.verdict == Verdict.BAD


def test_what_was_exported_can_be_brought_in_again(client, clerk):
    entry = KnowledgeEntryFactory(published=True, department=clerk.department)
    entry.matters.set([MatterFactory(in_force=True), MatterFactory(in_force=True)])
    KnowledgeEntryFactory(published=True)
    client.force_login(clerk)
    sent = client.get(reverse("admin:feedback_knowledgeentry_export", args=["csv"]))
    content = b"".join(sent)
    [row] = tables.read_table(content, filename="a.csv")
    assert row.cells["问题"] == entry.question
    file = SimpleUploadedFile("a.csv", content)
    answer = client.post(reverse("admin:feedback_knowledgeentry_import"), {"file": file})
    page = client.get(answer.url)
    assert page.context["nothing"]
    assert {count["verdict"]: count["count"] for count in page.context["counts"]}["same"] == 1
