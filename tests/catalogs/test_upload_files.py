"""The files of uploads on the disk, and the task that reads the large ones."""

import codecs
from datetime import timedelta
from pathlib import Path

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.db import transaction
from django.utils import timezone

from catalogs import data_uploading, tasks
from catalogs.data_enums import ColumnType, UploadState
from catalogs.models import HistoryRow
from catalogs.models.private_files import PrivateStorage
from tests import factories
from tests.datasets import CSV, drafted
from tests.datasets import sent as send

from .test_data_catalogue import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk():
    return factories.OfficialFactory()


@pytest.fixture
def dataset(clerk):
    return drafted(actor=clerk)


def all_kept() -> set[Path]:
    root = Path(PrivateStorage().location) / "dataset_uploads"
    return {path for path in root.rglob("*") if path.is_file()}


def is_kept(name: str) -> bool:
    return PrivateStorage().exists(name)


def test_a_large_file_is_checked_by_a_task_that_may_run_twice(
    dataset, clerk, monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr(data_uploading, "CHECKED_AT_ONCE", 10)
    with django_capture_on_commit_callbacks() as callbacks:
        row = send(dataset, clerk)
    assert row.state == UploadState.WAITING
    assert len(callbacks) == 1
    callbacks[0]()
    row.refresh_from_db()
    assert row.state == UploadState.CHECKED
    tasks.check_upload(row.pk)
    assert HistoryRow.objects.of(row).filter(action="check").count() == 1
    row = data_uploading.correct_types(row, actor=clerk, types={"beds": ColumnType.TEXT}, now=NOW)
    assert row.state == UploadState.WAITING
    tasks.check_upload(row.pk)
    row.refresh_from_db()
    assert (row.state, row.types[2]) == (UploadState.CHECKED, ColumnType.TEXT)


def test_a_task_for_an_upload_that_is_gone_or_discarded_does_nothing(dataset, clerk, monkeypatch):
    monkeypatch.setattr(data_uploading, "CHECKED_AT_ONCE", 10)
    row = send(dataset, clerk)
    data_uploading.discard(row, actor=clerk, now=NOW)
    tasks.check_upload(row.pk)
    row.refresh_from_db()
    assert row.state == UploadState.DISCARDED
    tasks.check_upload(row.pk + 1)


def test_a_file_discarded_while_it_is_read_stays_discarded_and_leaves_nothing(
    dataset, clerk, monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr(data_uploading, "CHECKED_AT_ONCE", 10)
    row = send(dataset, clerk, CSV.removeprefix(codecs.BOM_UTF8))
    first, written = row.file.name, []
    keep = data_uploading.keep

    def keep_and_discard(upload, content):
        written.append(keep(upload, content))
        data_uploading.discard(row, actor=clerk, now=NOW)
        return written[0]

    monkeypatch.setattr(data_uploading, "keep", keep_and_discard)
    with django_capture_on_commit_callbacks(execute=True):
        row = data_uploading.check(row, now=NOW)
    assert row.state == UploadState.DISCARDED
    assert [is_kept(name) for name in (first, *written)] == [False, False]


def test_a_file_whose_reading_takes_too_long_is_refused_and_says_so(dataset, clerk, monkeypatch):
    monkeypatch.setattr(data_uploading, "CHECKED_AT_ONCE", 10)
    row = send(dataset, clerk)

    def never_ends(*_args, **_values):
        raise SoftTimeLimitExceeded

    monkeypatch.setattr(data_uploading, "examine", never_ends)
    tasks.check_upload(row.pk)
    row.refresh_from_db()
    assert row.state == UploadState.REFUSED
    assert row.refusal


def test_what_nobody_decided_on_for_a_month_is_discarded_with_its_file(
    dataset, clerk, django_capture_on_commit_callbacks
):
    now = timezone.now()
    old = send(dataset, clerk, now=now - timedelta(days=31))
    young = send(dataset, clerk, now=now - timedelta(days=29))
    released = send(dataset, clerk, now=now - timedelta(days=31))
    data_uploading.release(released, actor=clerk, now=now)
    with django_capture_on_commit_callbacks(execute=True):
        assert tasks.discard_abandoned_uploads() == 1
    assert [is_kept(row.file.name) for row in (old, young)] == [False, True]
    old.refresh_from_db()
    assert old.state == UploadState.DISCARDED
    assert HistoryRow.objects.of(old).get(action="discard").actor is None
    assert tasks.discard_abandoned_uploads() == 0


@pytest.mark.parametrize("content", [CSV, CSV.removeprefix(codecs.BOM_UTF8)])
@pytest.mark.parametrize("verb", ["release", "discard"])
def test_no_file_stays_behind_when_all_is_decided(
    dataset, clerk, content, verb, django_capture_on_commit_callbacks
):
    before = all_kept()
    with django_capture_on_commit_callbacks(execute=True):
        row = send(dataset, clerk, content)
    assert len(all_kept() - before) == 1
    with django_capture_on_commit_callbacks(execute=True):
        getattr(data_uploading, verb)(row, actor=clerk, now=NOW)
    assert all_kept() == before
    row.refresh_from_db()
    assert not row.file


def test_a_release_that_is_undone_leaves_the_file_where_it_was(dataset, clerk):
    row = send(dataset, clerk)
    with transaction.atomic():
        data_uploading.release(row, actor=clerk, now=NOW)
        transaction.set_rollback(True)
    row.refresh_from_db()
    assert (row.state, is_kept(row.file.name)) == (UploadState.CHECKED, True)
    assert data_uploading.release(row, actor=clerk, now=NOW).number == 1


def test_the_files_of_a_draft_go_with_it(dataset, clerk, django_capture_on_commit_callbacks):
    row = send(dataset, clerk)
    with django_capture_on_commit_callbacks(execute=True):
        data_uploading.drop_files_of([dataset])
    assert not is_kept(row.file.name)
