"""What the documents point to exists, and what they promise can be run."""

import re

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


def test_every_make_target_the_documents_name_exists():
    targets = set(TARGET.findall((ROOT / "Makefile").read_text(encoding="utf-8")))
    named = {
        name
        for document in DOCUMENTS
        for name in re.findall(r"\bmake ([a-z-]+)\b(?=`| {2,}#|$)", document.read_text("utf-8"))
    }

    assert named
    assert named - targets == set()


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_every_pin_has_a_hash_and_no_line_names_a_host(lock):
    text = (ROOT / lock).read_text(encoding="utf-8")
    pins = re.findall(r"^[A-Za-z0-9._-]+==.*\n    --hash=sha256:", text, re.MULTILINE)

    assert len(pins) == len(re.findall(r"^[A-Za-z0-9]", text, re.MULTILINE)) > 20
    assert not re.search(r"https?:|index-url|find-links|file:", text)
