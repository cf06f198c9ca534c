"""Live datasets: what is public today as rows, a new version only where they changed."""

from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse

from catalogs import data_catalogue, publishing
from catalogs.data_checking import examine
from catalogs.data_files import read_data
from catalogs.data_keeping import thin_versions
from catalogs.enums import PublicationState
from catalogs.models import Dataset, DatasetVersion, Field, HistoryRow, Publication
from feedback.enums import KnowledgeState
from feedback.models import KnowledgeEntry
from portal.opendata.live import refreshing
from portal.opendata.live.definitions import ROWS, definitions
from portal.opendata.live.refreshing import (
    Outcome,
    refresh,
    refresh_after_withdrawal,
    refresh_all,
)
from tests import datasets, factories
from tests.feedback.factories import KnowledgeEntryFactory
from tests.portal.opendata.live_rows import (
    definition,
    noon,
    office,
    pilot,
    refreshed,
    table,
)

pytestmark = pytest.mark.django_db
CODE = "publications-environment"
# Columns with these in their names would tell of persons.
FORBIDDEN = (
    "applicant",
    "phone",
    "mobile",
    "email",
    "identity",
    "contact",
    "person_name",
    "id_card",
)


@pytest.fixture
def field():
    office()
    return pilot()


@pytest.fixture
def document(field):
    return factories.PublicationFactory(published=True, field=field, title="关于甲公司项目的批复")


def test_a_dataset_holds_the_public_documents_of_its_field_and_nothing_else(field, document, today):
    factories.PublicationFactory(field=field, title="草稿")
    factories.PublicationFactory(published=True, title="另一领域")
    factories.PublicationFactory(withdrawn=True, field=field, title="已撤回")
    assert refreshed(CODE, today) == Outcome.CREATED

    dataset = Dataset.objects.get(code=CODE)
    assert dataset.is_public(today)
    assert dataset.is_live
    assert (dataset.name, dataset.field) == ("环境保护领域公开信息目录", field)
    assert dataset.department.name == "滨湖区政府办公室"
    (row,) = table(CODE)
    assert row["index_number"] == document.index_number
    assert row["title"] == document.title
    assert row["issued_on"] == document.issued_on.isoformat()
    assert row["department"] == document.department.name
    public = Publication.objects.public(today).filter(field=field)
    assert dataset.latest.row_count == public.count() == 1


def test_an_unchanged_day_makes_no_version(field, document, today):
    refreshed(CODE, today)
    tomorrow = today + timedelta(days=1)
    assert refreshed(CODE, tomorrow) == Outcome.UNCHANGED
    dataset = Dataset.objects.get(code=CODE)
    assert (dataset.versions.count(), dataset.updated_on) == (1, tomorrow)
    assert not dataset.is_stale(tomorrow + timedelta(days=2))


def test_a_withdrawn_document_leaves_the_rows_at_once_and_every_older_version_with_them(
    field, document, today, client, django_capture_on_commit_callbacks
):
    other = factories.PublicationFactory(published=True, field=field)
    refreshed(CODE, today)
    reviewer = factories.OfficialFactory(reviewer=True, department=document.department)
    with (
        time_machine.travel(noon(today)),
        django_capture_on_commit_callbacks(execute=True),
    ):
        publishing.withdraw(document, actor=reviewer, reason="内容有误", now=noon(today))
    assert [row["index_number"] for row in table(CODE)] == [other.index_number]
    assert Dataset.objects.get(code=CODE).versions.count() == 1
    with time_machine.travel(noon(today)):
        assert client.get(reverse("portal:dataset-file", args=[CODE, 1])).status_code == 410
        shown = client.get(reverse("portal:dataset-file", args=[CODE, 2]))
    assert document.title not in shown.getvalue().decode()


def test_a_question_that_is_withdrawn_leaves_the_data(field, today):
    gone, kept = (
        KnowledgeEntryFactory(published=True, question=question, department=office())
        for question in ("补贴多少?", "何时办理?")
    )
    refreshed("knowledge", today)
    KnowledgeEntry.objects.filter(pk=gone.pk).update(state=KnowledgeState.WITHDRAWN)
    refresh_after_withdrawal("knowledge", gone.field_id, today=today, now=noon(today))
    assert [row["question"] for row in table("knowledge")] == [kept.question]
    assert Dataset.objects.get(code="knowledge").versions.count() == 1


