"""Time of list and detail pages: milliseconds and queries, at growing sizes of the lists.

    python tests/benchmarks/bench_pages.py --sizes 1000 10000 100000

Each size has a SQLite database of its own in a temporary folder; every list, the documents, the
log of adjustments and the public lists of interaction and of applications have that many rows.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
RUNS = 30
ROW = "{size:>8}  {page:<42} {p50:>8.1f} {p95:>8.1f} {queries:>8}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--runs", type=int, default=RUNS)
    asked = parser.parse_args()
    print(f"{'entries':>8}  {'page':<42} {'p50 ms':>8} {'p95 ms':>8} {'queries':>8}")  # noqa: T201
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

    from tests.benchmarks import data, interaction

    connection.close()
    connection.settings_dict["NAME"] = str(folder / f"{size}.sqlite3")
    call_command("migrate", verbosity=0)
    data.make(powers=size, services=size, matters=size, documents=size, adjustments=size)
    interaction.make(size)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    for page, address in _addresses().items():
        times, queries = _times(address, runs)
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


def _addresses() -> dict[str, str]:
    from catalogs.models import PowerItem, Publication, PublicityMatter
    from feedback.models import Consultation, KnowledgeEntry, PublishedReply

    power = PowerItem.objects.of_district().first()
    matter, document = PublicityMatter.objects.first(), Publication.objects.first()
    return {
        "home": "/",
        "list of powers": "/powers/",
        "list of powers, two filters": "/powers/?category=licence&department=bureau-7",
        "list of powers, words": "/powers/?q=食品经营",
        "list of matters": "/matters/",
        "list of matters, a late page": "/matters/?page=15",
        "list of documents": "/documents/",
        "list of documents, year and theme": "/documents/?year=2025&theme=finance",
        "log of adjustments": "/adjustments/",
        "one power": power.get_absolute_url(),
        "one matter": matter.get_absolute_url(),
        "one document": document.get_absolute_url(),
        "one field": document.field.get_absolute_url(),
        "published answers": "/feedback/answers/",
        "published answers, two filters": "/feedback/answers/?kind=complaint&department=bureau-7",
        "published answers, words": "/feedback/answers/?q=食品经营",
        "one answer": PublishedReply.objects.first().get_absolute_url(),
        "knowledge list": "/feedback/knowledge/",
        "knowledge list, a late page": "/feedback/knowledge/?page=15",
        "knowledge list, words": "/feedback/knowledge/?q=食品经营",
        "one knowledge entry": KnowledgeEntry.objects.first().get_absolute_url(),
        "consultations": "/feedback/consultations/",
        "consultations, words": "/feedback/consultations/?q=食品经营",
        "one consultation, 500 comments": Consultation.objects.last().get_absolute_url(),
        "statistics of interaction": "/feedback/statistics/",
        "answered requests": "/applications/answered/",
        "answered requests, words": "/applications/answered/?q=食品经营",
        "typical cases": "/applications/cases/",
        "statistics of applications": "/applications/statistics/",
    }


def _times(address: str, runs: int) -> tuple[list[float], int]:
    """Milliseconds of each run, and the number of queries of one; the first run warms up."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client()
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
    queries = len(captured)
    if response.status_code != 200:
        raise SystemExit(f"{address} answers {response.status_code}")
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        client.get(address)
        times.append((time.perf_counter() - start) * 1000)
    return times, queries


if __name__ == "__main__":
    main()
