"""Rows per second and peak memory of an import of publicity matters.

Run as a script, with ``--sizes`` for other sizes. Each size is imported into an SQLite database of
its own, in a process of its own, so that the peak is that size's. Prints one line for each size:
preview (plan), import (plan, write, history), and the peak of the resident memory.
"""

import argparse
import csv
import io
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SIZES = (1_000, 10_000, 20_000, 100_000)
ROWS_OF_A_FILE = 50_000  # a file holds less than 100,000 rows
HEADERS = (
    "公开领域",
    "公开事项/一级事项",
    "公开事项/二级事项",
    "公开内容",
    "公开依据",
    "公开时限",
    "公开主体",
    "公开渠道和载体",
    "公开对象/全社会",
    "公开方式/主动",
    "公开层级/县级",
)


def table_of(first: int, last: int) -> bytes:
    """Return a GBK table in the official layout, matters of fifty level-1 matters."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADERS)
    for number in range(first, last):
        writer.writerow(
            [
                "环境保护",
                f"一级事项{number % 50}",
                f"第{number}类建设项目环境影响评价文件审批",
                "1.受理公告;2.拟审批公示;3.审批决定;4.审批结果",
                "《中华人民共和国环境影响评价法》《中华人民共和国政府信息公开条例》",
                "自信息形成或者变更之日起20个工作日内公开",
                "滨湖区生态环境局",
                "■政府网站 ■两微一端 □广播电视 ■其他:审批平台",
                "√",
                "√",
                "√",
            ]
        )
    return text.getvalue().encode("gb18030")


def measure(rows: int) -> None:
    """Import ``rows`` new matters and print what it took."""
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

        from catalogs.models import Department, Field, Official, PublicityMatter
        from catalogs.resources.formats import TableFormat
        from catalogs.resources.matters import MatterResource

        call_command("migrate", verbosity=0)
        department = Department.objects.create(
            code="BENCH", name="滨湖区生态环境局", kind="district_department"
        )
        Field.objects.create(code="ENV", slug="environment", name="环境保护")
        clerk = Official.objects.create(username="bench", department=department, role="clerk")
        previewing = importing = 0.0
        for first in range(0, rows, ROWS_OF_A_FILE):
            content = table_of(first, min(rows, first + ROWS_OF_A_FILE))
            before = time.perf_counter()
            dataset = TableFormat().create_dataset(content, filename="bench.csv")
            MatterResource(actor=clerk).plan(dataset)
            planned = time.perf_counter()
            MatterResource(actor=clerk).apply(dataset)
            previewing += planned - before
            importing += time.perf_counter() - planned
        assert PublicityMatter.objects.count() == rows
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        sys.stdout.write(
            f"{rows:>8,} rows  preview {rows / previewing:>7,.0f} rows/s"
            f"  import {rows / importing:>7,.0f} rows/s ({importing:,.1f} s)"
            f"  peak {peak:,.0f} MB\n"
        )


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
