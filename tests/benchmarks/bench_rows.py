"""Rows by address against Datasette: answers a second on the same million rows, in one run.

    python tests/benchmarks/bench_rows.py --sizes 1000000 [--datasette PATH] [--seconds 6]

Both servers listen on this machine and are asked by the same tool: wrk where it is on the path.
The portal is served as ``manage.py serve`` serves it, by two processes of gunicorn; its limit of
requests is off, since the other has none. Datasette serves the same rows from SQLite, immutable and
inspected beforehand, with the very indexes that the portal has, without counts and suggestions, its
limits lifted. It is no dependency of the portal, which is measured alone where there is none:
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

LARGE = 100_000
ROOT = Path(__file__).resolve().parents[2]
HEADING = "{:>8}  {:<36}{:<11}{:>10}{:>10}{:>10}{:>10}{:>8}"
ROW = "{:>8}  {:<36}{:<11}{:>10,.1f}{:>10.1f}{:>10.1f}{:>10.2f}{:>8}"
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
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000_000])
    parser.add_argument("--seconds", type=int, help="for each question; 6 for large tables, or 1")
    parser.add_argument("--datasette", default=shutil.which("datasette"))
    parser.add_argument("--folder", type=Path, help="keep the data there, for the next run")
    asked = parser.parse_args()
    if len(asked.sizes) > 1:  # settings are read once in a process: each size has its own
        others = [
            f"--{name}={value}" for name, value in vars(asked).items() if value and name != "sizes"
        ]
        for size in asked.sizes:
            subprocess.run([sys.executable, __file__, f"--sizes={size}", *others], check=True)
        return
    (size,) = asked.sizes
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as temporary:
        folder = (asked.folder or Path(temporary)) / str(size)
        _set_up(folder)
        _make(folder, size)
        seconds = asked.seconds or (6 if size >= LARGE else 1)
        _run(folder, asked.datasette, size, seconds)


def _set_up(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    sys.path.insert(0, str(ROOT))
    os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings.local"
    os.environ["PORTAL_VAR_DIR"] = str(folder / "var")
    os.environ["API_REQUESTS_A_MINUTE"] = "0"
    os.environ["DATABASE_URL"] = os.environ["REDIS_URL"] = ""
    os.environ["DEBUG"] = "0"
    import django

    django.setup()


def _make(folder: Path, rows: int) -> None:
    from tests.benchmarks import rows_stores

    rows_stores.make(folder, rows, report=_say)


def _run(folder: Path, datasette: str | None, size: int, seconds: int) -> None:
    from portal.runner import embedded
    from portal.runner.together import Child, Group
    from tests.benchmarks.rows_shapes import OURS

    port, other_port = _free_port(), _free_port()
    address = f"http://127.0.0.1:{port}"
    group = Group(report=_say)
    try:
        own = {"REDIS_URL": embedded.start_broker(group), "DEBUG": "0", "SITE_URL": address}
        group.add(web := embedded.web("127.0.0.1", port, own))
        _wait(f"{address}{OURS}?_size=1")
        servers = [Server("portal", address, web.process.pid)]
        if datasette:
            command = _datasette(folder, datasette, other_port)
            group.add(other := Child("Datasette", command, process=_started(command)))
            servers.append(Server("Datasette", f"http://127.0.0.1:{other_port}", other.process.pid))
            _wait(f"{servers[1].address}/-/versions.json")
        else:
            _say("No Datasette on this machine: the portal is measured alone.")
        _compare(servers, size, seconds)
        _compare_files(servers, size)
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


def _compare(servers: list[Server], size: int, seconds: int) -> None:
    """Ask every server every question; the portal is the first of them."""
    from tests.benchmarks import rows_load
    from tests.benchmarks.rows_shapes import shapes

    _say(f"Asked by {rows_load.tool()}, {rows_load.CONNECTIONS} connections, {seconds} s each.")
    heading = ("rows", "shape", "", "answers/s", "p50 ms", "p95 ms", "CPU ms", "failed")
    _say(HEADING.format(*heading))
    for shape in shapes():
        rates = []
        for server, addresses in zip(servers, (shape.ours, shape.theirs), strict=False):
            for each in addresses[:2]:
                rows_load.download(server.address + each)
            before = rows_load.cpu_seconds(server.pid)
            found = rows_load.drive(server.address, addresses, seconds * shape.patience)
            cpu = (rows_load.cpu_seconds(server.pid) - before) * 1000 / max(1, found.answers)
            # None in all that time is less than one.
            rates.append(found.rate or 1 / (seconds * shape.patience))
            told = (found.rate, found.p50, found.p95, cpu, found.failed)
            _say(ROW.format(size, shape.name, server.name, *told))
        _verdict(rates, shape.factor)


def _compare_files(servers: list[Server], size: int) -> None:
    """Ask for the whole table as CSV, and print how many of them a second would give."""
    from tests.benchmarks.rows_load import download
    from tests.benchmarks.rows_shapes import OURS, TABLE

    rates = []
    for server, path in zip(
        servers, (f"{OURS}?_format=csv", f"/bench/{TABLE}.csv?_stream=1&_size=max"), strict=False
    ):
        seconds, length = download(server.address + path)
        rates.append(1 / seconds)
        told = f"{seconds:>10.2f} s{length / 1e6:>10.1f} MB"
        _say(f"{size:>8}  {'whole table as CSV':<36}{server.name:<11}{told}")
    _verdict(rates, 10)


def _verdict(rates: list[float], wanted: int) -> None:
    if len(rates) > 1:
        _say(f"{'':<46}{rates[0] / rates[1]:.1f} times (wanted: {wanted})")


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
