"""Several processes read and write one index on disk."""

import subprocess
import sys
import threading

import pytest

from portal.search.backend import IndexBusy, get_backend
from portal.search.queries import Query
from portal.search.whoosh_backend import WhooshBackend

from .documents import ALL, EIA, document

WRITER = """
import sys
import django
django.setup()
from portal.search.whoosh_backend import WhooshBackend
from tests.portal.search.documents import document
engine = WhooshBackend(sys.argv[1])
for at in range(8):
    engine.replace(document(f"matter:{sys.argv[2]}{at}", f"共同写入的事项{at}"))
engine.remove(f"matter:{sys.argv[2]}0")
"""


def test_processes_that_write_at_the_same_time_lose_nothing(tmp_path, settings):
    engine = WhooshBackend(str(tmp_path / "index"))
    engine.rebuild(ALL)

    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(tmp_path / "index"), str(number)],
            cwd=settings.BASE_DIR,
            stderr=subprocess.PIPE,
        )
        for number in (1, 2, 3)
    ]
    for writer in writers:
        _, errors = writer.communicate(timeout=120)
        assert writer.returncode == 0, errors.decode()

    assert engine.search(Query("共同写入")).total == 21


def test_another_process_sees_a_change_without_being_told(tmp_path):
    web, worker = (WhooshBackend(str(tmp_path / "index")) for _ in range(2))
    worker.rebuild(ALL)
    assert web.search(Query("湿地公园")).total == 0

    worker.replace(document("matter:9", "湿地公园开放"))
    assert web.search(Query("湿地公园")).total == 1

    worker.rebuild([EIA])
    assert web.search(Query()).total == 1


def test_readers_are_answered_all_through_rebuilds_and_changes(tmp_path):
    engine = WhooshBackend(str(tmp_path / "index"))
    engine.rebuild(ALL)
    done = threading.Event()
    wrong: list[str] = []

    def read():
        reader = WhooshBackend(str(tmp_path / "index"))
        while not done.is_set():
            try:
                if EIA.key not in [hit.key for hit in reader.search(Query("环境影响评价")).hits]:
                    wrong.append("not found")
            except Exception as error:  # whatever it is, a reader must not see it
                wrong.append(repr(error))

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    try:
        for at in range(6):
            engine.rebuild(ALL)
            engine.replace(document("matter:9", f"第{at}次"))
            engine.replace(EIA)
    finally:
        done.set()
        for reader in readers:
            reader.join()

    assert wrong == []


def test_a_second_rebuild_at_the_same_time_is_refused(tmp_path):
    engine = WhooshBackend(str(tmp_path / "index"))

    def documents():
        with pytest.raises(IndexBusy):
            WhooshBackend(str(tmp_path / "index")).rebuild(ALL)
        yield EIA

    assert engine.rebuild(documents()) == {"power": 1}


def test_a_writer_waits_its_turn_and_gives_up_in_the_end(tmp_path, monkeypatch):
    engine = WhooshBackend(str(tmp_path / "index"))
    engine.rebuild(ALL)
    other = WhooshBackend(str(tmp_path / "index"))

    with other.folder.locked("write"):
        with pytest.raises(IndexBusy), engine.folder.locked("write", seconds=0.1):
            pytest.fail("two writers hold the lock")
        monkeypatch.setattr("portal.search.whoosh_files.WRITE_SECONDS", 0.1)
        with pytest.raises(IndexBusy):
            engine.replace(document("matter:9", "湿地公园开放"))

    engine.replace(document("matter:9", "湿地公园开放"))
    assert engine.search(Query("湿地公园")).total == 1


def test_old_folders_do_not_pile_up(tmp_path):
    engine = WhooshBackend(str(tmp_path / "index"))
    for _ in range(4):
        engine.rebuild(ALL)

    folders = [child for child in (tmp_path / "index").iterdir() if child.is_dir()]

    assert len(folders) == 2  # the one that is read and the one before


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_on_postgresql_a_second_rebuild_is_refused_too(settings):
    from django.db import connection

    settings.SEARCH_BACKEND = "postgres"
    refused = []

    def rebuild_elsewhere():
        try:
            get_backend().rebuild(ALL)
        except IndexBusy:
            refused.append(True)
        finally:
            connection.close()

    def documents():
        thread = threading.Thread(target=rebuild_elsewhere)
        thread.start()
        thread.join()
        yield EIA

    assert get_backend().rebuild(documents()) == {"power": 1}
    assert refused == [True]
