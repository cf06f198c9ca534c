"""The data catalogue: who enters, releases, publishes and withdraws, and what is refused."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import translation

from catalogs import data_catalogue, data_releasing
from catalogs.data_enums import ColumnType, DatasetState, Openness, UpdateFrequency
from catalogs.data_files import open_rows
from catalogs.models import Dataset, Field, HistoryRow
from catalogs.workflow import MoveRefused
from tests import factories
from tests.datasets import COLUMNS, CSV, drafted, moment, published

TODAY = date(2026, 11, 24)
NOW = moment(TODAY)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def clerk():
    return factories.OfficialFactory()


@pytest.fixture
def reviewer(clerk):
    return factories.OfficialFactory(reviewer=True, department=clerk.department)


def release(dataset, actor=None, *, content=CSV, name="list.csv", now=NOW, **values):
    return data_releasing.release_version(
        dataset, content=content, name=name, actor=actor, now=now, **values
    )


def content_of(version) -> bytes:
    with version.file.open("rb") as file:
        return file.read()


def test_a_dataset_goes_from_the_draft_to_the_public_with_its_whole_history(clerk, reviewer):
    dataset = drafted(actor=clerk)
    assert not Dataset.objects.public(TODAY).exists()
    version = release(dataset, clerk, note="首次发布")
    dataset = data_catalogue.publish(dataset, actor=reviewer, now=NOW)
    assert list(Dataset.objects.public(TODAY)) == [dataset]
    assert dataset.is_public(TODAY)
    assert (dataset.published_on, dataset.updated_on) == (TODAY, TODAY)
    assert (version.number, version.row_count, version.column_count) == (1, 2, 3)
    assert version.sample == [["A-01", "滨湖一号", "12"], ["A-02", "滨湖二号", "8"]]
    assert content_of(version) == CSV
    assert version.checksum in version.file.name
    actions = HistoryRow.objects.of(dataset).order_by("pk").values_list("action", flat=True)
    assert list(actions) == ["create", "release_version", "publish"]


def test_a_dataset_is_not_public_before_the_day_it_was_published(clerk):
    dataset = published(day=TODAY)
    yesterday = TODAY - timedelta(days=1)
    assert not dataset.is_public(yesterday)
    assert not Dataset.objects.public(yesterday).exists()


def test_a_clerk_enters_data_for_the_own_department_only(clerk):
    with pytest.raises(MoveRefused):
        drafted(actor=clerk, department=factories.DepartmentFactory())


def test_another_department_neither_edits_nor_releases_nor_publishes(clerk):
    dataset = drafted(actor=clerk)
    stranger = factories.OfficialFactory()
    with pytest.raises(MoveRefused):
        data_catalogue.edit(dataset, actor=stranger, name="别的名称")
    with pytest.raises(MoveRefused):
        release(dataset, stranger)
    release(dataset, clerk)
    with pytest.raises(MoveRefused):
        data_catalogue.publish(dataset, actor=factories.OfficialFactory(reviewer=True), now=NOW)


def test_a_clerk_does_not_publish_and_nobody_publishes_the_own_entry(clerk):
    dataset = drafted(actor=clerk)
    release(dataset, clerk)
    with pytest.raises(MoveRefused):
        data_catalogue.publish(dataset, actor=clerk, now=NOW)
    admin = factories.OfficialFactory(administrator=True)
    own = drafted(actor=admin, department=clerk.department)
    release(own, admin)
    with pytest.raises(MoveRefused, match="Another person"):
        data_catalogue.publish(own, actor=admin, now=NOW)


def test_nobody_publishes_the_version_that_was_the_own(clerk, reviewer):
    dataset = drafted(actor=clerk)
    release(dataset, clerk)
    admin = factories.OfficialFactory(administrator=True)
    version = release(dataset, admin)
    assert version.released_by == admin
    with pytest.raises(MoveRefused, match="newest version"):
        data_catalogue.publish(dataset, actor=admin, now=NOW)
    release(dataset, clerk)
    assert data_catalogue.publish(dataset, actor=admin, now=NOW).state == DatasetState.PUBLISHED


def test_without_a_version_or_a_whole_dictionary_nothing_is_published(clerk, reviewer):
    dataset = drafted(actor=clerk, columns=COLUMNS[:2])
    with pytest.raises(ValidationError, match="version"):
        data_catalogue.publish(dataset, actor=reviewer, now=NOW)
    release(dataset, clerk)
    with pytest.raises(ValidationError, match="beds"):
        data_catalogue.publish(dataset, actor=reviewer, now=NOW)


def test_the_dictionary_of_a_draft_grows_by_the_columns_of_its_file(clerk):
    dataset = drafted(actor=clerk, columns=COLUMNS[:1])
    release(dataset, clerk)
    rows = dataset.columns.values_list("position", "name", "type", "meaning")
    assert list(rows) == [
        (1, "code", "text", "唯一编号"),
        (2, "name", "text", ""),
        (3, "beds", "integer", ""),
    ]


def test_public_data_keep_the_columns_their_dictionary_explains(clerk):
    dataset = published(day=TODAY, department=clerk.department)
    with pytest.raises(ValidationError, match="colour"):
        release(dataset, clerk, content=b"code,name,beds,colour\n1,a,2,red\n")
    with pytest.raises(ValidationError, match="beds"):
        release(dataset, clerk, content=b"code,name\n1,a\n")
    assert dataset.versions.count() == 1


def test_a_new_version_is_the_newest_and_the_older_ones_stay(clerk):
    dataset = published(day=TODAY - timedelta(days=40), department=clerk.department)
    second = release(dataset, clerk, content=b"code,name,beds\nA-03,c,5\n", note="新增一家")
    dataset.refresh_from_db()
    assert dataset.latest == second
    assert second.number == 2
    assert dataset.updated_on == TODAY
    assert dataset.published_on == TODAY - timedelta(days=40)
    assert content_of(dataset.versions.get(number=1)) == CSV


def test_numbers_of_persons_are_released_with_a_reason_only(clerk):
    dataset = drafted(actor=clerk)
    content = "code,name,beds\nA-01,联系人13912345678,3\n".encode()
    with pytest.raises(ValidationError) as refused:
        release(dataset, clerk, content=content)
    assert refused.value.error_dict["file"][0].code == "personal"
    version = release(dataset, clerk, content=content, personal_reason="本人同意公开的服务热线")
    assert version.personal_reason == "本人同意公开的服务热线"
    row = HistoryRow.objects.of(dataset).get(action="release_version")
    assert row.reason == "本人同意公开的服务热线"


def test_an_edit_writes_what_changed_and_one_without_change_writes_nothing(clerk):
    dataset = drafted(actor=clerk)
    matter = factories.MatterFactory(department=clerk.department)
    data_catalogue.edit(
        dataset,
        actor=clerk,
        name="养老机构名录",
        frequency=UpdateFrequency.YEARLY,
        matters=[matter],
        columns=COLUMNS[:1],
    )
    row = HistoryRow.objects.of(dataset).get(action="edit")
    assert {"name", "frequency", "matters", "columns"} <= set(row.changes)
    assert row.changes["matters"] == [[], [matter.code]]
    data_catalogue.edit(dataset, actor=clerk, name="养老机构名录")
    assert HistoryRow.objects.of(dataset).filter(action="edit").count() == 1


def test_the_address_of_published_data_stays(clerk):
    dataset = published(day=TODAY, department=clerk.department)
    data_catalogue.edit(dataset, actor=clerk, description="改过的说明。")
    with pytest.raises(ValidationError) as refused:
        data_catalogue.edit(dataset, actor=clerk, code="another-code")
    assert list(refused.value.message_dict) == ["code"]


def test_withdrawn_data_are_public_no_longer_and_can_be_taken_up_again(clerk, reviewer):
    dataset = published(day=TODAY, department=clerk.department)
    with pytest.raises(MoveRefused):
        data_catalogue.withdraw(dataset, actor=reviewer, reason=" ", now=NOW)
    dataset = data_catalogue.withdraw(dataset, actor=reviewer, reason="数据有误", now=NOW)
    assert not Dataset.objects.public(TODAY).exists()
    assert dataset.withdrawal_reason == "数据有误"
    dataset = data_catalogue.reopen(dataset, actor=clerk, now=NOW)
    assert dataset.state == DatasetState.DRAFT
    data_catalogue.publish(dataset, actor=reviewer, now=NOW)
    assert Dataset.objects.public(TODAY).exists()


def test_officials_see_the_datasets_of_their_department_and_the_offices_all(clerk):
    own, other = drafted(actor=clerk), drafted()
    assert list(Dataset.objects.visible_to(clerk)) == [own]
    supervisor = factories.OfficialFactory(supervisor=True)
    assert set(Dataset.objects.visible_to(supervisor)) == {own, other}


@pytest.mark.parametrize(
    ("frequency", "days", "grace"),
    [
        ("daily", 1, 1),
        ("weekly", 7, 2),
        ("monthly", 31, 7),
        ("quarterly", 92, 7),
        ("half_yearly", 184, 7),
        ("yearly", 366, 7),
    ],
)
def test_data_are_late_a_week_or_less_after_their_period_has_passed(frequency, days, grace):
    dataset = published(day=TODAY - timedelta(days=days + grace), frequency=frequency)
    assert dataset.next_update_by == TODAY - timedelta(days=grace)
    for day, late in ((TODAY, False), (TODAY + timedelta(days=1), True)):
        assert dataset.is_stale(day) is late
        assert Dataset.objects.stale(day).exists() is late
    assert dataset.is_stale(TODAY, grace=grace - 1)
    assert Dataset.objects.stale(TODAY, grace=grace - 1).exists()


def test_data_updated_irregularly_are_never_late():
    dataset = published(day=TODAY - timedelta(days=3000), frequency="irregular")
    assert dataset.next_update_by is None
    assert not dataset.is_stale(TODAY)
    assert not Dataset.objects.stale(TODAY).exists()
    assert not Dataset.objects.periodical().exists()


def test_a_dictionary_that_does_not_explain_every_column_is_found():
    dataset = published(day=TODAY)
    assert not Dataset.objects.without_dictionary().exists()
    dataset.columns.filter(name="beds").update(meaning="")
    assert list(Dataset.objects.without_dictionary()) == [dataset]
    dataset.columns.all().delete()
    assert list(Dataset.objects.without_dictionary()) == [dataset]


def test_fields_with_fewer_public_datasets_than_asked_are_found():
    field, empty = factories.FieldFactory(), factories.FieldFactory()
    published(day=TODAY, field=field)
    drafted(field=field)
    fewer = Field.objects.with_fewer_datasets
    assert set(fewer(2, today=TODAY)) == {field, empty}
    assert set(fewer(1, today=TODAY)) == {empty}
    published(day=TODAY, field=field)
    assert set(fewer(2, today=TODAY)) == {empty}


@pytest.mark.parametrize("code", ["Upper", "with_line", "reuses", "catalog", "two words"])
def test_a_code_reads_well_in_an_address_and_is_none_of_the_portal(code):
    with pytest.raises(ValidationError) as refused:
        drafted(code=code)
    assert "code" in refused.value.message_dict


@pytest.mark.parametrize(
    "values",
    [
        {"openness": Openness.CONDITIONAL},
        {"conditions": "须签订协议"},
        {"state": DatasetState.PUBLISHED},
        {"state": DatasetState.WITHDRAWN},
    ],
)
def test_the_database_refuses_nonsense(values):
    dataset = drafted()
    with pytest.raises(IntegrityError), transaction.atomic():
        Dataset.objects.filter(pk=dataset.pk).update(**values)


def test_two_columns_of_one_name_are_refused():
    with pytest.raises(ValidationError):
        drafted(columns=[COLUMNS[0], COLUMNS[0]])


def test_the_rows_of_a_version_are_read_again_with_their_types(clerk):
    version = release(drafted(actor=clerk), clerk)
    headers, kinds, rows = open_rows(version)
    assert headers == ("code", "name", "beds")
    assert kinds == (ColumnType.TEXT, ColumnType.TEXT, ColumnType.INTEGER)
    assert list(rows) == [("A-01", "滨湖一号", "12"), ("A-02", "滨湖二号", "8")]
