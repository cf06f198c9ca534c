"""The pages of datasets in the admin: entered, given a file, published, within one department."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from catalogs.data_enums import DatasetState
from catalogs.data_releasing import live_refused
from catalogs.models import Dataset, DatasetColumn, DatasetUpload, HistoryRow
from catalogs.models.private_files import PrivateStorage
from catalogs.refreshing import BUILD_TASK
from tests import datasets, factories

from .conftest import url_of

pytestmark = pytest.mark.django_db

COLUMN_FIELDS = ("id", "position", "name", "title", "title_en", "type", "unit", "meaning")


@pytest.fixture
def field():
    return factories.FieldFactory()


def typed(desk, field, *, columns=(), kept=0, **values) -> dict:
    """What the browser sends: the entry, and rows of the dictionary, ``kept`` of them stored."""
    data = {
        "code": "care-homes",
        "name": "养老机构名录",
        "description": "备案的养老机构。",
        "department": desk.department.pk,
        "field": field.pk,
        "theme": "civil_affairs",
        "frequency": "monthly",
        "licence": "source_named",
        "openness": "unconditional",
        "keywords": "养老，机构",
        "columns-TOTAL_FORMS": len(columns),
        "columns-INITIAL_FORMS": kept,
        "uploads-TOTAL_FORMS": 0,
        "uploads-INITIAL_FORMS": 0,
        "versions-TOTAL_FORMS": 0,
        "versions-INITIAL_FORMS": 0,
    }
    for number, column in enumerate(columns):
        for name in COLUMN_FIELDS:
            data[f"columns-{number}-{name}"] = column.get(name, "")
    return {**data, **values}


def stored_columns(dataset) -> list[dict]:
    return [
        {name: getattr(column, name) for name in COLUMN_FIELDS} for column in dataset.columns.all()
    ]


def upload(content: bytes = datasets.CSV, name: str = "名录.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def errors_of(response) -> dict:
    return {**response.context["adminform"].form.errors}


def release(desk, upload_row, **values) -> None:
    assert desk.post("move", upload_row, "release", **values).status_code == 302


def test_a_clerk_enters_a_dataset_with_its_first_file(clerk, field):
    response = clerk.post(
        "add", model="dataset", **typed(clerk, field, new_file=upload(), new_note="首次发布")
    )
    assert response.status_code == 302, errors_of(response)
    dataset, sent = Dataset.objects.get(), DatasetUpload.objects.get()
    assert response["Location"] == url_of("change", sent)
    assert (dataset.state, dataset.created_by) == (DatasetState.DRAFT, clerk.official)
    assert dataset.keywords == ["养老", "机构"]
    assert dataset.latest is None
    assert url_of("change", sent) in clerk.get("change", dataset).content.decode()
    release(clerk, sent, note="首次发布的数据")
    dataset.refresh_from_db()
    assert (dataset.latest.row_count, dataset.latest.note) == (2, "首次发布的数据")
    assert [column.name for column in dataset.columns.all()] == ["code", "name", "beds"]
    actions = HistoryRow.objects.of(dataset).order_by("pk").values_list("action", flat=True)
    assert list(actions) == ["create", "release_version"]


def test_the_dictionary_is_completed_and_the_reviewer_publishes(clerk, reviewer, field):
    clerk.post("add", model="dataset", **typed(clerk, field, new_file=upload()))
    dataset = Dataset.objects.get()
    release(clerk, dataset.uploads.get())
    page = reviewer.post("move", dataset, "publish")
    assert page.status_code == 200
    assert Dataset.objects.get().state == DatasetState.DRAFT
    columns = [{**column, "meaning": "说明"} for column in stored_columns(dataset)]
    data = typed(clerk, field, columns=columns, kept=3)
    response = clerk.post("change", dataset, **data)
    assert response.status_code == 302, errors_of(response)
    [row] = HistoryRow.objects.of(dataset).filter(action="edit")
    assert row.changes
    assert reviewer.post("move", dataset, "publish").status_code == 302
    assert list(Dataset.objects.public(timezone.localdate())) == [dataset]


def test_the_history_of_the_dictionary_has_old_and_new_values(clerk, field):
    dataset = datasets.drafted(actor=clerk.official, field=field, code="care-homes")
    columns = stored_columns(dataset)
    columns[1]["title_en"] = ""
    columns[2] |= {"meaning": "实际床位数", "type": "number", "unit": ""}
    data = typed(clerk, field, columns=columns, kept=3, **{"columns-2-is_indexed": "on"})
    data["columns-0-DELETE"] = "on"
    response = clerk.post("change", dataset, **data)
    assert response.status_code == 302, errors_of(response)
    name = str(DatasetColumn._meta.verbose_name_plural)
    [row] = [row for row in HistoryRow.objects.of(dataset) if name in row.changes]
    old, new = (side.split("\n") for side in row.changes[name])
    # Of two columns the name in English, the type, unit, meaning and mark; then the one taken out.
    ends = [
        ("Name", "整数", "张", "核定床位数", "否", "编号"),
        ("-", "数值", "-", "实际床位数", "是"),
    ]
    for lines, told in zip((old, new), ends, strict=True):
        for line, end in zip(lines, told, strict=True):
            assert line.endswith(end)


def test_a_column_often_asked_by_is_marked_and_the_rows_are_built_anew(
    clerk, field, django_capture_on_commit_callbacks
):
    dataset = datasets.published(
        day=timezone.localdate(), department=clerk.department, field=field, code="care-homes"
    )
    columns = stored_columns(dataset)
    with django_capture_on_commit_callbacks() as unchanged:
        assert clerk.post("change", dataset, **typed(clerk, field, columns=columns, kept=3))
    with django_capture_on_commit_callbacks() as changed:
        data = typed(clerk, field, columns=columns, kept=3, **{"columns-2-is_indexed": "on"})
        assert clerk.post("change", dataset, **data).status_code == 302
    assert list(dataset.columns.values_list("is_indexed", flat=True)) == [False, False, True]
    assert BUILD_TASK not in [call.args[0] for call in unchanged]
    assert [call.args[0] for call in changed] == [BUILD_TASK]


def test_data_the_portal_makes_itself_take_words_but_no_file_and_no_other_columns(clerk, field):
    dataset = datasets.published(
        day=timezone.localdate(), department=clerk.department, field=field, source="matters"
    )
    page = clerk.get("change", dataset).content.decode()
    assert 'name="new_file"' not in page
    assert 'name="columns-0-name"' not in page
    columns = [{**row, "name": "other", "meaning": "新的说明"} for row in stored_columns(dataset)]
    data = typed(clerk, field, columns=columns, kept=3, new_file=upload())
    page = clerk.client.post(url_of("change", dataset), data, follow=True).content.decode()
    assert live_refused(dataset)[0] in page
    assert not DatasetUpload.objects.exists()
    assert [row["name"] for row in stored_columns(dataset)] == ["code", "name", "beds"]
    assert {row["meaning"] for row in stored_columns(dataset)} == {"新的说明"}


@pytest.mark.parametrize("name", ["名录.pdf", "名录"])
def test_a_file_of_another_format_is_refused_beside_its_field(clerk, field, name):
    data = typed(clerk, field, new_file=upload(name=name))
    response = clerk.post("add", model="dataset", **data)
    assert list(errors_of(response)) == ["new_file"]
    assert not Dataset.objects.exists()


def test_a_draft_that_is_deleted_takes_its_files_with_it(
    clerk, field, django_capture_on_commit_callbacks
):
    clerk.post("add", model="dataset", **typed(clerk, field, new_file=upload()))
    dataset = Dataset.objects.get()
    name = dataset.uploads.get().file.name
    with django_capture_on_commit_callbacks(execute=True):
        assert clerk.post("delete", dataset, post="yes").status_code == 302
    assert not Dataset.objects.exists()
    assert not PrivateStorage().exists(name)


def test_the_address_and_department_of_public_data_cannot_be_typed(clerk, field):
    dataset = datasets.published(
        day=timezone.localdate(), department=clerk.department, field=field, code="stays"
    )
    data = typed(clerk, field, columns=stored_columns(dataset), kept=3, code="other")
    assert clerk.post("change", dataset, **data).status_code == 302
    dataset.refresh_from_db()
    assert (dataset.code, dataset.name) == ("stays", "养老机构名录")
    assert clerk.get("delete", dataset).status_code == 403


@pytest.mark.parametrize(
    "values",
    [{"openness": "conditional"}, {"conditions": "签订协议"}],
    ids=["conditions missing", "conditions of nothing"],
)
def test_conditions_stand_where_the_data_are_open_on_conditions(clerk, field, values):
    response = clerk.post("add", model="dataset", **typed(clerk, field, **values))
    assert list(errors_of(response)) == ["conditions"]


def test_another_department_does_not_reach_it_and_a_reviewer_reads_it(clerk, reviewer, stranger):
    dataset = datasets.published(day=timezone.localdate(), department=clerk.department)
    assert stranger.get("change", dataset).status_code == 404
    assert stranger.get("file", dataset, 1).status_code == 404
    page = reviewer.get("change", dataset)
    assert page.status_code == 200
    assert 'name="name"' not in page.content.decode()
    assert b"".join(reviewer.get("file", dataset, 1)) == datasets.CSV


def test_a_withdrawn_dataset_is_taken_up_again_by_the_clerk(clerk, reviewer):
    dataset = datasets.published(day=timezone.localdate(), department=clerk.department)
    assert reviewer.post("move", dataset, "withdraw", reason="数据有误").status_code == 302
    dataset.refresh_from_db()
    assert dataset.withdrawal_reason == "数据有误"
    assert clerk.post("change", dataset, name="改名").status_code in (302, 403)
    assert clerk.post("move", dataset, "reopen").status_code == 302
    dataset.refresh_from_db()
    assert dataset.state == DatasetState.DRAFT


def test_the_list_finds_what_was_not_updated_in_time(government_office):
    day = timezone.localdate()
    datasets.published(day=day)
    late = datasets.published(day=day - timedelta(days=90))
    page = government_office.get("changelist", model="dataset", update="overdue")
    assert list(page.context["cl"].queryset) == [late]
