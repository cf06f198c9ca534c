import pytest

from portal.search.backend import get_backend
from portal.search.rebuilding import rebuild

from .documents import ALL


@pytest.fixture(autouse=True)
def _index_of_its_own(settings, tmp_path):
    """Every test has its own index folder, and the engine on disk unless it asks otherwise."""
    settings.SEARCH_INDEX_DIR = tmp_path / "search"
    settings.SEARCH_BACKEND = "whoosh"


@pytest.fixture(params=["whoosh", pytest.param("postgres", marks=pytest.mark.postgres)])
def engine(request, settings, transactional_db):
    """Each engine in turn, empty; the same tests hold for both."""
    settings.SEARCH_BACKEND = request.param
    return get_backend()


@pytest.fixture
def filled(engine):
    """The engine with the documents of ``documents.py`` in it."""
    engine.rebuild(ALL)
    return engine


@pytest.fixture
def indexed(db, today):
    """An index of the rows the test made: call it after making them."""
    return lambda: rebuild(today=today)
