"""What the live datasets are: texts and columns from the fixture, rows from this floor's words."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from catalogs.data_enums import ColumnType
from catalogs.models import Field
from catalogs.reference import read_fixture
from portal.opendata.live.documents import documents, knowledge
from portal.opendata.live.figures import disclosure, findings, interaction, scores
from portal.opendata.live.lists import adjustments, matters, powers, services

FIXTURE = "live_datasets"
Row = tuple[object, ...]

# The rows of a day by what the fixture calls them; with a field only those of the field.
ROWS: dict[str, Callable[[date, Field | None], Iterator[Row]]] = {
    "powers": powers,
    "services": services,
    "matters": matters,
    "adjustments": adjustments,
    "documents": documents,
    "knowledge": knowledge,
    "disclosure": disclosure,
    "interaction": interaction,
    "scores": scores,
    "findings": findings,
}


@dataclass(frozen=True, slots=True)
class Definition:
    """One live dataset: its entry in the catalogue, its dictionary, and where its rows are from.

    ``columns`` are rows of the data dictionary, ``field`` is where the catalogue files it, and
    ``narrowed`` says that only rows of this field belong to it.
    """

    code: str
    source: str
    field: Field
    narrowed: bool
    texts: dict[str, Any]
    columns: tuple[dict[str, Any], ...]

    @property
    def headers(self) -> list[str]:
        return [column["name"] for column in self.columns]

    @property
    def text_columns(self) -> frozenset[int]:
        """The places of the columns that hold words."""
        kinds = enumerate(column["type"] for column in self.columns)
        return frozenset(index for index, kind in kinds if kind == ColumnType.TEXT)

    def rows(self, today: date) -> Iterator[Row]:
        """Yield what the public may see today, in the order of the columns."""
        return ROWS[self.source](today, self.field if self.narrowed else None)


def definitions() -> list[Definition]:
    """Return every live dataset: those of the whole district, then those of each pilot field."""
    plan = read_fixture(FIXTURE)
    fields = list(Field.objects.pilot().order_by("display_order", "pk"))
    whole = _field_of_the_whole(plan["field"])
    found = []
    for series in plan["series"]:
        if not series["per_field"]:
            found.append(_definition(series, whole, plan["theme"], narrowed=False))
            continue
        for field in fields:
            theme = plan["themes"].get(field.slug, plan["theme"])
            found.append(_definition(series, field, theme, narrowed=True))
    return found


def _definition(series: dict[str, Any], field: Field, theme: str, *, narrowed: bool) -> Definition:
    names = {"slug": field.slug, "field": field.name, "field_en": field.name_en or field.name}
    texts = ("name", "name_en", "description", "description_en")
    return Definition(
        code=series["code"].format(**names),
        source=series["rows"],
        field=field,
        narrowed=narrowed,
        texts={
            **{name: series[name].format(**names) for name in texts},
            "keywords": series["keywords"],
            "theme": theme,
        },
        columns=tuple(series["columns"]),
    )


def _field_of_the_whole(values: dict[str, Any]) -> Field:
    """Return the field that what concerns every field is filed under; it is no pilot field."""
    field = Field.objects.filter(Q(slug=values["slug"]) | Q(code=values["code"])).first()
    return field or Field.objects.create(**values)
