"""How fast the search is built and answers, at 1,000, 10,000 and 100,000 entries.

Run as a script, with ``--sizes`` for other sizes. Each size has a database and an index of its own
in a temporary folder, and a process of its own. Queries are timed twice: "cold" in a process that
has just opened the index, "warm" when it has answered the same queries before.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SIZES = (1_000, 10_000, 100_000)
QUERIES = (
    *("环境影响评价", "食品经营许可", "食品经营许可证", "环评", "消防安全 检查", "税收优惠"),
    *("蠡湖 施工许可证", "马山法律援助", "信息公开", "公开", "审批 备案", "文物", "滨湖区第3局"),
    *("锡滨发〔2024〕77号", "GK00000123", "fire safety", '"消防安全检查"', "huanjing", "spjyxk"),
    *(
        "群众 办事",
        "规范行政行为",
        "特种设备登记注销",
        "建设工程规划变更登记",
        "书",
        "没有这样的东西",
    ),
)
TYPED = (
    "食",
    "食品",
    "食品经营",
    "huan",
    "huanjing",
    "hj",
    "sp",
    "锡滨发",
    "GK000",
    "消防",
    "马山",
)
MISSPELLED = ("环境影响平价", "食品经营徐可", "消方安全检查", "特种设备登计")


def figures(ask: Callable[[str], object], words: tuple[str, ...]) -> tuple[float, float]:
    """Return median and 95th percentile of the milliseconds that each of ``words`` takes."""
    spent = []
    for text in words:
        before = time.perf_counter()
        ask(text)
        spent.append((time.perf_counter() - before) * 1000)
    return statistics.median(spent), statistics.quantiles(spent, n=20, method="inclusive")[-1]


def measure(entries: int) -> None:
    """Build and search ``entries`` entries, three parts lists and one part documents."""
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as folder:
        os.environ["PORTAL_VAR_DIR"] = folder
        os.environ["DATABASE_URL"] = ""
        os.environ["REDIS_URL"] = ""
        os.environ["SEARCH_BACKEND"] = "whoosh"
        os.environ["DEBUG"] = "false"
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.local")
        sys.path.insert(0, str(ROOT))
        import django

        django.setup()
        from django.core.management import call_command
        from django.utils import timezone

        from tests.benchmarks.data import make

        call_command("migrate", verbosity=0)
        quarter = entries // 4
        make(powers=quarter, services=quarter, matters=quarter, documents=entries - 3 * quarter)
        report(entries, timezone.localdate())


def report(entries: int, today: date) -> None:
    """Print the figures of the database as it stands."""
    from django.conf import settings

    from portal.search.backend import get_backend
    from portal.search.documents import document_of
    from portal.search.queries import Query
    from portal.search.rebuilding import rebuild
    from portal.search.whoosh_backend import WhooshBackend

    before = time.perf_counter()
    written = sum(rebuild(today=today).values())
    built = time.perf_counter() - before
    size = sum(file.stat().st_size for file in settings.SEARCH_INDEX_DIR.rglob("*.*"))

    engine = WhooshBackend(str(settings.SEARCH_INDEX_DIR))
    before = time.perf_counter()
    engine.is_ready()
    opened = time.perf_counter() - before
    cold = figures(lambda text: engine.search(Query(text)), QUERIES)
    warm = figures(lambda text: engine.search(Query(text)), QUERIES)
    by_date = figures(lambda text: engine.search(Query(text, sort="date")), QUERIES)
    narrow = {"type": ("matter", "publication"), "department": ("bureau-3",)}
    filtered = figures(lambda text: engine.search(Query(text, filters=narrow)), QUERIES)
    typed = figures(engine.suggest, TYPED)
    meant = figures(engine.correct, MISSPELLED)

    document = document_of("service", 1, today)
    before = time.perf_counter()
    get_backend().replace(document)
    replaced = time.perf_counter() - before
    before = time.perf_counter()
    engine.search(Query("环境影响评价"))
    seen = time.perf_counter() - before
    lines = [
        f"{entries:,} entries",
        f"build {written / built:,.0f} documents/s ({built:,.1f} s, {size / 1e6:,.0f} MB on disk)",
        f"open {opened * 1000:,.0f} ms",
        f"query, cold  {_shown(cold)}",
        f"query, warm  {_shown(warm)}",
        f"by date      {_shown(by_date)}",
        f"filtered     {_shown(filtered)}",
        f"suggestion   {_shown(typed)}",
        f"correction   {_shown(meant)}",
        f"publish {replaced * 1000:,.0f} ms to write, {seen * 1000:,.0f} ms for the next query",
    ]
    sys.stdout.write("\n  ".join(lines) + "\n")


def _shown(pair: tuple[float, float]) -> str:
    return f"p50 {pair[0]:>6,.1f} ms  p95 {pair[1]:>6,.1f} ms"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, metavar="ENTRIES")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        measure(options.one)
        return
    for entries in options.sizes:
        subprocess.run([sys.executable, __file__, "--one", str(entries)], check=True)


if __name__ == "__main__":
    main()
