"""A real Celery worker, in a process of its own, on the test's database and a real Valkey."""

import os
import subprocess
import sys
import time

import pytest
from django.conf import settings
from django.db import connection
from kombu import pools

from portal.celery import app
from portal.runner.together import child_options

START_SECONDS = 40


def worker_environment(valkey_url: str) -> dict[str, str]:
    """Return the environment of a process that shares this test's database, files and broker."""
    database = connection.settings_dict
    if connection.vendor == "postgresql":
        url = f"postgres://postgres@127.0.0.1:{database['PORT']}/{database['NAME']}"
    else:
        url = f"sqlite:///{database['NAME']}"
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "portal.settings.local",
        "DATABASE_URL": url,
        "REDIS_URL": valkey_url,
        "PORTAL_VAR_DIR": str(settings.VAR_DIR),
        "DEBUG": "0",
    }


def forget_connections() -> None:
    """Make Celery connect anew: its pools remember the broker they were made for."""
    pools.reset()
    app._pool = None
    app.amqp._producer_pool = None


@pytest.fixture
def celery_worker(transactional_db, valkey_url, tmp_path):
    """Start a worker and make this process send its tasks to it; gives the worker's process.

    The test must commit what the worker shall see, hence the transactional database.
    """
    before = app.conf.task_always_eager, app.conf.broker_url
    log = open(tmp_path / "worker.log", "wb")  # noqa: SIM115 - the worker writes to it
    process = subprocess.Popen(
        [sys.executable, "-m", "celery", "-A", "portal", "worker", "--pool=solo"]
        + ["--loglevel=INFO", "--without-gossip", "--without-mingle"],
        env=worker_environment(valkey_url),
        cwd=settings.BASE_DIR,
        stdout=log,
        stderr=log,
        **child_options(),
    )
    app.conf.update(task_always_eager=False, broker_url=valkey_url)
    forget_connections()
    try:
        _wait_for(process, tmp_path / "worker.log")
        yield process
    finally:
        process.terminate()
        process.wait(timeout=START_SECONDS)
        log.close()
        app.conf.update(task_always_eager=before[0], broker_url=before[1])
        forget_connections()


def _wait_for(process: subprocess.Popen, log) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        if " ready." in log.read_text(errors="replace"):
            return
        time.sleep(0.1)
    pytest.fail(f"the worker did not start:\n{log.read_text(errors='replace')}")
