"""Load on a web server: many addresses asked in turn over a few connections.

With ``wrk`` where it is on the path, else with threads of this process.
"""

import http.client
import json
import os
import shutil
import statistics
import subprocess
import tempfile
import threading
import time
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit

CONNECTIONS = 8
CHUNK = 256 * 1024

# Each thread of wrk goes through the addresses; at the end it says what was measured.
_SCRIPT = """
local addresses = {}
for line in io.lines(os.getenv("ADDRESSES")) do addresses[#addresses + 1] = line end
local at = 0
request = function()
  at = at % #addresses + 1
  return wrk.format("GET", addresses[at])
end
done = function(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format(
    '\\n{"answers": %d, "seconds": %f, "p50": %f, "p95": %f, "failed": %d}\\n',
    summary.requests, summary.duration / 1e6,
    latency:percentile(50) / 1e3, latency:percentile(95) / 1e3,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
"""


@dataclass(frozen=True, slots=True)
class Measured:
    """Answers in all and a second, and milliseconds that half and 19 of 20 of them took."""

    answers: int
    rate: float
    p50: float
    p95: float
    failed: int


def drive(base: str, addresses: list[str], seconds: int) -> Measured:
    """Ask the addresses below ``base`` in turn for so many seconds."""
    wrk = shutil.which("wrk")
    said = _with_wrk(wrk, base, addresses, seconds) if wrk else _here(base, addresses, seconds)
    rate = said["answers"] / said["seconds"]
    return Measured(said["answers"], rate, said["p50"], said["p95"], int(said["failed"]))


def cpu_seconds(process: int) -> float:
    """Return the processor's time that a server and its children have taken so far."""
    spent = 0.0
    for pid in (
        str(process),
        *Path(f"/proc/{process}/task/{process}/children").read_text().split(),
    ):
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        spent += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return spent


def tool() -> str:
    return "wrk" if shutil.which("wrk") else "threads of Python"


def download(url: str) -> tuple[float, int]:
    """Read a whole answer; return seconds and bytes."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=120)
    begun, size = time.perf_counter(), 0
    connection.request("GET", f"{parts.path}?{parts.query}")
    with connection.getresponse() as answer:
        if answer.status != 200:
            raise SystemExit(f"{url} answers {answer.status}: {answer.read()[:300]!r}")
        while chunk := answer.read(CHUNK):
            size += len(chunk)
    connection.close()
    return time.perf_counter() - begun, size


def _with_wrk(wrk: str, base: str, addresses: list[str], seconds: int) -> dict:
    with tempfile.TemporaryDirectory() as folder:
        listed, script = Path(folder) / "addresses", Path(folder) / "script.lua"
        listed.write_text("\n".join(addresses) + "\n", encoding="utf-8")
        script.write_text(_SCRIPT, encoding="utf-8")
        options = ["-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--timeout=30s", "-s", str(script)]
        done = subprocess.run(
            [wrk, *options, base],
            env={"ADDRESSES": str(listed)},
            capture_output=True,
            text=True,
            check=True,
        )
    return json.loads(done.stdout.strip().splitlines()[-1])


def _here(base: str, addresses: list[str], seconds: int) -> dict:
    parts, times, failed, turn = urlsplit(base), [], [], count()
    end = time.perf_counter() + seconds

    def ask() -> None:
        connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=30)
        while time.perf_counter() < end:
            begun = time.perf_counter()
            connection.request("GET", addresses[next(turn) % len(addresses)])
            answer = connection.getresponse()
            answer.read()
            times.append((time.perf_counter() - begun) * 1000)
            if answer.status != 200:
                failed.append(answer.status)
        connection.close()

    begun = time.perf_counter()
    threads = [threading.Thread(target=ask) for _number in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return {
        "answers": len(times),
        "seconds": time.perf_counter() - begun,
        "p50": statistics.median(times),
        "p95": statistics.quantiles(times, n=20)[-1],
        "failed": len(failed),
    }
