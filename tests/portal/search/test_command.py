"""``manage.py rebuild_search``: a bar on a terminal, plain lines elsewhere, figures at the end."""

from io import StringIO

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command

from portal.search.backend import get_backend
from portal.search.queries import Query
from portal.search.whoosh_files import IndexFolder
from tests.factories import ServiceItemFactory

pytestmark = pytest.mark.django_db


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def test_it_prints_lines_the_counts_of_each_type_and_the_seconds():
    ServiceItemFactory(in_force=True, name="公共自行车租借")
    out = StringIO()

    call_command("rebuild_search", stdout=out)

    lines = out.getvalue().splitlines()
    assert "3 of 3 documents" in lines
    assert [line.split() for line in lines if line.startswith("service")] == [["service", "1"]]
    assert "3 documents indexed in" in lines[-1]
    assert "\r" not in out.getvalue()
    assert get_backend().search(Query("公共自行车")).total == 1


def test_on_a_terminal_it_draws_a_bar_up_to_the_end():
    ServiceItemFactory(in_force=True)
    out = Terminal()

    call_command("rebuild_search", stdout=out, no_color=True)

    assert "\r[" in out.getvalue()
    assert "100% 3 of 3" in out.getvalue()


def test_an_empty_database_gives_an_empty_index():
    call_command("rebuild_search", stdout=StringIO())

    assert get_backend().is_ready()
    assert get_backend().search(Query("环境")).total == 0


def test_while_another_rebuild_is_at_work_it_says_so(settings):
    folder = IndexFolder(str(settings.SEARCH_INDEX_DIR))

    with folder.locked("rebuild"), pytest.raises(CommandError, match="already being rebuilt"):
        call_command("rebuild_search", stdout=StringIO())


def test_an_engine_that_does_not_exist_is_refused(settings):
    settings.SEARCH_BACKEND = "elastic"

    with pytest.raises(ImproperlyConfigured):
        get_backend()
