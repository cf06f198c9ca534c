"""Time of the dashboards of supervision: milliseconds and queries, at growing numbers of matters.

    python tests/benchmarks/bench_dashboard.py --sizes 1000 10000 100000

Each size has a SQLite database of its own in a temporary folder, with ten times as many documents
as matters; two inspections, in two months, fill the tallies, scores and findings they read.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
RUNS = 20
ROW = "{size:>8}  {page:<42} {p50:>8.1f} {p95:>8.1f} {queries:>8}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--runs", type=int, default=RUNS)
    asked = parser.parse_args()
    print(f"{'matters':>8}  {'page':<42} {'p50 ms':>8} {'p95 ms':>8} {'queries':>8}")  # noqa: T201
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as folder:
        _set_up(Path(folder))
        for size in asked.sizes:
            _measure(Path(folder), size, asked.runs)


def _set_up(folder: Path) -> None:
    sys.path.insert(0, str(ROOT))
    os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings.test"
    os.environ["TEST_DATABASE"] = "sqlite"
    os.environ["PORTAL_TEST_DIR"] = str(folder)
    import django

    django.setup()


def _measure(folder: Path, size: int, runs: int) -> None:
    from django.core.management import call_command
    from django.db import connection

    connection.close()
    connection.settings_dict["NAME"] = str(folder / f"{size}.sqlite3")
    call_command("migrate", verbosity=0)
    _fill(size)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    for page, (user, address) in _addresses().items():
        times, queries = _times(user, address, runs)
        print(  # noqa: T201
            ROW.format(
                size=size,
                page=page,
                p50=statistics.median(times),
                p95=statistics.quantiles(times, n=20)[-1],
                queries=queries,
            ),
            flush=True,
        )


def _fill(size: int) -> None:
    """Write matters and documents with gaps, and inspect them last month and today."""
    from django.utils import timezone

    from catalogs.enums import DepartmentKind
    from catalogs.models import Department
    from supervision import inspecting
    from supervision.dashboard_periods import month_before
    from tests.benchmarks import gaps

    gaps.make(size)
    first = Department.objects.order_by("pk").first()
    Department.objects.filter(pk=first.pk).update(kind=DepartmentKind.GOVERNMENT_OFFICE)
    today = timezone.localdate()
    for day in (month_before(today), today):
        now = timezone.make_aware(datetime.combine(day, datetime.min.time()))
        inspecting.run(inspecting.ask(actor=None, now=now), now=now)


def _addresses() -> dict:
    """Return the official and the address of each page; the public's has no official."""
    from django.utils import timezone

    from catalogs.enums import Role
    from catalogs.models import Department, Official
    from supervision.models import Finding

    most = Finding.objects.values_list("department", flat=True).order_by("department").last()
    department = Department.objects.get(pk=most)
    supervisor = Official.objects.create(username="supervisor", role=Role.SUPERVISOR)
    clerk = Official.objects.create(username="clerk", role=Role.CLERK, department=department)
    board = "/supervision/dashboard/"
    year = timezone.localdate().year
    return {
        "dashboard": (supervisor, board),
        "dashboard, a year": (supervisor, f"{board}?period={year}"),
        "dashboard, one department": (supervisor, f"{board}?department={department.code}"),
        "dashboard, red findings": (supervisor, f"{board}?measure=red"),
        "where a score comes from": (supervisor, f"{board}score/?indicator=timeliness"),
        "a department's view": (clerk, board),
        "kept reports": (supervisor, f"{board}reports/"),
        "public scoreboard": (None, "/supervision/"),
    }


def _times(user, address: str, runs: int) -> tuple[list[float], int]:
    """Milliseconds of each run, and the number of queries of one; the first run warms up."""
    from django.core.cache import cache
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client()
    if user is not None:
        client.force_login(user)
    if client.get(address).status_code != 200:
        raise SystemExit(f"{address} answers {client.get(address).status_code}")
    cache.clear()
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    queries = len(captured)
    times = []
    for _ in range(runs):
        cache.clear()
        start = time.perf_counter()
        client.get(address)
        times.append((time.perf_counter() - start) * 1000)
    return times, queries


if __name__ == "__main__":
    main()
