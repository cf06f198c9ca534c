"""Production: PostgreSQL, Redis, HTTPS behind a proxy. What is missing is named, all at once."""

from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from .base import *  # noqa: F403
from .environment import database, env, purpose_key, redis_cache

REQUIRED = {
    "SECRET_KEY": "at least 50 random characters",
    "ALLOWED_HOSTS": "the host names of the site, separated by commas",
    "SITE_URL": "the public address, beginning with https://",
    "DATABASE_URL": "postgres://user:password@host:5432/name",
    "REDIS_URL": "redis://host:6379/0",
    "FIELD_ENCRYPTION_KEYS": "Fernet keys, the current one first, separated by commas",
}
_missing = [f"{name} ({hint})" for name, hint in REQUIRED.items() if not env(name, default="")]
if _missing:
    raise ImproperlyConfigured(f"Set these environment variables: {'; '.join(_missing)}.")
if not SITE_URL.startswith("https://"):  # noqa: F405
    raise ImproperlyConfigured("SITE_URL must begin with https:// in production.")

ALTCHA_HMAC_KEY = purpose_key(SECRET_KEY, "proof of work")  # noqa: F405

DATABASES = {"default": database(env("DATABASE_URL"), default_path=VAR_DIR)}  # noqa: F405
if not DATABASES["default"]["ENGINE"].endswith("postgresql"):
    raise ImproperlyConfigured("DATABASE_URL must name a PostgreSQL database in production.")
CACHES = {"default": redis_cache(REDIS_URL)}  # noqa: F405

# TLS ends at the proxy, which sets X-Forwarded-Proto and appends to X-Forwarded-For.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 2 * 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=1)
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https"
CSRF_TRUSTED_ORIGINS = ["{0.scheme}://{0.netloc}".format(urlsplit(SITE_URL))]  # noqa: F405

SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-sessionid"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrftoken"
LANGUAGE_COOKIE_SECURE = True

EMAIL_CONFIG = env.email_url("EMAIL_URL", default="smtp://localhost:25")
vars().update(EMAIL_CONFIG)

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# An import may be previewed by one machine and confirmed on another.
IMPORT_EXPORT_TMP_STORAGE_CLASS = "import_export.tmp_storages.CacheStorage"
