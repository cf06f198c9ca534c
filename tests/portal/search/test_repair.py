"""A missing or broken index gives a plain sentence, is rebuilt once, and works afterwards."""

import gc

import pytest
from django.core.cache import cache
from django.urls import reverse

from portal.search.backend import IndexUnavailable, get_backend
from portal.search.queries import Query
from portal.search.rebuilding import ASKED
from portal.search.tasks import rebuild_index, refresh
from tests.factories import ServiceItemFactory

# Whoosh leaves the file it choked on to the garbage collector.
pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore::ResourceWarning")]


@pytest.fixture(autouse=True)
def _collect_what_whoosh_left_open():
    yield
    gc.collect()


def delete_folder(folder, index):
    for file in index.iterdir():
        file.unlink()
    index.rmdir()


def truncate(pattern: str):
    def damage(folder, index):
        for file in index.glob(pattern):
            file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])

    return damage


def overwrite(pattern: str):
    def damage(folder, index):
        for file in index.glob(pattern):
            file.write_bytes(b"\xff\x00not an index" * (1 + file.stat().st_size // 14))

    return damage


def half_written(folder, index):
    """As a machine leaves it that lost its power: the table of contents without the segment."""
    for file in index.glob("*.seg"):
        file.unlink()


DAMAGES = {
    "no pointer": lambda folder, index: (folder / "current").unlink(),
    "empty pointer": lambda folder, index: (folder / "current").write_bytes(b""),
    "pointer of garbage": lambda folder, index: (folder / "current").write_bytes(b"\xff../../etc"),
    "pointer to nowhere": lambda folder, index: (folder / "current").write_text("deadbeef"),
    "folder deleted": delete_folder,
    "segment cut off": truncate("*.seg"),
    "segment overwritten": overwrite("*.seg"),
    "contents cut off": truncate("*.toc"),
    "contents overwritten": overwrite("*.toc"),
    "half written": half_written,
}


@pytest.fixture
def index_folder(settings, indexed):
    """The folder of an index of one service; nothing of it is open."""
    ServiceItemFactory(in_force=True, name="公共自行车租借")
    indexed()
    get_backend().forget()
    folder = settings.SEARCH_INDEX_DIR
    return folder, folder / (folder / "current").read_text()


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_a_broken_index_says_so_and_works_after_its_rebuild(client, index_folder, damage):
    damage(*index_folder)

    broken = client.get("/en/search/", {"q": "公共自行车"})
    after = client.get("/en/search/", {"q": "公共自行车"})

    assert broken.status_code == 503
    assert "Search is being rebuilt" in broken.content.decode()
    assert broken.headers["Retry-After"]
    # Without a broker the task ran within the first request.
    assert after.status_code == 200
    assert after.context["total"] == 1


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_suggestions_from_a_broken_index_are_none(client, index_folder, damage):
    damage(*index_folder)

    answer = client.get(reverse("portal:search-suggest"), {"q": "公共"})

    assert (answer.status_code, answer.json()) == (200, [])


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_what_is_published_on_a_broken_index_is_found_after_the_rebuild(index_folder, damage):
    damage(*index_folder)
    service = ServiceItemFactory(in_force=True, name="游泳馆开放时间")

    refresh("catalogs.serviceitem", service.pk)

    assert get_backend().search(Query("游泳馆")).hits[0].key == f"service:{service.pk}"


def test_an_index_that_was_never_built_is_unavailable():
    assert not get_backend().is_ready()
    with pytest.raises(IndexUnavailable):
        get_backend().search(Query("环境"))


def test_the_rebuild_is_sent_once_however_many_readers_ask(client, monkeypatch):
    sent = []
    monkeypatch.setattr(rebuild_index, "delay", lambda: sent.append("rebuild"))

    for _ in range(3):
        assert client.get("/search/", {"q": "环境"}).status_code == 503
        client.get("/search/suggest/", {"q": "环境"})

    assert sent == ["rebuild"]


def test_it_is_sent_again_when_the_index_breaks_again_later(client, index_folder):
    for _ in range(2):
        (index_folder[0] / "current").unlink()
        assert client.get("/search/", {"q": "公共自行车"}).status_code == 503
        assert client.get("/search/", {"q": "公共自行车"}).status_code == 200

    assert cache.get(ASKED) is None


def test_a_broker_that_does_not_answer_leaves_the_reader_with_the_sentence(client, monkeypatch):
    def refuse():
        raise ConnectionError("no broker")

    monkeypatch.setattr(rebuild_index, "delay", refuse)

    assert client.get("/search/", {"q": "环境"}).status_code == 503


def test_unfinished_folders_of_a_rebuild_that_died_are_cleared_by_the_next(settings, indexed):
    dead = settings.SEARCH_INDEX_DIR / "0123456789abcdef"
    dead.mkdir(parents=True)
    (dead / "MAIN.tmp").write_bytes(b"half")
    (settings.SEARCH_INDEX_DIR / "changes").write_bytes(b"")

    indexed()

    assert not dead.exists()
    assert not (settings.SEARCH_INDEX_DIR / "changes").exists()
