"""What a query may take: steps in SQLite, seconds and memory in DuckDB."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Timer

import duckdb
from django.utils.translation import gettext as _

from portal.opendata.store import QueryRefused, QueryTooSlow

# Steps of SQLite's machine; a page along an index takes about two thousand. Steps and not seconds,
# so that a busy machine does not make the same query another one.
STEPS_AT_ONCE = 10_000
MOST_STEPS = 250_000


class TooManySteps(Exception):
    """SQLite would have to look at too many rows: DuckDB is asked instead."""


@contextmanager
def few_steps(connection: sqlite3.Connection) -> Iterator[None]:
    """Stop what runs inside after ``MOST_STEPS``. Raises ``TooManySteps``."""
    left = MOST_STEPS // STEPS_AT_ONCE

    def count() -> bool:
        nonlocal left
        left -= 1
        return left < 0

    connection.set_progress_handler(count, STEPS_AT_ONCE)
    try:
        yield
    except sqlite3.OperationalError as error:
        if left < 0:
            raise TooManySteps from error
        raise
    finally:
        connection.set_progress_handler(None, 0)


@contextmanager
def stopped_after(seconds: float, cursor: duckdb.DuckDBPyConnection) -> Iterator[Timer]:
    """Interrupt what ``cursor`` does inside when it takes longer; yields the timer to cancel."""
    timer = Timer(seconds, interrupt, [cursor])
    timer.daemon = True
    timer.start()
    try:
        yield timer
    finally:
        timer.cancel()


def interrupt(cursor: duckdb.DuckDBPyConnection) -> None:
    """Stop what the cursor is doing, if it still does anything."""
    try:
        cursor.interrupt()
    except duckdb.Error:
        return  # ended in this very moment


@contextmanager
def told() -> Iterator[None]:
    """Say what the engine refuses as ``QueryRefused``; a fault of ours stays the error it is."""
    try:
        yield
    except duckdb.InterruptException as error:
        raise QueryTooSlow(
            _("This takes too long. Ask for fewer rows by a filter, or take the whole file.")
        ) from error
    except duckdb.OutOfMemoryException as error:
        raise QueryTooSlow(
            _("This takes too much memory. Ask for fewer rows by a filter, or take the whole file.")
        ) from error
    except (duckdb.OutOfRangeException, duckdb.ConversionException) as error:
        raise QueryRefused(_("A figure of the answer is too large to be given.")) from error
