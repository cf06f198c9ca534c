"""A version is built whole or not at all, and readers never wait."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from django.conf import settings

from portal.opendata.query import Aggregate, Condition, Function, Operator, Order, Query
from portal.opendata.store import building, folders, opening
from tests.portal.opendata.stores import built, csv_of, release, released

pytestmark = pytest.mark.django_db

ROWS = [(f"A-{number:03d}", str(number % 5)) for number in range(200)]
CONTENT = csv_of(("编号", "数量"), ROWS)
RENEWED = csv_of(("编号", "数量"), [*ROWS, ("A-999", "9")])


def in_folder(dataset) -> list[str]:
    return sorted(path.name for path in folders.of_dataset(dataset.code).iterdir())


def break_file(version) -> None:
    """Cut the released file in the middle of a row."""
    path = Path(version.file.path)
    path.write_bytes(path.read_bytes()[:-20] + b'"never closed')


def test_a_built_version_has_both_engines_and_says_since_when():
    dataset = released(CONTENT, marked=["编号"])
    building.build(dataset.latest)
    dataset.latest.refresh_from_db()
    files = {path.name for path in folders.files_of(dataset.latest).iterdir()}

    assert dataset.latest.built_at is not None
    assert files == {"record.json", "rows.csv", "rows.duckdb", "rows.sqlite3"}


def test_nothing_answers_before_anything_was_built():
    assert opening.newest(released(CONTENT)) is None


def test_a_file_that_broke_leaves_the_older_version_answering_and_says_why():
    dataset = released(CONTENT)
    building.build(dataset.latest)
    newer = release(dataset, RENEWED)
    break_file(newer)

    building.build(newer)

    newer.refresh_from_db()
    assert newer.built_at is None
    assert newer.build_error
    assert opening.newest(dataset).number == 1
    assert not any(name.startswith(folders.BUILDING) for name in in_folder(dataset))


def test_a_file_that_lost_rows_is_refused_with_both_numbers():
    dataset = released(CONTENT)
    path = Path(dataset.latest.file.path)
    path.write_bytes(csv_of(("编号", "数量"), ROWS[:-1]))

    building.build(dataset.latest)

    assert "199" in dataset.latest.build_error
    assert "200" in dataset.latest.build_error


def test_a_file_that_is_gone_is_told_and_mended_by_the_next_build():
    dataset = released(CONTENT)
    path = Path(dataset.latest.file.path)
    path.rename(path.with_suffix(".away"))
    building.build(dataset.latest)
    assert dataset.latest.build_error
    assert opening.newest(dataset) is None

    path.with_suffix(".away").rename(path)
    building.build(dataset.latest)
    assert dataset.latest.build_error == ""
    assert opening.newest(dataset).row_count == 200


def test_readers_of_the_old_version_finish_while_the_new_one_takes_its_place():
    dataset = released(CONTENT)
    building.build(dataset.latest)
    store = opening.newest(dataset)
    first = store.page(Query(order=(Order("数量"),), size=50))
    batches = store.batches(Query())
    lines = store.csv(Query(conditions=(Condition("数量", Operator.FROM, 0),)))
    begun = [next(batches), next(lines)]
    for number in range(4):  # far enough for the folder of the first to be removed
        building.build(release(dataset, RENEWED + f"B-{number},1\n".encode()))

    second = store.page(Query(order=(Order("数量"),), size=500, after=first.cursor))
    assert len(first.rows) + len(second.rows) == 200
    assert len(begun[0]) + sum(map(len, batches)) == 200
    assert (begun[1] + b"".join(lines)).count(b"\n") == 201
    assert opening.newest(dataset).number == 5


def test_only_the_version_before_is_kept_beside_the_newest():
    dataset = released(CONTENT)
    building.build(dataset.latest)
    for number in range(5):
        building.build(release(dataset, RENEWED + f"B-{number},1\n".encode()))
    links = [path for path in folders.of_dataset(dataset.code).iterdir() if path.is_symlink()]

    assert sorted(link.name.partition("-")[0] for link in links) == ["5", "6"]
    assert len(in_folder(dataset)) == 6  # two links, their folders, one just left, the lock


def test_a_second_build_of_the_same_version_changes_nothing():
    dataset = released(CONTENT)
    building.build(dataset.latest)
    before = in_folder(dataset)
    building.build(dataset.latest)

    assert in_folder(dataset) == before


def test_marking_a_column_makes_the_version_anew():
    dataset = released(CONTENT)
    building.build(dataset.latest)
    old = opening.newest(dataset)
    dataset.columns.filter(name="数量").update(is_indexed=True)
    building.build(dataset.latest)
    new = opening.newest(dataset)

    assert new is not old
    assert [column.is_indexed for column in new.columns] == [False, True]
    assert new.page(Query(size=500)).rows == old.page(Query(size=500)).rows


def test_a_broken_record_is_no_built_version():
    dataset = released(CONTENT)
    building.build(dataset.latest)
    (folders.files_of(dataset.latest) / "record.json").write_text('{"number": 1}')

    assert opening.newest(dataset) is None
    assert not building.is_built(dataset.latest)
    building.build(dataset.latest)
    assert opening.newest(dataset).row_count == 200


def test_two_builders_of_one_dataset_take_turns():
    dataset = released(CONTENT)
    order = []
    with folders.locked(dataset.code):
        waiting = threading.Thread(target=lambda: take_turn(dataset.code, order))
        waiting.start()
        waiting.join(0.2)
        order.append("first")
    waiting.join(10)

    assert order == ["first", "second"]


def take_turn(code: str, order: list[str]) -> None:
    with folders.locked(code):
        order.append("second")


KILLED = """
import os, sys, time
from pathlib import Path
import django
django.setup()
from django.conf import settings
settings.DATA_STORE_DIR = Path(sys.argv[1])
from portal.opendata.store import folders
with folders.locked(sys.argv[2]):
    left = folders.of_dataset(sys.argv[2]) / (folders.BUILDING + "1-half")
    left.mkdir()
    (left / "rows.duckdb").write_bytes(b"half a file")
    print("at work", flush=True)
    time.sleep(600)
