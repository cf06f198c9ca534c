"""No text of the site goes untranslated without being named."""

import gettext

import pytest

from portal import translating

TEMPLATE = """{% load i18n %}
  <h1>{% translate "Lists" %}</h1>
    {% blocktranslate trimmed count number=n %}
      {{ number }} entry
    {% plural %}
      {{ number }} entries
    {% endblocktranslate %}
<a title="{{ x|default:_('None yet') }}">{% translate "May" context "month" %} 100% (it's)</a>
"""
PYTHON = """
from django.utils.translation import gettext_lazy as _, ngettext

def title():
    return _("Department") + ngettext("%(n)d day", "%(n)d days", 2) + "not this one"
"""


@pytest.fixture
def project(tmp_path):
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/page.html").write_text(TEMPLATE)
    (tmp_path / "catalogs").mkdir()
    (tmp_path / "catalogs/views.py").write_text(PYTHON)
    return tmp_path


@pytest.fixture
def catalogue(project):
    return translating.updated(
        translating.collect(project), translating.read_catalogue(project / "none.po")
    )


def translate_all(catalogue):
    for message in catalogue:
        if message.id:
            text = "%(n)d 天" if "%(n)d day" in message.id else "译文"
            text = "%(number)s 条" if "%(number)s entry" in message.id else text
            message.string = (text,) if message.pluralizable else text


def test_texts_of_python_and_templates_are_collected_with_file_and_line(project):
    found = {(t.file, t.line, t.key) for t in translating.collect(project)}

    assert found == {
        ("catalogs/views.py", 5, (None, "Department")),
        ("catalogs/views.py", 5, (None, "%(n)d day")),
        ("templates/page.html", 2, (None, "Lists")),
        ("templates/page.html", 3, (None, "%(number)s entry")),
        ("templates/page.html", 8, (None, "None yet")),
        ("templates/page.html", 8, ("month", "May")),
    }


def test_a_complete_catalogue_has_no_problem(project, catalogue):
    translate_all(catalogue)

    assert translating.problems(translating.collect(project), catalogue) == []


def spoil_by_removing(catalogue):
    catalogue.delete("Lists")


def spoil_by_emptying(catalogue):
    catalogue.get("Lists").string = ""


def spoil_by_fuzzy(catalogue):
    catalogue.get("Lists").flags.add("fuzzy")


def spoil_by_placeholder(catalogue):
    catalogue.get("%(n)d day").string = ("%(m)d 天",)


def spoil_by_leftover(catalogue):
    catalogue.add("Gone from the source", "没有了")


@pytest.mark.parametrize(
    ("spoil", "line"),
    [
        (spoil_by_removing, "templates/page.html:2: not in the catalogue: 'Lists'"),
        (spoil_by_emptying, "templates/page.html:2: not translated: 'Lists'"),
        (spoil_by_fuzzy, "templates/page.html:2: marked fuzzy: 'Lists'"),
        (spoil_by_placeholder, "catalogs/views.py:5: wrong translation"),
        (spoil_by_leftover, "django.po: used nowhere: 'Gone from the source'"),
    ],
)
def test_each_kind_of_problem_is_named_with_its_place(project, catalogue, spoil, line):
    translate_all(catalogue)
    spoil(catalogue)

    (problem,) = translating.problems(translating.collect(project), catalogue)

    assert problem.startswith(line)


def test_updating_keeps_translations_and_is_stable(project, catalogue, tmp_path):
    translate_all(catalogue)
    path = tmp_path / "django.po"
    translating.write_catalogue(catalogue, path)
    first = path.read_text()

    again = translating.updated(translating.collect(project), translating.read_catalogue(path))
    translating.write_catalogue(again, path)

    assert path.read_text() == first
    assert "译文" in first
    assert "#: templates/page.html\n" in first


def test_the_compiled_catalogue_is_what_gettext_reads(catalogue, tmp_path):
    translate_all(catalogue)
    path = tmp_path / "django.po"
    translating.write_catalogue(catalogue, path)

    with translating.compile_catalogue(path).open("rb") as file:
        compiled = gettext.GNUTranslations(file)

    assert compiled.gettext("Lists") == "译文"
    assert compiled.ngettext("%(n)d day", "%(n)d days", 3) == "%(n)d 天"
    assert compiled.pgettext("month", "May") == "译文"
