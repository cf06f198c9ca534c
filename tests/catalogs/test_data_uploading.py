"""A file for a dataset: sent, checked, corrected, released or discarded."""

import pytest
from celery import current_app
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import translation

from catalogs import data_catalogue, data_files, data_uploading, refreshing
from catalogs.data_enums import ColumnType, DatasetState, UploadState
from catalogs.data_files import open_rows
from catalogs.data_workflow import UPLOADS
from catalogs.models import Dataset, DatasetUpload, HistoryRow
from catalogs.workflow import MoveRefused
from tests import factories
from tests.catalogs.test_data_files import workbook
from tests.datasets import CSV, drafted, moment, published
from tests.datasets import sent as send

from .test_data_catalogue import NOW, TODAY

pytestmark = pytest.mark.django_db

CODES = "编号,身份,电话,信用代码,楼栋\n007,440101,0510-85178000,913202110000000000,01\n".encode()


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def clerk():
    return factories.OfficialFactory()


@pytest.fixture
def dataset(clerk) -> Dataset:
    return drafted(actor=clerk)


def test_a_file_is_sent_checked_and_released_with_its_whole_history(dataset, clerk):
    row = send(dataset, clerk, note="首次发布")
    assert (row.state, row.row_count, row.encoding) == (UploadState.CHECKED, 2, "utf-8-sig")
    assert row.types == ["text", "text", "integer"]
    version = data_uploading.release(row, actor=clerk, now=NOW)
    row.refresh_from_db()
    dataset.refresh_from_db()
    assert (row.state, row.version, dataset.latest) == (UploadState.RELEASED, version, version)
    assert (version.note, version.released_by, version.row_count) == ("首次发布", clerk, 2)
    with version.file.open("rb") as file:
        assert file.read() == CSV
    actions = HistoryRow.objects.of(row).order_by("pk").values_list("action", flat=True)
    assert list(actions) == ["create", "check", "release"]
    actions = HistoryRow.objects.of(dataset).order_by("pk").values_list("action", flat=True)
    assert list(actions) == ["create", "release_version"]


