"""How fast the rows of a dataset are built, and answered by each engine and by both together.

Run as a script, with ``--sizes`` for other sizes. Each size has a store and a process of its own.
Twelve columns, six of them Chinese text. For each shape of query the medians in milliseconds: one
statement of SQLite alone with all its indexes, one of DuckDB alone, and the store, which sends it
to the one, the other or both.
"""

import argparse
import hashlib
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SIZES = (10_000, 100_000, 1_000_000)
MOST_TIMES = 25
SECONDS = 2.0  # for the medians of one shape


def median(ask: Callable[[], object]) -> float:
    """Return the milliseconds that ``ask`` takes when it was asked before."""
    ask()
    spent, until = [], time.monotonic() + SECONDS
    while len(spent) < 3 or (len(spent) < MOST_TIMES and time.monotonic() < until):
        before = time.perf_counter()
        ask()
        spent.append((time.perf_counter() - before) * 1000)
    return statistics.median(spent)


def measure(rows: int) -> None:
    """Build a dataset of ``rows`` rows and ask it everything."""
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as folder:
        os.environ["PORTAL_VAR_DIR"] = folder
        os.environ["DATABASE_URL"] = ""
        os.environ["REDIS_URL"] = ""
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.local")
        os.environ["DEBUG"] = "false"
        sys.path.insert(0, str(ROOT))
        import django

        django.setup()
        from django.core.management import call_command

        from portal.opendata.store import building, folders, opening

        call_command("migrate", verbosity=0)
        version = made_version(Path(folder) / "rows.csv", rows)
        before, spent = time.perf_counter(), time.process_time()
        building.build(version)
        seconds, spent = time.perf_counter() - before, time.process_time() - spent
        assert not version.build_error, version.build_error
        files = {path.name: path.stat().st_size for path in folders.files_of(version).iterdir()}
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        sizes = ", ".join(
            f"{name.partition('.')[2]} {files[name] / 1e6:,.0f} MB"
            for name in ("rows.csv", "rows.sqlite3", "rows.duckdb")
        )
        say(rows, f"build {seconds:.1f} s ({spent:.1f} s of a core), peak {peak:,.0f} MB; {sizes}")
        compare(rows, opening.newest(version.dataset), folders.files_of(version))


def made_version(path: Path, rows: int):
    """Return a version of a new dataset as a release would make it."""
    from django.core.files import File
    from django.utils import timezone

    from catalogs.models import Dataset, DatasetColumn, DatasetVersion, Department, Field
    from tests.benchmarks.rows import COLUMNS, write_csv

    write_csv(path, rows)
    department = Department.objects.create(
        code="BENCH", name="滨湖区数据局", kind="district_department"
    )
    dataset = Dataset.objects.create(
        code="bench",
        name="办理事项",
        description="用于测量的数据。",
        department=department,
        field=Field.objects.create(code="ENV", slug="environment", name="环境保护"),
    )
    for position, (name, kind, marked) in enumerate(COLUMNS, start=1):
        DatasetColumn.objects.create(
            dataset=dataset,
            position=position,
            name=name,
            title=name,
            type=kind,
            is_indexed=marked,
        )
    with path.open("rb") as file:
        version = DatasetVersion(
            dataset=dataset,
            number=1,
            released_at=timezone.now(),
            format="csv",
            name=path.name,
            size=path.stat().st_size,
            checksum=hashlib.file_digest(file, "sha256").hexdigest(),
            row_count=rows,
            column_count=len(COLUMNS),
            headers=[name for name, _kind, _marked in COLUMNS],
            types=[kind for _name, kind, _marked in COLUMNS],
        )
        version.file.save(path.name, File(file))
    path.unlink()
    dataset.latest = version
    dataset.save()
    return version


def compare(rows: int, store, folder: Path) -> None:
    """Print the medians of every shape."""
    import sqlite3

    import duckdb

    from tests.benchmarks.store_shapes import MOST, SHAPES, WHOLE

    lite = sqlite3.connect(f"file:{folder / 'rows.sqlite3'}?mode=ro&immutable=1", uri=True)
    # By another name: one process opens one file in one way.
    os.link(folder / "rows.duckdb", folder / "alone.duckdb")
    duck = duckdb.connect(folder / "alone.duckdb", read_only=True, config={"threads": 1})
    say(rows, f"{'':<32}{'SQLite':>10}{'DuckDB':>10}{'store':>10}  ms")
    for shape in SHAPES:
        answers = (
            partial(all_of, lite, shape.sqlite, shape.values),
            partial(all_of, duck, shape.duckdb or shape.sqlite, shape.values),
            partial(store.total if shape.is_total else store.page, shape.query),
        )
        say(rows, f"{shape.name:<32}" + "".join(f"{median(ask):>10.2f}" for ask in answers))
    for name, query in (("whole CSV", WHOLE), ("CSV of five sixths of the rows", MOST)):
        ask = partial(length_of_csv, store, query)
        say(rows, f"{name:<52}{median(ask):>10.1f}")
    duck.close()
    lite.close()


def all_of(engine, sql: str, values: tuple) -> list[tuple]:
    return engine.execute(sql, values).fetchall()


def length_of_csv(store, query) -> int:
    return sum(map(len, store.csv(query)))


def say(rows: int, text: str) -> None:
    sys.stdout.write(f"{rows:>9,} rows  {text}\n")
    sys.stdout.flush()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, metavar="ROWS")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        measure(options.one)
        return
    for rows in options.sizes:
        subprocess.run([sys.executable, __file__, "--one", str(rows)], check=True)


if __name__ == "__main__":
    main()
