"""The texts of the site and their translation: collected, compared, compiled; no GNU gettext.

A text is whatever Python or a template hands to gettext. Babel reads the Python; Django's own
``templatize`` turns a template into something Babel can read.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

LOCALE = "zh_Hans"
PYTHON_FOLDERS = ("catalogs", "applications", "feedback", "supervision", "portal")
KEYWORDS = {
    "_": None,
    "_lazy": None,
    "_now": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
HEADER = """\
# Chinese translation of the portal.
# Collected by `make messages`; the texts in msgstr are written by people.
"""


@dataclass(frozen=True, order=True)
class Text:
    """One text in the source: where it stands, and its gettext identity."""

    file: str
    line: int
    msgid: str | tuple[str, str]
    context: str | None

    @property
    def key(self) -> tuple[str | None, str]:
        """Context and singular: what gettext looks a text up by."""
        return self.context, self.msgid[0] if isinstance(self.msgid, tuple) else self.msgid


def catalogue_path() -> Path:
    """Return the path of the Chinese catalogue."""
    return settings.LOCALE_PATHS[0] / LOCALE / "LC_MESSAGES" / "django.po"


def collect(root: Path) -> list[Text]:
    """Return every text below ``root`` in a stable order, each occurrence once."""
    return sorted({*_from_python(root), *_from_templates(root)}, key=lambda t: (t.file, t.line))


def _from_python(root: Path) -> Iterator[Text]:
    for folder in PYTHON_FOLDERS:
        for path in sorted((root / folder).rglob("*.py")):
            if "migrations" not in path.parts:
                yield from _extract(path.read_bytes(), str(path.relative_to(root)))


def _from_templates(root: Path) -> Iterator[Text]:
    for path in sorted((root / "templates").rglob("*")):
        if path.suffix in {".html", ".txt", ".xml"}:
            name = str(path.relative_to(root))
            source = templatize(path.read_text(encoding="utf-8"), origin=name)
            # The indentation of HTML means nothing to Python, and would stop its tokenizer.
            lines = "\n".join(line.strip() for line in source.splitlines())
            yield from _extract(lines.encode(), name)


def _extract(source: bytes, name: str) -> Iterator[Text]:
    options = {"encoding": "utf-8"}
    for line, msgid, _comments, context in extract(
        "python", BytesIO(source), keywords=KEYWORDS, options=options
    ):
        if msgid and (not isinstance(msgid, tuple) or msgid[0]):
            yield Text(name, line, msgid, context)


def read_catalogue(path: Path) -> Catalog:
    """Read the catalogue at ``path``; an absent file is an empty catalogue."""
    if not path.exists():
        return Catalog(locale=LOCALE)
    with path.open("rb") as file:
        return read_po(file, locale=LOCALE, abort_invalid=True)


def problems(texts: list[Text], catalogue: Catalog) -> list[str]:
    """Return a line for every text not properly translated and every entry no text uses.

    Missing, empty, fuzzy, unlike in its placeholders, obsolete: each with its file and line.
    """
    found = [
        f"{text.file}:{text.line}: {trouble}: {text.key[1]!r}"
        for text in texts
        if (trouble := _trouble(catalogue.get(text.key[1], context=text.context)))
    ]
    used = {text.key for text in texts}
    found += [
        f"{catalogue_path().name}: used nowhere: {_key(message)[1]!r}"
        for message in catalogue
        if message.id and _key(message) not in used
    ]
    found += [
        f"{catalogue_path().name}: obsolete entry: {key!r}" for key in sorted(catalogue.obsolete)
    ]
    return found


def _trouble(message: Message | None) -> str:
    if message is None:
        return "not in the catalogue"
    strings = message.string if isinstance(message.string, tuple | list) else [message.string]
    if not all(strings):
        return "not translated"
    if message.fuzzy:
        return "marked fuzzy"
    errors = list(message.check(Catalog(locale=LOCALE)))
    return f"wrong translation ({errors[0]})" if errors else ""


def _key(message: Message) -> tuple[str | None, str]:
    singular = message.id[0] if isinstance(message.id, tuple | list) else message.id
    return message.context, singular


def updated(texts: list[Text], old: Catalog) -> Catalog:
    """Return a catalogue of exactly ``texts``, with the translations ``old`` has for them."""
    new = Catalog(
        locale=LOCALE,
        header_comment=HEADER,
        project="portal",
        version="1",
        last_translator="the portal's editors",
        language_team="Chinese",
        msgid_bugs_address="the portal's editors",
        fuzzy=False,
    )
    new.creation_date = new.revision_date = old.creation_date
    for text in texts:
        before = old.get(text.key[1], context=text.context)
        message = new.add(text.msgid, locations=[(text.file, None)], context=text.context)
        if before is not None:
            same_kind = isinstance(before.string, tuple | list) == message.pluralizable
            message.string = before.string if same_kind else message.string
            message.flags |= before.flags & {"fuzzy"}
            message.user_comments = list(before.user_comments)
    for message in new:
        message.locations = sorted(set(message.locations))
    return new


def write_catalogue(catalogue: Catalog, path: Path) -> None:
    """Write ``catalogue`` sorted by text, with file names but no line numbers: small diffs."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalogue, width=100, sort_output=True, include_lineno=False)


def compile_catalogue(path: Path) -> Path:
    """Compile the ``.po`` at ``path`` to the ``.mo`` beside it, and return that path."""
    target = path.with_suffix(".mo")
    with target.open("wb") as file:
        write_mo(file, read_catalogue(path))
    return target
