"""What the environment says: one place that reads variables and turns them into Django's shapes."""

import base64
import hashlib
import hmac
from pathlib import Path
from urllib.parse import urlsplit

import environ

BASE_DIR = Path(__file__).resolve().parent.parent.parent

env = environ.Env()
env.read_env(str(BASE_DIR / ".env"))  # variables that are already set win over the file

SQLITE_OPTIONS = {
    # Readers never wait for the writer, and a writer takes its lock at the start of the
    # transaction, so that two writers queue instead of failing with "database is locked".
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
}


def sqlite_database(path: Path) -> dict:
    """Return the ``DATABASES`` entry of an SQLite file at ``path``, in WAL mode."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": dict(SQLITE_OPTIONS),
    }


def database(url: str, *, default_path: Path) -> dict:
    """Return the ``DATABASES`` entry for ``url``, or for SQLite at ``default_path`` if it is empty.

    PostgreSQL connections are kept for a minute and checked before they are used again.
    """
    if not url:
        return sqlite_database(default_path)
    config = environ.Env.db_url_config(url)
    if config["ENGINE"].endswith("sqlite3"):
        return sqlite_database(Path(config["NAME"]))
    return config | {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}


def redis_cache(url: str) -> dict:
    """Return the ``CACHES`` entry for the Redis at ``url``.

    The cache takes the database number after the broker's, so that clearing it loses no task.
    """
    parts = urlsplit(url)
    number = int(parts.path.strip("/") or 0)
    return {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": parts._replace(path=f"/{number + 1}").geturl(),
        "KEY_PREFIX": "portal",
    }


def derived_key(secret: str) -> str:
    """Return a field encryption key made from ``secret``, for demonstration and tests only."""
    return base64.urlsafe_b64encode(hashlib.sha256(f"fields:{secret}".encode()).digest()).decode()


def purpose_key(secret: str, purpose: str) -> str:
    """Return a key of its own for ``purpose``, made from the installation's ``SECRET_KEY``."""
    return hmac.new(secret.encode(), purpose.encode(), hashlib.sha256).hexdigest()
