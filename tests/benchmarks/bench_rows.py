"""Rows by address against Datasette: answers a second on the same million rows, in one run.

    python tests/benchmarks/bench_rows.py --datasette PATH [--rows 1000000] [--seconds 6]

Both servers listen on this machine and are asked by the same tool: wrk where it is on the path.
The portal is served as ``manage.py serve`` serves it, by two processes of gunicorn; its limit of
requests is off, since the other has none. Datasette serves the same rows from SQLite, immutable and
inspected beforehand, with the very indexes that the portal has, without counts and suggestions, its
limits lifted. It is no dependency of the portal:
``python -m venv DIR && DIR/bin/pip install datasette==0.65.5``.
"""

import argparse
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HEADING = "{:<36}{:<11}{:>10}{:>10}{:>10}{:>10}{:>8}"
ROW = "{:<36}{:<11}{:>10,.1f}{:>10.1f}{:>10.1f}{:>10.2f}{:>8}"
DATASETTE = {
    "sql_time_limit_ms": 120_000,
    "facet_time_limit_ms": 120_000,
    "max_csv_mb": 0,
    "suggest_facets": "off",
    "num_sql_threads": 4,
    "cache_size_kb": 65_536,
}


@dataclass(frozen=True, slots=True)
class Server:
    """One of the two that are asked: its name, where it listens, and its process."""

    name: str
    address: str
    pid: int


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
    os.environ["API_REQUESTS_A_MINUTE"] = "0"
    os.environ["DEBUG"] = "0"
    import django

    django.setup()


def _make(folder: Path, rows: int) -> None:
    from tests.benchmarks import rows_stores

    rows_stores.make(folder, rows, report=_say)


def _run(folder: Path, datasette: str, seconds: int) -> None:
    from portal.runner import embedded
    from portal.runner.together import Child, Group
    from tests.benchmarks.rows_shapes import OURS

    own_port, other_port = _free_port(), _free_port()
    address, other_address = f"http://127.0.0.1:{own_port}", f"http://127.0.0.1:{other_port}"
    group = Group(report=_say)
    try:
        own = {"REDIS_URL": embedded.start_broker(group), "DEBUG": "0", "SITE_URL": address}
        web = embedded.web("127.0.0.1", own_port, own)
        group.add(web)
        command = _datasette(folder, datasette, other_port)
        other = Child("Datasette", command, process=_started(command))
        group.add(other)
        _wait(f"{address}{OURS}?_size=1")
        _wait(f"{other_address}/-/versions.json")
        _compare(
            Server("portal", address, web.process.pid),
            Server("Datasette", other_address, other.process.pid),
            seconds,
        )
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


def _compare(ours: "Server", theirs: "Server", seconds: int) -> None:
    from tests.benchmarks import rows_load
    from tests.benchmarks.rows_shapes import shapes

    _say(f"Asked by {rows_load.tool()}, {rows_load.CONNECTIONS} connections, {seconds} s each.")
    _say(HEADING.format("shape", "", "answers/s", "p50 ms", "p95 ms", "CPU ms", "failed"))
    for shape in shapes():
        rates = {}
        for server, addresses in ((ours, shape.ours), (theirs, shape.theirs)):
            for each in addresses[:2]:
                rows_load.download(server.address + each)
            before = rows_load.cpu_seconds(server.pid)
            found = rows_load.drive(server.address, addresses, seconds * shape.patience)
            cpu = (rows_load.cpu_seconds(server.pid) - before) * 1000 / max(1, found.answers)
            # None in all that time is less than one.
            rates[server] = found.rate or 1 / (seconds * shape.patience)
            told = (found.rate, found.p50, found.p95, cpu, found.failed)
            _say(ROW.format(shape.name, server.name, *told))
        _verdict(rates[ours] / rates[theirs], shape.factor)
    _compare_files(ours.address, theirs.address)


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
