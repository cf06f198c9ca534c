"""Rows of published documents and of the knowledge list, as the public finds them on a day."""

from collections.abc import Iterator
from datetime import date

from catalogs.models import Field, Publication
from feedback.models import KnowledgeEntry

CHUNK = 2000
# Texts stand on the page of each document.
LEFT_OUT = ("body", "summary", "summary_en", "procedure", "withdrawal_reason")

Row = tuple[object, ...]


def documents(today: date, field: Field | None) -> Iterator[Row]:
    """Yield the metadata of the public documents, the oldest first."""
    rows = Publication.objects.public(today)
    rows = rows if field is None else rows.filter(field=field)
    rows = rows.select_related("department").defer(*LEFT_OUT).order_by("issued_on", "pk")
    for row in rows.iterator(chunk_size=CHUNK):
        yield (
            row.index_number,
            row.title,
            row.document_number,
            row.get_kind_display(),
            row.department.name,
            row.get_genre_display(),
            row.get_theme_display(),
            row.get_stage_display(),
            row.formed_on,
            row.issued_on,
            row.valid_until,
            row.get_effectiveness_display(),
        )


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
