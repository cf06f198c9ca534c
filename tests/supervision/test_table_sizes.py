"""The planner of the database learns how large the tables are, where it does not look by itself."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from supervision import table_sizes
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL looks by itself")
def test_sqlite_knows_the_sizes_of_its_tables_afterwards():
    factories.PublicationFactory.create_batch(3, published=True)
    table_sizes.learn()
    with connection.cursor() as cursor:
        cursor.execute("SELECT stat FROM sqlite_stat1 WHERE tbl = 'catalogs_publication'")
        stats = [stat for (stat,) in cursor.fetchall()]
    assert stats
    assert {stat.split()[0] for stat in stats} == {"3"}


@pytest.mark.postgres
def test_postgresql_looks_only_at_what_was_just_loaded():
    with CaptureQueriesContext(
        connection,
    ) as asked:
        table_sizes.learn()
    assert len(asked) == 0
    with CaptureQueriesContext(connection) as asked:
        table_sizes.learn(just_loaded=True)
    assert [row["sql"] for row in asked.captured_queries] == ["ANALYZE"]
