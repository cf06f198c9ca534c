"""CSV as DuckDB writes it: into a file when a version is built, into a pipe for a query."""

import csv
import fcntl
import io
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Thread

import duckdb

from portal.opendata.store.columns import StoredColumn
from portal.opendata.store.limits import interrupt, stopped_after

# DuckDB may write nowhere else; below it are the open files of the process itself.
PIPES = "/dev/fd/"
CHUNK = 256 * 1024
_WRITING = "FORMAT csv, HEADER false, USE_TMP_FILE false"


def write(engine: duckdb.DuckDBPyConnection, columns: Sequence[StoredColumn], path: Path) -> None:
    """Write all rows below each other, without a header row, in the order of the file."""
    place = str(path).replace("'", "''")
    cells = ", ".join(column.for_csv for column in columns)
    engine.execute(f"COPY (SELECT {cells} FROM rows) TO '{place}' ({_WRITING})")


def header(names: Sequence[str]) -> bytes:
    line = io.StringIO(newline="")
    csv.writer(line, lineterminator="\n").writerow(names)
    return line.getvalue().encode()


def chunks(path: Path) -> Iterator[bytes]:
    """Yield the content of a file."""
    with path.open("rb", buffering=0) as file:
        while chunk := file.read(CHUNK):
            yield chunk


def stream(
    cursor: duckdb.DuckDBPyConnection, sql: str, parameters: Sequence, *, seconds: float
) -> Iterator[bytes]:
    """Yield what a statement finds as CSV, while it is being found.

    The engine waits for the reader; a reader who goes away ends it. It is stopped when nothing has
    come within ``seconds``. Raises the ``duckdb.Error`` that stopped it.
    """
    reading, writing = os.pipe()
    if hasattr(fcntl, "F_SETPIPE_SZ"):
        fcntl.fcntl(writing, fcntl.F_SETPIPE_SZ, CHUNK)
    failures: list[duckdb.Error] = []

    def work() -> None:
        try:
            cursor.execute(f"COPY ({sql}) TO '{PIPES}{writing}' ({_WRITING})", list(parameters))
        except duckdb.Error as failure:
            failures.append(failure)
        finally:
            os.close(writing)

    worker = Thread(target=work, name="rows as CSV", daemon=True)
    with stopped_after(seconds, cursor) as timer:
        worker.start()
        try:
            with open(reading, "rb", buffering=0) as pipe:
                while chunk := pipe.read(CHUNK):
                    timer.cancel()
                    yield chunk
        except BaseException:
            interrupt(cursor)
            raise
        finally:
            worker.join()
    if failures:
        raise failures[0]
