"""What the database's planner knows of the sizes of tables: without it, joins take far longer."""

from django.db import connection

# SQLite looks at so many rows of each index and guesses the rest: a second at most.
ROWS_LOOKED_AT = 1000


def learn() -> None:
    """Have SQLite look at its tables, which it never does by itself; PostgreSQL does it alone."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA analysis_limit = {ROWS_LOOKED_AT}")
            cursor.execute("ANALYZE")