@pytest.mark.parametrize(
    ("codec", "encoding"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8-sig"), ("gb18030", "gb18030")],
)
def test_a_csv_in_any_encoding_is_released_in_utf8_for_excel(dataset, clerk, codec, encoding):
    row = send(dataset, clerk, CSV.decode("utf-8-sig").encode(codec))
    assert row.encoding == encoding
    version = data_uploading.release(row, actor=clerk, now=NOW)
    with version.file.open("rb") as file:
        assert file.read() == CSV
    assert version.size == len(CSV)


def test_codes_and_long_numbers_stay_as_they_are(clerk):
    row = send(drafted(actor=clerk, columns=()), clerk, CODES)
    assert row.types == ["text", "integer", "text", "text", "text"]
    row = data_uploading.correct_types(row, actor=clerk, types={"身份": ColumnType.TEXT}, now=NOW)
    version = data_uploading.release(row, actor=clerk, now=NOW)
    headers, kinds, rows = open_rows(version)
    assert set(kinds) == {ColumnType.TEXT}
    assert list(rows) == [("007", "440101", "0510-85178000", "913202110000000000", "01")]
    assert headers == ("编号", "身份", "电话", "信用代码", "楼栋")


def test_a_workbook_is_released_as_it_was_sent(dataset, clerk):
    content = workbook(["code", "name", "beds"], ["A-01", "滨湖一号", 12])
    version = data_uploading.release(
        send(dataset, clerk, content, "list.xlsx"), actor=clerk, now=NOW
    )
    with version.file.open("rb") as file:
        assert file.read() == content
    assert list(open_rows(version)[2]) == [("A-01", "滨湖一号", "12")]


def test_rows_that_do_not_fit_the_dictionary_bar_the_release_until_corrected(dataset, clerk):
    content = b"code,name,beds\nA,a,12\nB,b,many\nC,c,3,4\n"
    row = send(dataset, clerk, content)
    assert row.types_found == ["text", "text", "text"]
    assert row.types == ["text", "text", "integer"]
    assert row.faults == [[3, "beds", "many", "integer"], [4, "", "", "exceeded"]]
    with pytest.raises(ValidationError, match="do not fit: 2"):
        data_uploading.release(row, actor=clerk, now=NOW)
    row = data_uploading.correct_types(row, actor=clerk, types={"beds": ColumnType.TEXT}, now=NOW)
    assert (row.state, row.fault_count) == (UploadState.CHECKED, 1)
    assert row.encoding == "utf-8"
    with pytest.raises(ValidationError, match="do not fit: 1"):
        data_uploading.release(row, actor=clerk, now=NOW)


def test_the_dictionary_takes_the_types_that_the_clerk_chose(dataset, clerk):
    row = send(dataset, clerk, b"code,name,beds\nA,a,12.5\n")
    assert row.fault_count == 1
    row = data_uploading.correct_types(row, actor=clerk, types={"beds": ColumnType.NUMBER}, now=NOW)
    changes = HistoryRow.objects.of(row).get(action="correct_types").changes
    assert changes == {"beds": ["Whole number", "Number"]}
    version = data_uploading.release(row, actor=clerk, now=NOW)
    assert version.types == ["text", "text", "number"]
    assert list(dataset.columns.values_list("type", flat=True)) == version.types
    released = HistoryRow.objects.of(dataset).get(action="release_version")
    assert released.changes["beds"] == ["Whole number", "Number"]


def test_days_are_read_as_people_write_them_and_the_file_stays_as_it_is(clerk):
    content = "日期,编号\n2026年3月5日,20260305\n2026/3/6,20260306\n".encode("utf-8-sig")
    dataset = drafted(actor=clerk, columns=())
    row = send(dataset, clerk, content)
    assert (row.types, row.dated) == (["date", "integer"], ["编号"])
    assert row.day_writings == {"日期": ["characters", "slashes"]}
    row = data_uploading.correct_types(row, actor=clerk, types={"编号": ColumnType.DATE}, now=NOW)
    assert (row.fault_count, row.day_writings["编号"]) == (0, ["digits"])
    version = data_uploading.release(row, actor=clerk, now=NOW)
    assert (version.types, version.day_writings) == (["date", "date"], row.day_writings)
    with version.file.open("rb") as file:
        assert file.read() == content


def test_a_correction_that_changes_nothing_writes_nothing(dataset, clerk):
    row = send(dataset, clerk)
    data_uploading.correct_types(row, actor=clerk, types={"beds": ColumnType.INTEGER}, now=NOW)
    assert not HistoryRow.objects.of(row).filter(action="correct_types").exists()


def test_public_data_keep_the_columns_their_dictionary_explains(clerk):
    dataset = published(day=TODAY, department=clerk.department)
    row = send(dataset, clerk, b"code,name,colour\nA,a,red\n")
    assert row.state == UploadState.CHECKED
    sentences = data_uploading.obstacles(row)
    assert [("colour" in words, "beds" in words) for words in sentences] == [
        (True, False),
        (False, True),
    ]
    with pytest.raises(ValidationError, match="colour"):
        data_uploading.release(row, actor=clerk, now=NOW)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b'a,b\n"1,2\n', "Line 2 is not well-formed"),
        (b"a,b\n", "no rows"),
        (b"\x81\xff,\x80\n", "see line 1"),
    ],
)
def test_a_file_that_cannot_be_read_says_why_and_can_only_be_discarded(
    dataset, clerk, content, words
):
    row = send(dataset, clerk, content)
    assert row.state == UploadState.REFUSED
    assert words in row.refusal
    with pytest.raises(MoveRefused):
        data_uploading.release(row, actor=clerk, now=NOW)
    assert data_uploading.discard(row, actor=clerk, now=NOW).state == UploadState.DISCARDED


@pytest.mark.parametrize("name", ["list.pdf", "list"])
def test_a_file_of_another_format_is_not_kept(dataset, clerk, name):
    with pytest.raises(ValidationError) as refused:
        send(dataset, clerk, name=name)
    assert list(refused.value.message_dict) == ["file"]
    assert not DatasetUpload.objects.exists()


def test_a_file_too_large_is_not_kept(dataset, clerk, monkeypatch):
    monkeypatch.setattr(data_files, "LARGEST_DATA", 10)
    with pytest.raises(ValidationError, match="larger than"):
        send(dataset, clerk)


