"""What the documents point to exists, and what they promise can be run."""

import os
import re
import shutil
import subprocess
import sys

import pytest
from django.conf import settings

ROOT = settings.BASE_DIR
DOCUMENTS = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)")
TARGET = re.compile(r"^([a-z-]+):.*## \S", re.MULTILINE)


def name_of(path):
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_every_link_inside_the_documents_leads_somewhere(document):
    links = LINK.findall(document.read_text(encoding="utf-8"))

    assert [link for link in links if not (document.parent / link).exists()] == []


def test_every_page_of_the_documents_is_in_the_index():
    index = (ROOT / "docs/index.md").read_text(encoding="utf-8")
    pages = {path.name for path in (ROOT / "docs").glob("*.md")} - {"index.md"}

    assert pages
    assert {page for page in pages if f"]({page})" not in index} == set()


def test_make_help_documents_the_targets_people_need():
    documented = set(TARGET.findall((ROOT / "Makefile").read_text(encoding="utf-8")))

    assert {"setup", "demo", "test", "quality", "bench", "messages", "help"} <= documented


def test_every_task_of_the_timetable_is_documented():
    text = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    tasks = {row["task"] for row in settings.CELERY_BEAT_SCHEDULE.values()}

    assert tasks
    assert {task for task in tasks if f"| `{task}` |" not in text} == set()


def test_every_make_target_the_documents_name_exists():
    targets = set(TARGET.findall((ROOT / "Makefile").read_text(encoding="utf-8")))
    named = {
        name
        for document in DOCUMENTS
        for name in re.findall(r"\bmake ([a-z-]+)\b(?=`| {2,}#|$)", document.read_text("utf-8"))
    }

    assert named
    assert named - targets == set()


@pytest.mark.parametrize(
    "script", sorted((ROOT / "tests/benchmarks").glob("bench_*.py")), ids=name_of
)
def test_make_bench_runs_every_benchmark_and_each_prints_figures(script):
    assert f"$(BIN)/python {name_of(script)} --sizes $(SIZES)" in (ROOT / "Makefile").read_text()

    command = [sys.executable, str(script), "--sizes", "40"]
    own = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    result = subprocess.run(
        command, env=own, capture_output=True, text=True, check=False, timeout=300
    )

    assert (result.returncode, result.stderr) == (0, "")
    assert re.search(r"^ *40 .*\S", result.stdout, re.MULTILINE), result.stdout


@pytest.mark.skipif(not shutil.which("make"), reason="no make on this machine")
@pytest.mark.parametrize(("given", "seen"), [(None, ""), ("8123", "8123")], ids=["unset", "set"])
def test_make_hands_down_a_port_only_where_one_is_set(given, seen, tmp_path, monkeypatch):
    """An empty variable would win over the ``.env`` file."""
    monkeypatch.delenv("PORT", raising=False)
    if given:
        monkeypatch.setenv("PORT", given)
    probe = tmp_path / "probe.mk"
    probe.write_text(f"include {ROOT / 'Makefile'}\nprobe:\n\t@env | grep '^PORT=' || true\n")
    result = subprocess.run(
        ["make", "-s", "-f", str(probe), "probe"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )

    assert result.stdout.strip() == (f"PORT={seen}" if seen else "")


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_every_pin_has_a_hash_and_no_line_names_a_host(lock):
    text = (ROOT / lock).read_text(encoding="utf-8")
    pins = re.findall(r"^[A-Za-z0-9._-]+==.*\n    --hash=sha256:", text, re.MULTILINE)

    assert len(pins) == len(re.findall(r"^[A-Za-z0-9]", text, re.MULTILINE)) > 20
    assert not re.search(r"https?:|index-url|find-links|file:", text)
