"""Seconds of an inspection, first and repeated, beside the bare SQL aggregate of its rules.

    python tests/benchmarks/bench_inspection.py --sizes 1000 10000 --engines sqlite postgres

Each size is a number of matters, with ten times as many documents, in a database of its own. The
bare aggregate counts the gaps of every rule by department and field, one statement each, and
writes nothing: what no inspection can do without. "first" opens every finding, "again" finds
nothing new. Each runs in a process of its own, so that the peak of memory is that inspection's.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROW = (
    "{matters:>8} {engine:>8} {documents:>9} {bare:>8.2f} {first:>8.2f} {again:>8.2f}"
    " {found:>8} {peak:>6}"
)
DAY = date(2025, 12, 1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--engines", nargs="+", default=["sqlite", "postgres"])
    parser.add_argument("--rules", action="store_true", help="print the seconds of each rule too")
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        _measure(asked.engines[0], asked.sizes[0], each_rule=asked.rules)
        return
    print(  # noqa: T201
        f"{'matters':>8} {'engine':>8} {'documents':>9} {'bare s':>8} {'first s':>8} {'again s':>8}"
        f" {'found':>8} {'MB':>6}",
        flush=True,
    )
    for engine in asked.engines:
        for size in asked.sizes:
            command = [sys.executable, __file__, "--one", "--sizes", str(size), "--engines", engine]
            subprocess.run([*command, *(["--rules"] if asked.rules else [])], check=True)


def _measure(engine: str, size: int, *, each_rule: bool) -> None:
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as folder:
        server = _set_up(Path(folder), engine)
        try:
            _run(engine, size, each_rule=each_rule)
        finally:
            if server:
                server.stop()


def _set_up(folder: Path, engine: str):
    """Set Django up on an empty database; return the server to stop, if one was started."""
    sys.path.insert(0, str(ROOT))
    os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings.test"
    os.environ["PORTAL_TEST_DIR"] = str(folder)
    os.environ["TEST_DATABASE"] = engine
    server = None
    if engine == "postgres":
        from tests.servers.postgres import Postgres, find_binaries

        binaries = find_binaries()
        if not binaries:
            raise SystemExit("No PostgreSQL on this machine: install requirements-dev.lock.")
        server = Postgres(binaries)
        server.start()
        os.environ["TEST_POSTGRES_PORT"] = str(server.port)
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    connection.close()
    if engine == "sqlite":
        connection.settings_dict["NAME"] = str(folder / "bench.sqlite3")
    call_command("migrate", verbosity=0)
    return server


def _run(engine: str, size: int, *, each_rule: bool) -> None:
    from django.db import connection

    from catalogs.enums import DepartmentKind
    from catalogs.models import Department, Publication
    from supervision.models import Finding
    from tests.benchmarks import gaps

    gaps.make(size)
    first = Department.objects.order_by("pk").first()
    Department.objects.filter(pk=first.pk).update(kind=DepartmentKind.GOVERNMENT_OFFICE)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    opening, inspection = _inspect()
    again, _inspection = _inspect()
    bare = _bare()
    print(  # noqa: T201
        ROW.format(
            engine=engine,
            matters=size,
            documents=Publication.objects.count(),
            bare=bare,
            first=opening,
            again=again,
            found=Finding.objects.standing().count(),
            peak=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        ),
        flush=True,
    )
    for run in inspection.runs.order_by("-seconds") if each_rule else ():
        words = f"{run.rule:<40} {run.seconds:>8.2f} {run.opened:>8} {run.error}"
        print(f"{'':>8} {words}", flush=True)  # noqa: T201


def _inspect():
    from django.utils import timezone

    from supervision import inspecting

    now = timezone.make_aware(datetime.combine(DAY, datetime.min.time()))
    began = time.perf_counter()
    inspection = inspecting.run(inspecting.ask(actor=None, now=now), now=now)
    return time.perf_counter() - began, inspection


def _bare() -> float:
    """Return the seconds of counting the gaps of every rule, by department and field."""
    from django.db.models import Count, F
    from django.utils import timezone

    from catalogs.deadlines import load_calendar
    from supervision.rules import RULES, Moment

    now = timezone.make_aware(datetime.combine(DAY, datetime.min.time()))
    began = time.perf_counter()
    for rule in RULES:
        moment = Moment(now, DAY, load_calendar(), rule.defaults())
        rows = rule.found(rule.examined(moment), moment).order_by()
        places = {
            name: F(path)
            for name, path in (("at", rule.shape.department), ("of", rule.shape.field))
            if path
        }
        list(rows.annotate(**places).values(*places).annotate(rows_found=Count("pk")))
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