def test_an_abolished_item_stays_in_the_version_of_its_day(field, today):
    powers = [factories.PowerItemFactory(in_force=True) for _n in range(2)]
    refreshed("powers", today)
    powers[0].delete()
    assert refreshed("powers", today) == Outcome.RELEASED
    assert (len(table("powers")), len(table("powers", 1))) == (1, 2)


def test_a_withdrawal_makes_no_dataset_that_was_not_there(field, document, today):
    refresh_after_withdrawal("documents", field.pk, today=today, now=noon(today))
    assert not Dataset.objects.exists()


def test_when_nothing_is_left_the_data_leave_the_site_until_there_is_something_again(
    field, document, today
):
    refreshed(CODE, today)
    Publication.objects.update(state=PublicationState.RETURNED)
    tomorrow = today + timedelta(days=1)
    assert refreshed(CODE, tomorrow) == Outcome.WITHDRAWN
    assert not Dataset.objects.public(tomorrow).filter(code=CODE).exists()
    assert refreshed(CODE, tomorrow) == Outcome.LEFT
    Publication.objects.update(state=PublicationState.PUBLISHED)
    assert refreshed(CODE, tomorrow) == Outcome.RELEASED
    assert Dataset.objects.public(tomorrow).get(code=CODE).latest.number == 2


def test_changed_words_of_a_definition_reach_a_dataset_unless_an_official_wrote_others(
    field, document, today
):
    refreshed(CODE, today)
    dataset = Dataset.objects.get(code=CODE)
    administrator = factories.OfficialFactory(administrator=True)
    own = "由政府办公室改写的摘要，说明这些公开信息如何使用。"
    data_catalogue.edit(dataset, actor=administrator, description=own)
    plain = definition(CODE)
    texts = {"name": "环境保护公开信息", "description": "新的摘要", "keywords": ["公开", "环保"]}
    reworded = replace(plain, texts=plain.texts | texts)
    tomorrow = today + timedelta(days=1)

    assert refresh(reworded, today=tomorrow, now=noon(tomorrow)) == Outcome.RETOLD
    dataset.refresh_from_db()
    assert (dataset.name, dataset.keywords) == ("环境保护公开信息", ["公开", "环保"])
    assert dataset.description == own
    row = HistoryRow.objects.of(dataset).filter(action="edit").order_by("pk").last()
    assert row.actor is None
    assert row.changes["name"] == ["环境保护领域公开信息目录", "环境保护公开信息"]
    assert refresh(reworded, today=tomorrow, now=noon(tomorrow)) == Outcome.UNCHANGED


def test_what_comes_back_has_the_words_of_its_definition(field, document, today):
    refreshed(CODE, today)
    Publication.objects.update(state=PublicationState.RETURNED)
    refreshed(CODE, today)
    Publication.objects.update(state=PublicationState.PUBLISHED)
    plain = definition(CODE)
    reworded = replace(plain, texts=plain.texts | {"name_en": "Documents on the environment"})
    assert refresh(reworded, today=today, now=noon(today)) == Outcome.RELEASED
    assert Dataset.objects.get(code=CODE).name_en == "Documents on the environment"


def test_what_an_official_withdrew_stays_withdrawn(field, document, today):
    refreshed(CODE, today)
    dataset = Dataset.objects.get(code=CODE)
    administrator = factories.OfficialFactory(administrator=True)
    data_catalogue.withdraw(dataset, actor=administrator, reason="核对中", now=noon(today))
    assert refreshed(CODE, today + timedelta(days=1)) == Outcome.LEFT
    assert Dataset.objects.get(code=CODE).state == "withdrawn"


def test_without_rows_no_dataset_is_made(field, today):
    assert refreshed(CODE, today) == Outcome.EMPTY
    assert not Dataset.objects.exists()


def test_a_number_of_a_person_in_public_words_does_not_go_into_the_table(field, document, today):
    Publication.objects.filter(pk=document.pk).update(title="公示:张某13812345678")
    assert refreshed(CODE, today) == Outcome.CREATED
    assert table(CODE)[0]["title"] == "公示:张某**"


def test_a_definition_that_fails_stops_no_other_and_is_logged(field, document, today, caplog):
    factories.MatterFactory(group__field=field, in_force=True)
    taken = datasets.published(day=today, code="matters-environment")
    told = refresh_all(today=today, now=noon(today))
    assert told["failed"] == 1
    assert "matters-environment" in caplog.text
    assert Dataset.objects.get(pk=taken.pk).versions.count() == 1
    assert Dataset.objects.public(today).filter(code=CODE).exists()


