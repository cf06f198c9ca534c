"""The house keeps its shape: floors, file sizes, names, and templates that obey the policy."""

import ast
import re
from pathlib import Path

import django.forms
import pytest
from django.apps import apps
from django.conf import settings
from django.template.utils import get_app_template_dirs

ROOT = settings.BASE_DIR
FLOORS = {"catalogs": 0, "applications": 1, "feedback": 1, "supervision": 2, "portal": 3}
PLUMBING = ("portal/__init__.py", "portal/settings/", "portal/celery.py", "portal/asgi.py")
PLUMBING = (*PLUMBING, "portal/wsgi.py")
LINES_AT_MOST = 300
FORBIDDEN_NAMES = {"utils", "helpers", "common", "services", "core", "signals", "misc"}
SIGNAL_MODULES = ("django.dispatch", "django.db.models.signals", "django.core.signals")
TOP_LEVEL = {
    *FLOORS,
    *("templates", "static", "fixtures", "tests", "docs", "locale", "var"),
    *("manage.py", "pyproject.toml", "Makefile", "README.md", "LICENSE"),
    *("requirements.lock", "requirements-dev.lock"),
}


def python_files(*folders: str) -> list[Path]:
    return [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]


SOURCES = python_files(*FLOORS)
TEMPLATES = sorted(path for path in (ROOT / "templates").rglob("*") if path.is_file())


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def imported_modules(path: Path) -> list[tuple[int, str]]:
    """Return (line, module) of every import of a file, wherever in the file it stands."""
    found = []
    package = path.relative_to(ROOT).with_suffix("").parts[:-1]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [(node.lineno, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            found += [(node.lineno, f"{node.module}.{alias.name}") for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1]
            found.append((node.lineno, ".".join([*base, node.module or ""])))
    return found


def may_reach(source: str, target: str) -> bool:
    return source == target or FLOORS[target] < FLOORS[source]


def test_imports_point_down_only_also_inside_functions():
    upward = [
        f"{name_of(path)}:{line} imports {module}"
        for path in SOURCES
        for line, module in imported_modules(path)
        if (target := module.split(".")[0]) in FLOORS
        and not may_reach(path.relative_to(ROOT).parts[0], target)
    ]

    assert upward == []


def test_foreign_keys_point_down_only():
    fields = [
        (model, field)
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label in FLOORS
        for field in model._meta.get_fields()
        if field.is_relation and field.related_model and not field.auto_created
    ]
    upward = [
        f"{field} points to {field.related_model._meta.label}"
        for model, field in fields
        if field.related_model._meta.app_label in FLOORS
        and not may_reach(model._meta.app_label, field.related_model._meta.app_label)
    ]

    assert fields
    assert upward == []


def test_the_plumbing_imports_no_app_code():
    apps_of_ours = set(FLOORS) - {"portal"}
    wrong = [
        f"{name_of(path)}:{line} imports {module}"
        for path in SOURCES
        if name_of(path).startswith(PLUMBING)
        for line, module in imported_modules(path)
        if module.split(".")[0] in apps_of_ours
    ]

    assert wrong == []


def test_nothing_listens_to_signals():
    wrong = [
        f"{name_of(path)}:{line} imports {module}"
        for path in SOURCES
        for line, module in imported_modules(path)
        if module.startswith(SIGNAL_MODULES)
    ]

    assert wrong == []


def test_no_file_is_longer_than_a_reader_can_hold():
    long = {
        name_of(path): lines
        for path in [*SOURCES, *python_files("tests")]
        if "migrations" not in path.parts
        and (lines := len(path.read_text(encoding="utf-8").splitlines())) > LINES_AT_MOST
    }

    assert long == {}


def about_the_service_list(path: Path) -> bool:
    """Beside ``powers.py``, ``services.py`` is the second of the three lists, not a drawer."""
    return path.stem == "services" and any(path.parent.glob("*powers.py"))


def test_no_module_has_a_name_that_says_nothing():
    wrong = [
        name_of(path)
        for path in [*SOURCES, *python_files("tests")]
        if FORBIDDEN_NAMES & {path.stem, *path.relative_to(ROOT).parts[:-1]}
        and not about_the_service_list(path)
    ]

    assert wrong == []


def test_the_top_level_holds_only_what_the_design_names():
    found = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}

    assert found - TOP_LEVEL == set()


# What the content security policy would block, or what would need a hole in it.
INLINE = {
    "an inline script": re.compile(
        r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/(?:ld\+)?json\")", re.IGNORECASE
    ),
    "an inline style sheet": re.compile(r"<style\b", re.IGNORECASE),
    "a style attribute": re.compile(r"\sstyle\s*=", re.IGNORECASE),
    "an event attribute": re.compile(r"<[^>]*\s(?:on[a-z]+|hx-on[^=\s]*)\s*=", re.IGNORECASE),
    "a script address": re.compile(r"javascript:", re.IGNORECASE),
    "another host's file": re.compile(r"<(?:script|img|link)[^>]*(?:src|href)=\"(?:https?:)?//"),
}


@pytest.mark.parametrize("what", INLINE)
def test_no_template_holds_what_the_policy_blocks(what):
    wrong = [
        f"{name_of(path)}:{text.count(chr(10), 0, match.start()) + 1}"
        for path in TEMPLATES
        if path.suffix == ".html"
        for text in [path.read_text(encoding="utf-8")]
        for match in INLINE[what].finditer(text)
    ]

    assert wrong == []


def overrides_another_package(name: str) -> bool:
    """Say whether Django or an installed package looks for a template of this name by itself."""
    if name in {"400.html", "403.html", "403_csrf.html", "404.html", "500.html"}:
        return True
    folders = [
        *get_app_template_dirs("templates"),
        Path(django.forms.__file__).parent / "templates",
    ]
    return any((folder / name).exists() for folder in folders)


def test_no_text_for_translation_hides_in_an_f_string():
    """Before Python 3.12 an f-string is one token: the collector of texts cannot look into it."""
    hidden = [
        f"{name_of(path)}:{inner.lineno}"
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.JoinedStr)
        for inner in ast.walk(node)
        if isinstance(inner, ast.Call)
        and isinstance(inner.func, ast.Name)
        and inner.func.id in {"_", "_now", "gettext", "ngettext", "pgettext"}
    ]
    assert hidden == []


def test_every_template_is_used():
    texts = [path.read_text(encoding="utf-8") for path in [*SOURCES, *TEMPLATES]]
    named = set(re.findall(r"""["']([\w./-]+\.(?:html|txt|xml))["']""", "\n".join(texts)))
    unused = [
        name
        for path in TEMPLATES
        if (name := str(path.relative_to(ROOT / "templates"))) not in named
        and not overrides_another_package(name)
    ]

    assert unused == []


CHINESE = re.compile(r"[\u4e00-\u9fff]")
COMMENT = re.compile(r"{#.*?#}|{% comment.*?{% endcomment %}", re.DOTALL)


def test_no_template_speaks_chinese_past_the_translation():
    """All words go through gettext; what is marked as Chinese (``lang``) may stand as it is."""
    wrong = [
        f"{name_of(path)}: {line.strip()}"
        for path in TEMPLATES
        for line in COMMENT.sub("", path.read_text(encoding="utf-8")).splitlines()
        if CHINESE.search(line) and 'lang="zh' not in line
    ]

    assert wrong == []
