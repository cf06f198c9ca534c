"""Rows of published documents and of the knowledge list, as the public finds them on a day."""

from collections.abc import Iterator
from datetime import date

from catalogs.models import Field, Publication
from feedback.models import KnowledgeEntry

CHUNK = 2000
DOCUMENT = (
    "index_number",
    "title",
    "document_number",
    "kind",
    "department__name",
    "genre",
    "theme",
    "stage",
    "formed_on",
    "issued_on",
    "valid_until",
    "effectiveness",
)

Row = tuple[object, ...]


def documents(today: date, field: Field | None) -> Iterator[Row]:
    """Yield the metadata of the public documents, the oldest first.

    There are a hundred thousand of them: no model is made of a row, and each code's words are
    looked up once.
    """
    rows = Publication.objects.public(today)
    rows = rows if field is None else rows.filter(field=field)
    words = [_words(name) for name in DOCUMENT]
    cells = rows.order_by("issued_on", "pk").values_list(*DOCUMENT)
    for row in cells.iterator(chunk_size=CHUNK):
        yield tuple(
            known.get(cell, cell) if known else cell for cell, known in zip(row, words, strict=True)
        )


def _words(name: str) -> dict[str, str]:
    """Return the words of a column's codes; nothing for a column that has none."""
    if "__" in name:
        return {}
    choices = Publication._meta.get_field(name).flatchoices
    return {code: str(label) for code, label in choices}


def knowledge(today: date, field: Field | None) -> Iterator[Row]:
    """Yield the questions of the knowledge list with their answers, the oldest first."""
    rows = KnowledgeEntry.objects.public(today).select_related("department", "field")
    for row in rows.order_by("published_on", "pk").iterator(chunk_size=CHUNK):
        yield (
            row.question,
            row.plain_answer,
            row.basis,
            row.field.name,
            row.department.name,
            row.published_on,
            row.version,
        )
