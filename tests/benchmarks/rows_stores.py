"""The same rows twice: released and built as the portal does, and in SQLite for Datasette."""

import csv
import sqlite3
import time
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.core.files import File
from django.core.management import call_command
from django.utils import timezone

from catalogs.data_types import cast
from catalogs.models import Dataset, DatasetColumn, DatasetVersion, Department, Field
from portal.opendata.store import building
from tests.benchmarks.rows import COLUMNS, write_csv
from tests.benchmarks.rows_shapes import CODE, TABLE


def make(folder: Path, rows: int, *, report: Callable[[str], object]) -> None:
    """Make both stores of so many rows, once for each folder."""
    if (folder / "bench.db").exists():
        return
    file = folder / "rows.csv"
    write_csv(file, rows)
    call_command("migrate", verbosity=0)
    if not DatasetVersion.objects.exists():
        _released(file, rows)
    begun = time.perf_counter()
    building.build(DatasetVersion.objects.get())
    report(f"The portal's store was built in {time.perf_counter() - begun:.1f} s.")
    begun = time.perf_counter()
    _load_for_datasette(file, folder / "bench.db")
    report(f"SQLite for Datasette was loaded in {time.perf_counter() - begun:.1f} s.")


def _released(file: Path, rows: int) -> None:
    """Enter the dataset as a release would leave it; the checks of a release are not measured."""
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
    connection = sqlite3.connect(f"file:{own}?mode=ro", uri=True)
    own_ones = "SELECT name FROM sqlite_master WHERE type = 'index' AND sql > ''"
    names = [name for (name,) in connection.execute(own_ones)]
    statements = []
    for number, name in enumerate(names):
        rows = connection.execute(f'PRAGMA index_info("{name}")')
        keys = [key for _rank, _place, key in rows if key and key.startswith("c")]
        places = ", ".join(f'"{COLUMNS[int(key[1:])][0]}"' for key in keys)
        statements.append(f"CREATE INDEX i{number} ON {TABLE} ({places})")
    connection.close()
    return statements
