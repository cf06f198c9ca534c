"""The processes of the embedded installation, and how to see that the site answers."""

import os
import socket
import sys
import time
import urllib.request
from pathlib import Path
from urllib.error import URLError

from django.conf import settings

from .together import Child, Group, child_options
from .valkey import Valkey, find_server

ANSWER_SECONDS = 60
# Celery warns root at length; in a container everything is root.
NO_ROOT_WARNING = "ignore:You're running the worker with superuser privileges"
CELERY = [sys.executable, "-W", NO_ROOT_WARNING, "-m", "celery", "--quiet", "-A", "portal"]


def port_is_free(host: str, port: int) -> bool:
    """Say whether a server could listen on ``port`` of ``host`` now."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def start_broker(group: Group) -> str:
    """Add an embedded Valkey to ``group`` and return its URL.

    Returns ``REDIS_URL`` where one is set, and "" where this machine has no server.
    """
    if os.environ.get("REDIS_URL"):
        return os.environ["REDIS_URL"]
    binary = find_server()
    if not binary:
        return ""
    valkey = Valkey(binary, settings.VAR_DIR / "valkey")
    process = valkey.start(**child_options())
    group.add(Child("Valkey", [binary], process=process))
    return valkey.url


def worker(environment: dict[str, str]) -> Child:
    """Return the Celery worker: two tasks at a time, in threads of one process."""
    command = [*CELERY, "worker", "--pool=threads", "--concurrency=2", "--loglevel=WARNING"]
    return Child("worker", [*command, "--without-gossip", "--without-mingle"], environment)


def beat(environment: dict[str, str]) -> Child:
    """Return Celery beat; without a broker it executes what falls due itself."""
    schedule = settings.VAR_DIR / "celerybeat-schedule"
    command = [*CELERY, "beat", "--loglevel=WARNING", f"--schedule={schedule}", "--pidfile="]
    return Child("beat", command, environment)


def web(host: str, port: int, environment: dict[str, str]) -> Child:
    """Return gunicorn with two processes of four threads each."""
    address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    command = [sys.executable, "-m", "gunicorn", "portal.wsgi:application", f"--bind={address}"]
    options = ["--workers=2", "--threads=4", "--timeout=60", "--graceful-timeout=5"]
    options += ["--log-level=error", "--no-control-socket", f"--chdir={settings.BASE_DIR}"]
    return Child("web server", [*command, *options], environment)


def wait_until_it_answers(group: Group, url: str) -> bool:
    """Ask ``url`` until it answers 200; false when a child ends, a stop is asked or time is up."""
    deadline = time.monotonic() + ANSWER_SECONDS
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    while time.monotonic() < deadline and not group.asked_to_stop and not group.dead():
        try:
            with opener.open(url, timeout=5) as answer:
                return answer.status == 200
        except (URLError, OSError):
            time.sleep(0.1)
    return False


def index_exists() -> bool:
    """Say whether a search index lies on this machine's disk, or none is needed there."""
    folder = Path(settings.SEARCH_INDEX_DIR)
    return settings.SEARCH_BACKEND != "whoosh" or (folder.exists() and any(folder.iterdir()))
