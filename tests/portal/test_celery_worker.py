"""The queue for real: a worker in its own process, consuming from Valkey."""

import time
from pathlib import Path

import pytest

from portal.celery import app


def wait_for_file(path: Path, seconds: float = 20) -> str:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if path.exists() and path.read_text():
            return path.read_text()
        time.sleep(0.05)
    return pytest.fail(f"{path.name} was not written within {seconds} seconds")


def test_a_task_sent_by_name_is_executed_by_the_worker_process(celery_worker, tmp_path):
    path = tmp_path / "pid"

    app.send_task("portal.celery.ping", args=[str(path)])

    assert wait_for_file(path) == str(celery_worker.pid)


def test_without_a_broker_a_task_sent_by_name_runs_in_this_process(tmp_path):
    import os

    path = tmp_path / "pid"

    app.send_task("portal.celery.ping", args=[str(path)])

    assert path.read_text() == str(os.getpid())
