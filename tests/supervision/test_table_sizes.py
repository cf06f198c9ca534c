"""Before a whole inspection the planner of SQLite learns how large the tables are."""

import pytest
from django.db import connection

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
