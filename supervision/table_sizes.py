"""What the database's planner knows of the sizes of tables: without it, joins take far longer."""

from django.db import connection


def learn(*, just_loaded: bool = False) -> None:
    """Have the database look at its tables.

    SQLite never does by itself; it looks at all the rows, since from a part of a million documents
    it guesses wrongly. PostgreSQL does it alone after a while, which is too late for what was
    ``just_loaded``: what it thinks empty it joins row by row.
    """
    if connection.vendor != "sqlite" and not just_loaded:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA analysis_limit = 0")
        cursor.execute("ANALYZE")
