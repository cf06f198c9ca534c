"""What is searchable: one document for each public row, whatever its model."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date

from applications.models import PublishedRequest
from catalogs.models import (
    Adjustment,
    Dataset,
    Department,
    Field,
    PowerItem,
    Publication,
    PublicityMatter,
    Reuse,
    ServiceItem,
)
from feedback.models import (
    Consultation,
    Evaluation,
    KnowledgeEntry,
    PublishedReply,
    Survey,
)

CHUNK = 500
LONGEST_TEXT = 20_000  # characters of one document that are indexed


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """One public row as the engines see it.

    ``path`` is its address without a language prefix; ``numbers`` are the codes and document
    numbers by which a reader finds it exactly; ``also`` is searched, but shown elsewhere than in
    the snippet that is cut from ``text``. Names of department and field are shown from
    the database, so that a renamed department needs no new index.
    """

    key: str
    type: str
    title: str
    path: str
    title_en: str = ""
    text: str = ""
    also: str = ""
    code: str = ""
    numbers: tuple[str, ...] = ()
    department: str = ""
    field: str = ""
    day: date | None = None

    def as_json(self) -> dict:
        return asdict(self) | {"day": self.day.isoformat() if self.day else ""}

    @classmethod
    def from_json(cls, values: dict) -> "SearchDocument":
        """Return the document that ``as_json`` wrote."""
        day = date.fromisoformat(values["day"]) if values["day"] else None
        return cls(**values | {"day": day, "numbers": tuple(values["numbers"])})


def _public_powers(today: date):
    """The district's own list; its standard items of province and city bear the same names."""
    return PowerItem.objects.public(today).of_district()


# Type: the model, its public rows, and what their documents need, in a fixed number of queries.
TYPES = {
    "power": (PowerItem, _public_powers, ["guide__steps", "guide__materials"]),
    "service": (
        ServiceItem,
        lambda today: ServiceItem.objects.public(today),
        ["guide__steps", "guide__materials"],
    ),
    "matter": (
        PublicityMatter,
        lambda today: PublicityMatter.objects.public(today),
        ["group", "elements"],
    ),
    "publication": (
        Publication,
        lambda today: Publication.objects.public(today),
        ["attachments"],
    ),
    "dataset": (Dataset, lambda today: Dataset.objects.public(today), ["columns"]),
    "reuse": (Reuse, lambda today: Reuse.objects.public(today), ["datasets"]),
    "department": (Department, lambda today: Department.objects.public(), []),
    "field": (Field, lambda today: Field.objects.public(), []),
    "adjustment": (
        Adjustment,
        lambda today: Adjustment.objects.public(today),
        ["power", "service", "matter"],
    ),
    "request": (PublishedRequest, lambda today: PublishedRequest.objects.public(today), []),
    "reply": (PublishedReply, lambda today: PublishedReply.objects.public(today), []),
    "knowledge": (KnowledgeEntry, lambda today: KnowledgeEntry.objects.public(today), []),
    "consultation": (Consultation, lambda today: Consultation.objects.public(today), []),
    "survey": (Survey, lambda today: Survey.objects.public(today), ["questions"]),
    "evaluation": (Evaluation, lambda today: Evaluation.objects.public(today), []),
}
TYPE_OF_MODEL = {model._meta.label_lower: kind for kind, (model, _, _) in TYPES.items()}
WITH_FIELD = {
    *("power", "service", "matter", "publication", "dataset"),
    *("reply", "knowledge", "consultation"),
}
WITH_DEPARTMENT = WITH_FIELD | {"adjustment", "request", "survey", "evaluation"}


def public_rows(kind: str, today: date):
    """Return the queryset of the public rows of one type, with what their documents need."""
    _, public, prefetched = TYPES[kind]
    rows = public(today)
    related = ["department"] * (kind in WITH_DEPARTMENT) + ["field"] * (kind in WITH_FIELD)
    if related:
        rows = rows.select_related(*related)
    return rows.prefetch_related(*prefetched).order_by("pk")


def documents(today: date) -> Iterator[SearchDocument]:
    """Yield a document for everything public today, chunk by chunk."""
    from portal.search.builders import build

    for kind in TYPES:
        for row in public_rows(kind, today).iterator(chunk_size=CHUNK):
            yield build(kind, row)


def counts(today: date) -> dict[str, int]:
    """Return how many rows of each type are public today."""
    return {kind: public_rows(kind, today).count() for kind in TYPES}


def key_of(kind: str, pk: int) -> str:
    return f"{kind}:{pk}"


def document_of(kind: str, pk: int, today: date) -> SearchDocument | None:
    """Return the document of one row, or nothing where it is not public (any more)."""
    from portal.search.builders import build

    row = public_rows(kind, today).filter(pk=pk).first()
    return build(kind, row) if row else None
