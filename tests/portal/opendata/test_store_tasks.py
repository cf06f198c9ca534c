"""What makes the store: the task after a release, the nightly one, and the command."""

import shutil
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from catalogs import data_catalogue
from portal.opendata import tasks
from portal.opendata.store import folders, opening
from tests import datasets
from tests.portal.opendata.stores import DAY, release

pytestmark = pytest.mark.django_db


@pytest.fixture
def dataset(time_machine):
    time_machine.move_to(datasets.moment(DAY))
    return datasets.published(day=DAY)


def command(*codes: str) -> str:
    out = StringIO()
    call_command("build_data", *codes, stdout=out, stderr=out)
    return out.getvalue()


def answers(dataset) -> bool:
    dataset.refresh_from_db()
    return opening.newest(dataset) is not None


def test_a_release_has_its_rows_made_ready_when_it_is_committed(
    dataset, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        release(dataset, datasets.CSV + "A-03,滨湖三号,4\n".encode())

    assert answers(dataset)
    assert opening.newest(dataset).row_count == 3


def test_the_task_passes_over_a_version_that_is_gone_or_not_the_newest(dataset):
    older = dataset.latest
    release(dataset, datasets.CSV + "A-03,滨湖三号,4\n".encode())

    tasks.build(older.pk)
    tasks.build(older.pk + 1000)

    assert not answers(dataset)
    assert folders.files_of(older) is None


def test_the_nightly_task_builds_what_is_missing_or_was_lost(dataset):
    tasks.rebuild_missing()
    assert answers(dataset)

    shutil.rmtree(settings.DATA_STORE_DIR)
    assert not answers(dataset)
    tasks.rebuild_missing()
    assert answers(dataset)


def test_the_nightly_task_removes_what_was_withdrawn(dataset):
    tasks.rebuild_missing()
    data_catalogue.withdraw(
        dataset, actor=None, reason="数据有误，正在核实。", now=datasets.moment(DAY)
    )
    tasks.rebuild_missing()

    assert not folders.of_dataset(dataset.code).exists()


def test_a_file_that_strayed_among_the_folders_stops_nothing(dataset):
    strayed = Path(settings.DATA_STORE_DIR) / "strayed.txt"
    strayed.parent.mkdir(parents=True, exist_ok=True)
    strayed.write_text("no folder of a dataset")

    tasks.rebuild_missing()

    assert answers(dataset)
    assert strayed.exists()
    strayed.unlink()


def test_the_command_builds_what_is_missing_once(dataset):
    assert "1 datasets" in command()
    assert "0 datasets" in command()
    assert answers(dataset)


def test_the_command_builds_the_dataset_it_is_given(dataset):
    other = datasets.published(day=DAY)

    assert "1 datasets" in command(other.code)
    assert answers(other)
    assert not answers(dataset)


def test_the_command_names_a_code_that_is_no_public_dataset():
    with pytest.raises(CommandError, match="nowhere"):
        command("nowhere")


def test_the_command_tells_what_could_not_be_built(dataset):
    dataset.latest.file.storage.delete(dataset.latest.file.name)

    with pytest.raises(CommandError, match="1 could not"):
        command()
    dataset.latest.refresh_from_db()
    assert dataset.latest.build_error
