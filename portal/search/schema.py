"""The Whoosh schema, and how a document is laid into it."""

from datetime import date

from whoosh.columns import NumericColumn
from whoosh.fields import COLUMN, ID, KEYWORD, STORED, Schema

from portal.search import analysis
from portal.search.backend import FACETS
from portal.search.documents import SearchDocument

# Terms are cut by ``portal.search.analysis`` and given to Whoosh as lists, so no analyzer of
# Whoosh's own runs; positions are not kept. The lengths of fields are not used, but without them
# Whoosh asks the file system for them once for every posting that it writes.
SCHEMA = Schema(
    key=ID(unique=True, stored=True),
    facet=KEYWORD(scorable=True),
    title=KEYWORD(scorable=True),
    text=KEYWORD(scorable=True),
    spelling=KEYWORD(scorable=True),
    exact=KEYWORD(scorable=True),
    starts=KEYWORD(scorable=True),
    day=COLUMN(NumericColumn("I", default=0)),
    length=COLUMN(NumericColumn("I", default=0)),
    shown=STORED,
)


def laid_out(document: SearchDocument) -> dict:
    """Return the keyword arguments of Whoosh's ``add_document`` for ``document``."""
    names = f"{document.title}\n{document.title_en}"
    return {
        "key": document.key,
        "facet": [f"{name}={value}" for name in FACETS if (value := getattr(document, name))],
        "title": title_terms(document),
        "text": text_terms(document),
        "spelling": list(set(analysis.spelled_words(names))),
        "exact": exact_terms(document),
        "starts": starts_terms(document),
        "day": document.day.toordinal() if document.day else 0,
        "length": len(analysis.fold(document.title)),
        "shown": (
            document.type,
            document.title,
            document.title_en,
            document.code,
            document.department,
            document.field,
            document.path,
            document.text,
            document.also,
        ),
    }


def title_terms(document: SearchDocument) -> list[str]:
    return analysis.title_words(f"{document.title}\n{document.title_en}")


def text_terms(document: SearchDocument) -> list[str]:
    """Return the terms of everything in the document, its names and numbers included."""
    whole = [document.title, document.title_en, document.text, document.also, *document.numbers]
    return analysis.words("\n".join(whole))


def exact_terms(document: SearchDocument) -> list[str]:
    """Return the folded names and numbers: an adjustment is not the entry it is named after."""
    names = (document.title, document.title_en) if document.type != "adjustment" else ()
    folded = {analysis.fold(name)[: analysis.EXACT_LENGTH] for name in (*names, *document.numbers)}
    return sorted(folded - {""})


def starts_terms(document: SearchDocument) -> list[str]:
    found = analysis.starts(document.title) | analysis.starts(document.title_en)
    found |= {analysis.fold(number)[: analysis.SOUND_LENGTH] for number in document.numbers}
    return sorted(found - {""})


def day_of(ordinal: int) -> date | None:
    return date.fromordinal(ordinal) if ordinal else None
