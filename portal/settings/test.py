"""The suite: SQLite by default, PostgreSQL and Redis with ``TEST_DATABASE=postgres``.

The real servers are started by ``tests/conftest.py``, which fills in their addresses.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

# One folder for the whole run; the parallel workers inherit it from the first process.
if "PORTAL_TEST_DIR" not in os.environ:
    os.environ["PORTAL_TEST_DIR"] = tempfile.mkdtemp(prefix="portal-test-")
    atexit.register(shutil.rmtree, os.environ["PORTAL_TEST_DIR"], ignore_errors=True)
os.environ["PORTAL_VAR_DIR"] = os.environ["PORTAL_TEST_DIR"]
os.environ["REDIS_URL"] = ""

from .base import *  # noqa: F403
from .environment import derived_key, env, purpose_key, redis_cache, sqlite_database

SECRET_KEY = "only-for-the-test-suite"
FIELD_ENCRYPTION_KEYS = [derived_key(SECRET_KEY)]
ALTCHA_HMAC_KEY = purpose_key(SECRET_KEY, "proof of work")
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
SITE_URL = "http://testserver"

_test_dir = Path(os.environ["PORTAL_TEST_DIR"]) / os.environ.get("PYTEST_XDIST_WORKER", "main")
_test_dir.mkdir(parents=True, exist_ok=True)
VAR_DIR = _test_dir
MEDIA_ROOT = _test_dir / "media"
PRIVATE_ROOT = _test_dir / "private"
STATIC_ROOT = _test_dir / "static"
STATIC_ROOT.mkdir(exist_ok=True)
SEARCH_INDEX_DIR = _test_dir / "search"
DATA_STORE_DIR = _test_dir / "data"
DATA_USE_SECONDS = 0
DATA_ENTRY_SECONDS = 0

TEST_DATABASE = env("TEST_DATABASE", default="sqlite")
if TEST_DATABASE == "postgres":
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "HOST": "127.0.0.1",
            "PORT": env("TEST_POSTGRES_PORT", default=""),
            "USER": "postgres",
            "NAME": "postgres",
            "TEST": {"NAME": "portal_test", "TEMPLATE": "template0"},
        }
    }
else:
    # A file, not memory: threads and a second process (the Celery worker) must see it too.
    DATABASES = {"default": sqlite_database(_test_dir / "unused.sqlite3")}
    DATABASES["default"]["TEST"] = {"NAME": str(_test_dir / "test.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] = (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
    )

# Each parallel worker has two databases of the one server: its broker's and its cache's.
_number = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
TEST_REDIS_URL = env("TEST_REDIS_URL", default="")
if TEST_REDIS_URL:
    TEST_REDIS_URL = urlsplit(TEST_REDIS_URL)._replace(path=f"/{2 * _number}").geturl()
CACHES = {
    "default": redis_cache(TEST_REDIS_URL)
    if TEST_REDIS_URL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}

# In process and loud: what a task raises, the test sees.
CELERY_BROKER_URL = "memory://"
CELERY_TASK_ALWAYS_EAGER = True
CELERY_TASK_EAGER_PROPAGATES = True

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
LOGGING["root"]["level"] = "WARNING"  # noqa: F405