"""


def test_what_a_killed_builder_left_is_removed_and_does_not_block():
    dataset = released(CONTENT)
    child = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(settings.DATA_STORE_DIR), dataset.code],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "portal.settings.test"},
        cwd=settings.BASE_DIR,
    )
    with child:
        assert child.stdout.readline() == "at work\n"
        child.send_signal(signal.SIGKILL)

    building.build(dataset.latest)

    assert opening.newest(dataset).row_count == 200
    assert not any(name.startswith(folders.BUILDING) for name in in_folder(dataset))


def test_a_link_that_a_killed_builder_left_is_no_reason_to_fail():
    dataset = released(CONTENT)
    building.build(dataset.latest)
    (folders.of_dataset(dataset.code) / f"{folders.BUILDING}1-half.0000").symlink_to("nowhere")

    building.build(dataset.latest)

    assert dataset.latest.build_error == ""
    assert not any(name.startswith(folders.BUILDING) for name in in_folder(dataset))


def test_a_dataset_that_was_removed_can_be_built_again():
    dataset = released(CONTENT)
    building.build(dataset.latest)
    folders.remove(dataset.code)
    assert opening.newest(dataset) is None

    building.build(dataset.latest)
    assert opening.newest(dataset).row_count == 200


def test_columns_of_few_values_are_counted_when_the_version_is_built():
    store = built(CONTENT)
    counts = Query(group=("数量",), aggregates=(Aggregate(Function.COUNT),))

    assert [column.is_few for column in store.columns] == [True, True]
    assert store.page(counts).rows == [(number, 40) for number in range(5)]
