"""The embedded installation: SQLite, the local search index, files under ``var/``."""

from .base import *  # noqa: F403
from .environment import database, derived_key, env, purpose_key, redis_cache

DEBUG = env.bool("DEBUG", default=True)
SECRET_KEY = SECRET_KEY or "local-installation-only-not-a-secret"  # noqa: F405
# A demonstration key, known to everyone who knows SECRET_KEY: real data needs keys of its own.
FIELD_ENCRYPTION_KEYS = FIELD_ENCRYPTION_KEYS or [derived_key(SECRET_KEY)]  # noqa: F405
ALTCHA_HMAC_KEY = purpose_key(SECRET_KEY, "proof of work")
ALLOWED_HOSTS = ALLOWED_HOSTS or ["127.0.0.1", "localhost", "[::1]"]  # noqa: F405

for _folder in (VAR_DIR, MEDIA_ROOT, STATIC_ROOT):  # noqa: F405
    _folder.mkdir(parents=True, exist_ok=True)

DATABASES = {
    "default": database(
        env("DATABASE_URL", default=""),
        default_path=VAR_DIR / "portal.sqlite3",  # noqa: F405
    )
}
CACHES = {
    "default": redis_cache(REDIS_URL)  # noqa: F405
    if REDIS_URL  # noqa: F405
    else {
        # Shared by all processes of this machine, so that the limit on failed log-ins counts all.
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": str(VAR_DIR / "cache"),  # noqa: F405
        # When it is full a third goes, whatever it is: a few hundred addresses that readers ask
        # for are not to push out how often somebody has come.
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    }
}

EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR_DIR / "mail"  # noqa: F405

# Static files are served from where they lie: nothing to collect.
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_MAX_AGE = 0