def test_every_pilot_field_with_matters_and_documents_has_its_two_datasets(field, document, today):
    factories.MatterFactory(group__field=field, in_force=True)
    with time_machine.travel(noon(today)):
        call_command("refresh_live_data")
    few = Field.objects.pilot().with_fewer_datasets(2, today=today)
    assert not few.exists()
    # What is of every field is filed under a field that is none of the pilot's.
    whole = Dataset.objects.get(code="matters").field
    assert not whole.is_pilot
    assert Field.objects.filter(slug=whole.slug).count() == 1


def test_a_second_run_on_the_same_day_changes_nothing(field, document, today):
    refresh_all(today=today, now=noon(today))
    before = DatasetVersion.objects.count(), HistoryRow.objects.count()
    told = refresh_all(today=today, now=noon(today))
    assert set(told) <= {Outcome.UNCHANGED, Outcome.EMPTY}
    assert (DatasetVersion.objects.count(), HistoryRow.objects.count()) == before


def test_no_column_of_any_definition_is_about_persons_and_all_are_explained(field):
    found = definitions()
    assert {row.source for row in found} == set(ROWS)
    assert len({row.code for row in found}) == len(found)
    for row in found:
        names = row.headers
        assert len(set(names)) == len(names)
        assert not [name for name in names if any(word in name for word in FORBIDDEN)]
        assert all(column["meaning"] and column["title_en"] for column in row.columns)
        assert any(column["is_indexed"] for column in row.columns)


def test_old_versions_are_thinned_and_their_address_says_gone(
    field, document, today, client, django_capture_on_commit_callbacks
):
    begin = today - timedelta(days=75)
    for number in range(76):
        Publication.objects.update(title=f"第{number}版")
        with django_capture_on_commit_callbacks(execute=False):
            refreshed(CODE, begin + timedelta(days=number))
    dataset = Dataset.objects.get(code=CODE)
    versions = list(dataset.versions.order_by("number").values_list("number", flat=True))
    # 10 September is the first of its month, 1 October too; then the last 31 days.
    assert versions == [1, 22, *range(45, 77)]
    for number in (22, 76):
        response = client.get(reverse("portal:dataset-file", args=[CODE, number]))
        assert (response.status_code, len(response.getvalue()) > 100) == (200, True)
    gone = client.get(f"/en/data/{CODE}/23/")
    assert (gone.status_code, "Version 23" in gone.text) == (410, True)
    assert client.get(reverse("portal:dataset-file", args=[CODE, 77])).status_code == 404


def test_the_file_of_a_thinned_version_goes_with_it(
    field, document, today, django_capture_on_commit_callbacks
):
    days = [today - timedelta(days=ago) for ago in (50, 49, 48, 0)]
    for day, title in zip(days, ("甲", "乙", "甲", "丙"), strict=True):
        Publication.objects.update(title=title)
        content = refreshing._content(definition(CODE), day)
        refreshing._settle(definition(CODE), content, today=days[0], now=noon(day))
    dataset = Dataset.objects.get(code=CODE)
    files = [version.file for version in dataset.versions.order_by("number")]
    with django_capture_on_commit_callbacks(execute=True):
        assert thin_versions(dataset, today=today) == 2
    assert [file.storage.exists(file.name) for file in files] == [True, False, False, True]


def test_the_newest_version_holds_no_number_of_a_person(field, document, today):
    refresh_all(today=today, now=noon(today))
    for dataset in Dataset.objects.public(today):
        with dataset.latest.file.open("rb") as file:
            found = examine(read_data(file, name="a.csv"), types={})
        assert not found.places


def test_a_scheduled_document_enters_on_its_day(field, document, today):
    refreshed(CODE, today)
    later = factories.PublicationFactory(published=True, field=field)
    Publication.objects.filter(pk=later.pk).update(state=PublicationState.APPROVED)
    assert refreshed(CODE, today + timedelta(days=1)) == Outcome.UNCHANGED
    Publication.objects.filter(pk=later.pk).update(state=PublicationState.PUBLISHED)
    assert refreshed(CODE, today + timedelta(days=2)) == Outcome.RELEASED