def test_for_data_the_portal_makes_itself_nobody_sends_or_releases_a_file(dataset, clerk):
    waiting = send(dataset, clerk)
    Dataset.objects.filter(pk=dataset.pk).update(source="matters")
    for actor in (clerk, factories.OfficialFactory(administrator=True)):
        with pytest.raises(MoveRefused, match="makes these data itself"):
            send(dataset, actor)
    waiting.refresh_from_db()
    with pytest.raises(ValidationError, match="makes these data itself"):
        data_uploading.release(waiting, actor=clerk, now=NOW)
    assert data_uploading.discard(waiting, actor=clerk, now=NOW).state == UploadState.DISCARDED
    assert not dataset.versions.exists()


def test_what_two_clerks_do_at_once_is_done_once(dataset, clerk):
    colleague = factories.OfficialFactory(department=clerk.department)
    opened = send(dataset, clerk)
    data_uploading.release(opened, actor=colleague, now=NOW)
    with pytest.raises(MoveRefused):
        data_uploading.release(opened, actor=clerk, now=NOW)
    with pytest.raises(MoveRefused):
        data_uploading.discard(opened, actor=clerk, now=NOW)
    assert dataset.versions.count() == 1


@pytest.mark.parametrize("verb", ["release", "discard", "correct_types"])
def test_others_than_the_clerks_of_the_department_do_nothing(dataset, clerk, verb):
    row = send(dataset, clerk)
    values = {"types": {}} if verb == "correct_types" else {}
    for actor in (
        factories.OfficialFactory(),
        factories.OfficialFactory(reviewer=True, department=clerk.department),
        factories.OfficialFactory(supervisor=True),
    ):
        with pytest.raises(MoveRefused):
            getattr(data_uploading, verb)(row, actor=actor, now=NOW, **values)
        with pytest.raises(MoveRefused):
            send(dataset, actor)


def test_files_are_seen_in_the_department_and_by_the_offices(dataset, clerk):
    row = send(dataset, clerk)
    assert list(DatasetUpload.objects.visible_to(clerk)) == [row]
    assert not DatasetUpload.objects.visible_to(factories.OfficialFactory()).exists()
    supervisor = factories.OfficialFactory(supervisor=True)
    assert list(DatasetUpload.objects.visible_to(supervisor).open()) == [row]
    data_uploading.discard(row, actor=clerk, now=NOW)
    assert not DatasetUpload.objects.open().exists()


def test_a_withdrawn_dataset_takes_no_file(clerk):
    dataset = drafted(actor=clerk)
    Dataset.objects.filter(pk=dataset.pk).update(
        state=DatasetState.WITHDRAWN, withdrawn_on=TODAY, withdrawal_reason="有误"
    )
    with pytest.raises(MoveRefused):
        send(dataset, clerk)


@pytest.mark.parametrize("state", UploadState)
@pytest.mark.parametrize("action", [move.action for move in UPLOADS.moves])
def test_the_table_says_from_where_each_move_leads(state, action):
    if state in UPLOADS.find(action).sources:
        assert UPLOADS.check(action, state=state, reason="有误").target != state
    else:
        with pytest.raises(MoveRefused):
            UPLOADS.check(action, state=state, reason="有误")


@pytest.mark.parametrize(
    "values", [{"state": UploadState.RELEASED}, {"state": UploadState.REFUSED}, {"refusal": "x"}]
)
def test_the_database_refuses_nonsense(dataset, clerk, values):
    row = send(dataset, clerk)
    with pytest.raises(IntegrityError), transaction.atomic():
        DatasetUpload.objects.filter(pk=row.pk).update(**values)


def test_a_version_is_sent_to_be_built_when_released_and_when_published(
    dataset, clerk, monkeypatch, django_capture_on_commit_callbacks
):
    built = []

    @current_app.task(name="tests.build", shared=False)
    def build(pk: int) -> None:
        built.append(pk)

    monkeypatch.setattr(refreshing, "BUILD_TASK", build.name)
    with django_capture_on_commit_callbacks(execute=True):
        version = data_uploading.release(send(dataset, clerk), actor=clerk, now=NOW)
    assert built == [version.pk]
    reviewer = factories.OfficialFactory(reviewer=True, department=clerk.department)
    with django_capture_on_commit_callbacks(execute=True):
        data_catalogue.publish(dataset, actor=reviewer, now=moment(TODAY))
    assert built == [version.pk, version.pk]
