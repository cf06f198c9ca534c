"""Settings every installation shares; all that differs is read from the environment."""

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from .api import *  # noqa: F403
from .environment import BASE_DIR, env
from .security import *  # noqa: F403
from .site import *  # noqa: F403
from .tasks import *  # noqa: F403

VAR_DIR = Path(env("PORTAL_VAR_DIR", default="") or BASE_DIR / "var").resolve()

SECRET_KEY = env("SECRET_KEY", default="")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[])
DEBUG = False

INSTALLED_APPS = [
    "portal",
    "supervision",
    "applications",
    "feedback",
    "catalogs",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
    "django_filters",
    "import_export",
    "rest_framework",
    "drf_spectacular",
    "django_htmx",
    "allauth",
    "allauth.account",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "portal.headers.PermissionsPolicyMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
ASGI_APPLICATION = "portal.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "portal.context.site",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
INSTALLED_APPS.append("django.forms")

# "www.example.org" typed into a form means https, as from Django 6 on.
FORMS_URLFIELD_ASSUME_HTTPS = True

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "catalogs.Official"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Chinese")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = "portal.formats"
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

FIXTURE_DIRS = [BASE_DIR / "fixtures"]
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = VAR_DIR / "media"
MEDIA_URL = "/media/"
# Citizens' files: encrypted, outside every folder that is served.
PRIVATE_ROOT = VAR_DIR / "private"
# Keys of the encrypted columns and files (Fernet): the first writes, every one reads.
FIELD_ENCRYPTION_KEYS = env.list("FIELD_ENCRYPTION_KEYS", default=[])
# Identity parts of a concluded application are erased after so many years: the shorter term
# of filed government documents (ten years), which an archive may have to lengthen.
APPLICATION_RETENTION_YEARS = env.int("APPLICATION_RETENTION_YEARS", default=10)

# Links to other sites are followed only where the network has a way out. Hosts of the government's
# own network may be named; every other host with a private address is refused.
CHECK_OUTSIDE_LINKS = env.bool("CHECK_OUTSIDE_LINKS", default=False)
LINK_CHECK_PRIVATE_HOSTS = env.list("LINK_CHECK_PRIVATE_HOSTS", default=[])
# Between two questions to the same host.
LINK_CHECK_PAUSE_SECONDS = 1.0

# The rows of datasets as files for queries: made from the released files, safe to delete.
DATA_STORE_DIR = VAR_DIR / "data"
# What one query to them may take.
DATA_QUERY_SECONDS = 5.0
DATA_QUERY_MEMORY = "512MB"
DATA_QUERY_THREADS = 1  # several answers at once are worth more than one that is faster
# So long a process believes an entry of the data catalogue before it reads it again for the rows.
DATA_ENTRY_SECONDS = 1
# Uses of data are added up in each process and written after so many seconds.
DATA_USE_SECONDS = 30

# "whoosh": an index on this machine's disk; "postgres": full text in the database, for several.
SEARCH_BACKEND = env("SEARCH_BACKEND", default="whoosh")
SEARCH_INDEX_DIR = VAR_DIR / "search"

DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="noreply@example.org")
DEMO_PASSWORD = env("DEMO_PASSWORD", default="binhu-demo-2026")

# One line for each event, on standard output. Addresses of visitors, what they typed and who they
# are do not belong in a log: nothing here writes them.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "stream": "ext://sys.stdout",
            "formatter": "line",
        },
    },
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", default="INFO")},
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        "django.server": {"handlers": ["console"], "level": "INFO", "propagate": False},
        "celery.beat": {"level": "WARNING"},
    },
}
