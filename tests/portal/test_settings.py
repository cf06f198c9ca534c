"""The settings of each kind of installation, read in a process of their own."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings

PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "portal.settings.production",
    "SECRET_KEY": "kX2v9Qz7pLm4Wc8Rt1Yb6Nf3Hs5Jd0GaEuVoTiPrSqDw-and-some-more-of-it",
    "ALLOWED_HOSTS": "www.example.org",
    "SITE_URL": "https://www.example.org/",
    "DATABASE_URL": "postgres://portal:secret@db.example.org:5432/portal",
    "REDIS_URL": "redis://redis.example.org:6379/3",
    "FIELD_ENCRYPTION_KEYS": "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
}
LOCAL = {"DJANGO_SETTINGS_MODULE": "portal.settings.local"}
OURS = [*PRODUCTION, "DEBUG", "PORTAL_VAR_DIR", "SEARCH_BACKEND", "DJANGO_ALLOW_ASYNC_UNSAFE"]


def run(tmp_path, variables: dict[str, str], *command: str) -> subprocess.CompletedProcess:
    environment = {name: value for name, value in os.environ.items() if name not in OURS}
    environment |= {"PORTAL_VAR_DIR": str(tmp_path / "var")} | variables
    return subprocess.run(
        [sys.executable, *command],
        env=environment,
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        timeout=60,
    )


def read(tmp_path, variables: dict[str, str], *names: str) -> dict:
    code = (
        "import json; from django.conf import settings; "
        f"print(json.dumps({{name: getattr(settings, name) for name in {names!r}}}, default=str))"
    )
    result = run(tmp_path, variables, "-c", code)
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


def test_the_deployment_check_is_clean_under_production_settings(tmp_path):
    result = run(tmp_path, PRODUCTION, "manage.py", "check", "--deploy", "--fail-level=DEBUG")

    assert result.returncode == 0, result.stderr
    assert "no issues (0 silenced)" in result.stdout


@pytest.mark.parametrize("name", [n for n in PRODUCTION if n != "DJANGO_SETTINGS_MODULE"])
def test_production_names_a_variable_that_is_missing(tmp_path, name):
    result = run(tmp_path, PRODUCTION | {name: ""}, "manage.py", "check")

    assert result.returncode == 1
    assert f"Set these environment variables: {name} (" in result.stderr


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"SITE_URL": "http://www.example.org"}, "SITE_URL must begin with https://"),
        ({"DATABASE_URL": "sqlite:////tmp/x.sqlite3"}, "must name a PostgreSQL database"),
    ],
    ids=["plain http", "sqlite"],
)
def test_production_refuses_what_is_not_fit_for_it(tmp_path, change, message):
    result = run(tmp_path, PRODUCTION | change, "manage.py", "check")

    assert result.returncode == 1
    assert message in result.stderr


def test_production_uses_postgresql_redis_and_the_host_bound_cookies(tmp_path):
    found = read(
        tmp_path,
        PRODUCTION,
        *("DATABASES", "CACHES", "CELERY_BROKER_URL", "CELERY_TASK_ALWAYS_EAGER"),
        *("SESSION_COOKIE_NAME", "CSRF_TRUSTED_ORIGINS", "SITE_URL"),
    )

    assert found["DATABASES"]["default"]["HOST"] == "db.example.org"
    assert found["CELERY_BROKER_URL"] == "redis://redis.example.org:6379/3"
    # Clearing the cache must not clear the queue.
    assert found["CACHES"]["default"]["LOCATION"] == "redis://redis.example.org:6379/4"
    assert found["CELERY_TASK_ALWAYS_EAGER"] is False
    assert found["SESSION_COOKIE_NAME"] == "__Host-sessionid"
    assert found["CSRF_TRUSTED_ORIGINS"] == ["https://www.example.org"]
    assert found["SITE_URL"] == "https://www.example.org"


def test_the_embedded_installation_keeps_everything_in_its_own_folder(tmp_path):
    found = read(tmp_path, LOCAL, "DATABASES", "MEDIA_ROOT", "EMAIL_FILE_PATH", "SEARCH_INDEX_DIR")

    folder = str(tmp_path / "var")
    assert found["DATABASES"]["default"]["NAME"] == f"{folder}/portal.sqlite3"
    assert found["DATABASES"]["default"]["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    for name in ("MEDIA_ROOT", "EMAIL_FILE_PATH", "SEARCH_INDEX_DIR"):
        assert found[name].startswith(folder)


def test_the_embedded_installation_takes_the_servers_it_is_given(tmp_path):
    variables = LOCAL | {
        "DATABASE_URL": PRODUCTION["DATABASE_URL"],
        "REDIS_URL": PRODUCTION["REDIS_URL"],
        "SEARCH_BACKEND": "postgres",
    }
    found = read(tmp_path, variables, "DATABASES", "CELERY_TASK_ALWAYS_EAGER", "SEARCH_BACKEND")

    assert found["DATABASES"]["default"]["ENGINE"] == "django.db.backends.postgresql"
    assert found["CELERY_TASK_ALWAYS_EAGER"] is False
    assert found["SEARCH_BACKEND"] == "postgres"


def test_every_variable_the_settings_read_is_in_the_example_file():
    import re

    sources = [
        *(settings.BASE_DIR / "portal/settings").glob("*.py"),
        settings.BASE_DIR / "portal/management/commands/serve.py",
    ]
    text = "\n".join(path.read_text() for path in sources if path.name != "test.py")
    pattern = r"""env(?:iron\.get|\.\w+)?\(\s*"([A-Z_]+)\""""
    example = (settings.BASE_DIR / ".env.example").read_text()

    assert "PORTAL_VAR_DIR" in re.findall(pattern, text)
    for name in set(re.findall(pattern, text)):
        assert re.search(rf"^#?{name}=", example, re.MULTILINE), name


def test_every_task_on_the_timetable_exists(tmp_path):
    code = (
        "import django; django.setup()\n"
        "from django.conf import settings\n"
        "from celery import current_app as app\n"
        "app.loader.import_default_modules()\n"
        "named = {entry['task'] for entry in settings.CELERY_BEAT_SCHEDULE.values()}\n"
        "print(sorted(named - set(app.tasks)))"
    )
    result = run(tmp_path, LOCAL, "-c", code)

    assert result.stdout.strip() == "[]", result.stdout + result.stderr


def test_the_embedded_installation_remembers_limits_whatever_else_is_kept(tmp_path):
    code = (
        "import django; django.setup(); from django.core.cache import cache;"
        " [cache.set(f'limit-{number}', 1, 60) for number in range(50)];"
        " [cache.set(f'answer-{number}', 1, 60) for number in range(600)];"
        " print(len(cache.get_many(f'limit-{number}' for number in range(50))))"
    )
    result = run(tmp_path, LOCAL | {"REDIS_URL": ""}, "-c", code)

    assert result.stdout.strip() == "50", result.stderr
