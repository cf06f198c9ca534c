"""Seconds and peak memory from the file a clerk sends to rows that can be queried.

Run as a script, with ``--sizes`` for other sizes and ``--format xlsx`` for workbooks. Each size has
a database and a process of its own, so that the peak is that size's. Twelve columns, six of them
Chinese text; a million rows are about 180 MB as CSV, 90 MB as a workbook. One line for each size
and step: the bare reading, the search for numbers of persons by itself, then the verbs: send, check
(types, rows, persons, checksum, stored form), release, and the build of the rows for queries.
"""

import argparse
import csv
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
SIZES = (10_000, 100_000, 1_000_000)
STREETS = ("蠡湖街道", "荣巷街道", "河埒街道", "华庄街道", "太湖街道", "雪浪街道", "马山街道")
KINDS = ("行政许可", "行政处罚", "行政检查", "公共服务")
COLUMNS = (
    ("编号", "text"),
    ("名称", "text"),
    ("街道", "text"),
    ("类别", "text"),
    ("地址", "text"),
    ("说明", "text"),
    ("承办", "text"),
    ("金额", "number"),
    ("数量", "integer"),
    ("日期", "date"),
    ("时刻", "datetime"),
    ("公开", "boolean"),
)


def write_table(path: Path, rows: int) -> None:
    """Write the table of ``rows`` rows in UTF-8; the same each time."""
    chance = random.Random(1)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(name for name, _kind in COLUMNS)
        for number in range(rows):
            writer.writerow(
                (
                    f"{number:08d}",
                    f"无锡市滨湖区第{number}号事项",
                    chance.choice(STREETS),
                    chance.choice(KINDS),
                    f"建筑西路{number % 997}号{number % 31}室",
                    f"办理说明第{number % 5000}条",
                    f"第{number % 60}科",
                    f"{chance.random() * 100_000:.2f}",
                    chance.randrange(1000),
                    f"2026-{number % 12 + 1:02d}-{number % 28 + 1:02d}",
                    f"2026-01-{number % 28 + 1:02d} {number % 24:02d}:30:00",
                    chance.choice(("true", "false")),
                )
            )


def write_file(folder: Path, rows: int, kind: str) -> Path:
    """Write the table as CSV, or of that as a workbook; return where it is."""
    path = folder / "bench.csv"
    write_table(path, rows)
    if kind == "csv":
        return path
    from tests.benchmarks.workbook import write_book

    with path.open(encoding="utf-8", newline="") as file:
        lines = csv.reader(file)
        next(lines)
        write_book(path.with_suffix(".xlsx"), COLUMNS, lines)
    return path.with_suffix(".xlsx")


def timed(rows: int, step: str, do: Callable[[], Any]) -> Any:
    """Do one step and print its seconds, and the peak of the memory until then."""
    before, spent = time.perf_counter(), time.process_time()
    result = do()
    seconds, spent = time.perf_counter() - before, time.process_time() - spent
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(
        f"{rows:>9,} rows  {step:<20} {seconds:>7.2f} s ({spent:>6.2f} s of a core)"
        f"  peak {peak:>6,.0f} MB\n"
    )
    sys.stdout.flush()
    return result


def measure(rows: int, kind: str) -> None:
    """Take one table of ``rows`` rows all the way, in a file of that kind."""
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as folder:
        os.environ["PORTAL_VAR_DIR"] = folder
        os.environ["DATABASE_URL"] = ""
        os.environ["REDIS_URL"] = ""
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.local")
        os.environ["DEBUG"] = "false"
        sys.path.insert(0, str(ROOT))
        import django

        django.setup()
        from django.core.files import File
        from django.core.management import call_command
        from django.utils import timezone

        from catalogs import data_catalogue, data_uploading, refreshing
        from catalogs.data_checking import places_in
        from catalogs.data_enums import UploadState
        from catalogs.data_files import read_data
        from catalogs.models import Department, Field, Official

        def read() -> int:
            with path.open("rb") as file:
                return sum(1 for _row in read_data(file, name=path.name).rows())

        def search() -> int:
            with path.open("rb") as file:
                data = read_data(file, name=path.name)
                lines, found = data.rows(), 0
                while batch := list(islice(lines, 5000)):
                    columns = zip(*(row.cells for row in batch), strict=True)
                    for name, cells in zip(data.headers, columns, strict=True):
                        found += sum(1 for _place in places_in(name, batch, cells))
                return found

        def send():
            with path.open("rb") as file:
                return data_uploading.upload(
                    dataset, file=File(file), name=path.name, actor=clerk, now=now
                )

        call_command("migrate", verbosity=0)
        path = write_file(Path(folder), rows, kind)
        department = Department.objects.create(
            code="BENCH", name="滨湖区数据局", kind="district_department"
        )
        field = Field.objects.create(code="ENV", slug="environment", name="环境保护")
        clerk = Official.objects.create(username="bench", department=department, role="clerk")
        now = timezone.now()
        dataset = data_catalogue.draft(
            actor=clerk,
            code="bench",
            name="办理事项",
            description="用于测量的数据。",
            department=department,
            field=field,
            columns=[{"name": name, "title": name, "type": kind} for name, kind in COLUMNS],
        )
        size = path.stat().st_size / 1024 / 1024
        sys.stdout.write(f"{rows:>9,} rows  {kind} of {size:,.0f} MB\n")
        assert timed(rows, "read", read) == rows
        assert timed(rows, "read, find persons", search) == 0
        # Each step by itself: no task is sent on the way.
        data_uploading.CHECKED_AT_ONCE = 0
        data_uploading.CHECK_TASK = refreshing.TASK = refreshing.BUILD_TASK = "none"
        sent = timed(rows, "send", send)
        sent = timed(rows, "check", lambda: data_uploading.check(sent, now=now))
        assert (sent.state, sent.fault_count) == (UploadState.CHECKED, 0), sent.refusal
        version = timed(rows, "release", lambda: data_uploading.release(sent, actor=clerk, now=now))
        assert version.row_count == rows
        from portal.opendata.store import building

        timed(rows, "build", lambda: building.build(version))
        version.refresh_from_db()
        assert not version.build_error, version.build_error


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, metavar="ROWS")
    parser.add_argument("--format", choices=("csv", "xlsx"), default="csv")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        measure(options.one, options.format)
        return
    for rows in options.sizes:
        options_of_one = ["--one", str(rows), "--format", options.format]
        subprocess.run([sys.executable, __file__, *options_of_one], check=True)


if __name__ == "__main__":
    main()
