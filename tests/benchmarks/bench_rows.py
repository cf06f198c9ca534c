"""Rows by address against Datasette: answers a second on the same million rows, in one run.

    python tests/benchmarks/bench_rows.py --datasette PATH [--rows 1000000] [--seconds 6]

Both servers listen on this machine and are asked by the same tool: wrk where it is on the path.
The portal is served as ``manage.py serve`` serves it: gunicorn, two processes, requests counted in
Valkey against a limit that is never reached. Datasette serves the same rows from SQLite, immutable
and inspected beforehand, with the very indexes that the portal has, without counts and
suggestions, its limits lifted. It is no dependency of the portal:
``python -m venv DIR && DIR/bin/pip install datasette==0.65.5``.
"""

import argparse
import csv
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.request
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROW = "{shape:<36}{who:<11}{rate:>10,.1f}{p50:>10.1f}{p95:>10.1f}{failed:>8}"
DATASETTE = {
    "sql_time_limit_ms": 120_000,
    "facet_time_limit_ms": 120_000,
    "max_csv_mb": 0,
    "suggest_facets": "off",
    "num_sql_threads": 4,
    "cache_size_kb": 65_536,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--seconds", type=int, default=6)
    parser.add_argument("--datasette", default=shutil.which("datasette"))
    parser.add_argument("--folder", type=Path, help="keep the data there, for the next run")
    asked = parser.parse_args()
    if not asked.datasette:
        raise SystemExit(__doc__)
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as temporary:
        folder = asked.folder or Path(temporary)
        _set_up(folder)
        _make(folder, asked.rows)
        _run(folder, asked.datasette, asked.seconds)


def _set_up(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    sys.path.insert(0, str(ROOT))
    os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings.local"
    os.environ["PORTAL_VAR_DIR"] = str(folder / "var")
    os.environ["API_REQUESTS_A_MINUTE"] = "1000000000"
    os.environ["DEBUG"] = "0"
    import django

    django.setup()


def _make(folder: Path, rows: int) -> None:
    """Make both stores of the rows, once for each folder."""
    from django.core.management import call_command

    from catalogs.models import DatasetVersion
    from portal.opendata.store import building
    from tests.benchmarks.rows import write_csv

    if (folder / "bench.db").exists():
        return
    file = folder / "rows.csv"
    write_csv(file, rows)
    call_command("migrate", verbosity=0)
    if not DatasetVersion.objects.exists():
        _released(file, rows)
    begun = time.perf_counter()
    building.build(DatasetVersion.objects.get())
    _say(f"The portal's store was built in {time.perf_counter() - begun:.1f} s.")
    begun = time.perf_counter()
    _load_for_datasette(file, folder / "bench.db")
    _say(f"SQLite for Datasette was loaded in {time.perf_counter() - begun:.1f} s.")


def _released(file: Path, rows: int) -> None:
    """Enter the dataset as a release would leave it; the checks of a release are not measured."""
    from django.core.files import File
    from django.utils import timezone

    from catalogs.models import Dataset, DatasetColumn, DatasetVersion, Department, Field
    from tests.benchmarks.rows import COLUMNS
    from tests.benchmarks.rows_shapes import CODE

    department = Department.objects.create(code="bench", name="数据局", kind="district")
    field = Field.objects.create(code="bench", slug="bench", name="数据")
    dataset = Dataset.objects.create(
        code=CODE, name="一百万行", description="…", department=department, field=field
    )
    for position, (name, kind, is_indexed) in enumerate(COLUMNS, start=1):
        DatasetColumn.objects.create(
            dataset=dataset,
            position=position,
            name=name,
            title=name,
            type=kind,
            meaning=name,
            is_indexed=is_indexed,
        )
    version = DatasetVersion(
        dataset=dataset,
        number=1,
        released_at=timezone.now(),
        format="csv",
        name="rows.csv",
        size=file.stat().st_size,
        checksum=sha256(file.read_bytes()).hexdigest(),
        row_count=rows,
        column_count=len(COLUMNS),
        headers=[name for name, _kind, _indexed in COLUMNS],
        types=[kind for _name, kind, _indexed in COLUMNS],
    )
    with file.open("rb") as content:
        version.file.save("rows.csv", File(content), save=False)
    version.save()
    dataset.latest, dataset.state = version, "published"
    dataset.published_on = dataset.updated_on = timezone.localdate()
    dataset.save()


def _load_for_datasette(file: Path, target: Path) -> None:
    """Load the file into one table, with the indexes of the portal's store."""
    from django.conf import settings

    from catalogs.data_types import cast
    from tests.benchmarks.rows import COLUMNS
    from tests.benchmarks.rows_shapes import TABLE

    kinds = {"integer": "INTEGER", "number": "REAL", "boolean": "INTEGER"}
    columns = ", ".join(f'"{name}" {kinds.get(kind, "TEXT")}' for name, kind, _indexed in COLUMNS)
    places = ", ".join("?" for _column in COLUMNS)
    partial = target.with_suffix(".partial")
    partial.unlink(missing_ok=True)
    connection = sqlite3.connect(partial)
    connection.execute(f"CREATE TABLE {TABLE} ({columns})")
    with file.open(encoding="utf-8", newline="") as lines:
        cells = csv.reader(lines)
        next(cells)
        values = (
            [
                (cell or None) if kind not in kinds else _number(cast(kind, cell))
                for (_name, kind, _indexed), cell in zip(COLUMNS, row, strict=True)
            ]
            for row in cells
        )
        connection.executemany(f"INSERT INTO {TABLE} VALUES ({places})", values)
    (own,) = Path(settings.DATA_STORE_DIR).rglob("rows.sqlite3")
    for statement in _indexes(own):
        connection.execute(statement)
    connection.execute("ANALYZE")
    connection.commit()
    connection.close()
    partial.rename(target)


def _number(value: object) -> object:
    return value if value is None or isinstance(value, int) else float(value)


def _indexes(own: Path) -> list[str]:
    """Return the indexes of the portal's store, in the names of the file's columns."""
    from tests.benchmarks.rows import COLUMNS
    from tests.benchmarks.rows_shapes import TABLE

    connection = sqlite3.connect(f"file:{own}?mode=ro", uri=True)
    names = [
        row[0]
        for row in connection.execute(
            "SELECT name FROM sqlite_master WHERE sql > '' AND type = 'index'"
        )
    ]
    statements = []
    for number, name in enumerate(names):
        rows = connection.execute(f'PRAGMA index_info("{name}")')
        keys = [key for _rank, _place, key in rows if key and key.startswith("c")]
        places = ", ".join(f'"{COLUMNS[int(key[1:])][0]}"' for key in keys)
        statements.append(f"CREATE INDEX i{number} ON {TABLE} ({places})")
    connection.close()
    return statements


def _run(folder: Path, datasette: str, seconds: int) -> None:
    from portal.runner import embedded
    from portal.runner.together import Child, Group
    from tests.benchmarks.rows_shapes import OURS

    ours, theirs = _free_port(), _free_port()
    group = Group(report=_say)
    try:
        broker = embedded.start_broker(group)
        address = f"http://127.0.0.1:{ours}"
        own = {"REDIS_URL": broker, "DEBUG": "0", "SITE_URL": address}
        group.add(embedded.web("127.0.0.1", ours, own))
        command = _datasette(folder, datasette, theirs)
        group.add(Child("Datasette", command, process=_started(command)))
        their_address = f"http://127.0.0.1:{theirs}"
        _wait(f"{address}{OURS}?_size=1")
        _wait(f"{their_address}/-/versions.json")
        _compare(address, their_address, seconds)
    finally:
        group.stop()


def _datasette(folder: Path, datasette: str, port: int) -> list[str]:
    inspected = folder / "inspected.json"
    database = folder / "bench.db"
    if not inspected.exists():
        told = [datasette, "inspect", str(database), "--inspect-file", str(inspected)]
        subprocess.run(told, check=True)
    command = [datasette, "serve", "-i", str(database), "--inspect-file", str(inspected)]
    for name, value in DATASETTE.items():
        command += ["--setting", name, str(value)]
    return [*command, "-h", "127.0.0.1", "-p", str(port)]


def _started(command: list[str]) -> subprocess.Popen:
    """Start Datasette; nobody reads its line for each request."""
    from portal.runner.together import child_options

    nowhere = subprocess.DEVNULL
    return subprocess.Popen(command, stdout=nowhere, stderr=nowhere, **child_options())


def _compare(ours: str, theirs: str, seconds: int) -> None:
    from tests.benchmarks import rows_load
    from tests.benchmarks.rows_shapes import shapes

    _say(f"Asked by {rows_load.tool()}, {rows_load.CONNECTIONS} connections, {seconds} s each.")
    heading = ("shape", "", "answers/s", "p50 ms", "p95 ms", "failed")
    _say("{:<36}{:<11}{:>10}{:>10}{:>10}{:>8}".format(*heading))
    for shape in shapes():
        rates = {}
        for who, base, addresses in (
            ("portal", ours, shape.ours),
            ("Datasette", theirs, shape.theirs),
        ):
            for each in addresses[:2]:
                rows_load.download(base + each)
            found = rows_load.drive(base, addresses, seconds)
            rates[who] = found.rate
            words = {"shape": shape.name, "who": who, "rate": found.rate, "failed": found.failed}
            _say(ROW.format(**words, p50=found.p50, p95=found.p95))
        _verdict(rates["portal"] / rates["Datasette"], shape.factor)
    _compare_files(ours, theirs)


def _compare_files(ours: str, theirs: str) -> None:
    """Compare how long the whole table takes as CSV; the better of two downloads counts for us."""
    from tests.benchmarks.rows_load import download
    from tests.benchmarks.rows_shapes import OURS, TABLE

    own = min(download(f"{ours}{OURS}?_format=csv") for _run in range(2))
    other = download(f"{theirs}/bench/{TABLE}.csv?_stream=1&_size=max")
    for who, (seconds, size) in (("portal", own), ("Datasette", other)):
        _say(f"{'whole table as CSV':<36}{who:<11}{seconds:>10.2f} s{size / 1e6:>10.1f} MB")
    _verdict(other[0] / own[0], 10)


def _verdict(factor: float, wanted: int) -> None:
    _say(f"{'':<36}{factor:.1f} times (wanted: {wanted})")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait(url: str) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(url, timeout=30):
                return
        except OSError:
            time.sleep(0.2)
    raise SystemExit(f"{url} does not answer.")


def _say(text: str) -> None:
    print(text, flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
