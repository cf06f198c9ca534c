"""The columns of an answer, as the data dictionary describes them, and the terms of the data."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import cached_property, lru_cache

from django.utils.translation import override

from catalogs.data_enums import ColumnType, DataLicence
from catalogs.models import Dataset, DatasetColumn
from portal.opendata.addresses import permanent, site
from portal.opendata.licences import licence_url
from portal.opendata.query import Aggregate, Column, Function, Query
from portal.opendata.rows.figure_words import words_of_figure
from portal.opendata.rows.parameters import Labels

# The languages of the two titles a column has.
CHINESE, ENGLISH = "zh-hans", "en"
KEPT_DICTIONARIES = 256
_COUNTS = frozenset({Function.COUNT, Function.DISTINCT})


@dataclass(frozen=True)
class Described:
    """A column of an answer: its key in each row, and what a reader should know of it."""

    name: str
    title: str
    title_en: str
    type: ColumnType
    unit: str

    @cached_property
    def members(self) -> dict[str, str]:
        """What JSON says of it."""
        return {name: str(value) for name, value in asdict(self).items()}

    def label(self, labels: Labels) -> str:
        """Return what stands for it in the header row of a file."""
        return {
            Labels.NAME: self.name,
            Labels.TITLE: self.title,
            Labels.TITLE_EN: self.title_en or self.title,
        }[labels]


@dataclass(frozen=True, slots=True)
class Terms:
    """Where the page of a dataset and its licence are."""

    page: str
    licence: str


def terms_of(dataset: Dataset) -> Terms:
    return _terms(dataset.code, DataLicence(dataset.licence), site())


@lru_cache(maxsize=KEPT_DICTIONARIES)
def _terms(code: str, licence: DataLicence, of_site: str) -> Terms:
    """Make the addresses, which ``of_site`` is the beginning of, once for every request."""
    return Terms(permanent("portal:dataset-detail", code), licence_url(licence))


def described(dataset: Dataset, columns: Sequence[Column], query: Query) -> tuple[Described, ...]:
    """Return the columns of the answer to ``query`` in their order; ``columns`` are the store's."""
    known = _dictionary(dataset.pk, dataset.updated_at, tuple(columns))
    if query.is_of_groups:
        figures = (_figure(figure, known) for figure in query.aggregates)
        return (*(known[name] for name in query.group), *figures)
    return tuple(known[name] for name in query.columns) or tuple(known.values())


@lru_cache(maxsize=KEPT_DICTIONARIES)
def _dictionary(
    pk: int, changed_at: datetime, columns: tuple[Column, ...]
) -> Mapping[str, Described]:
    """Read the dictionary once for each change of the dataset: every request needs it."""
    rows = DatasetColumn.objects.filter(dataset=pk)
    explained = {row.name: row for row in rows}
    return {column.name: _column(column, explained.get(column.name)) for column in columns}


def _column(column: Column, row: DatasetColumn | None) -> Described:
    if row is None:
        return Described(column.name, column.name, "", column.type, "")
    return Described(column.name, row.title, row.title_en, column.type, row.unit)


def _figure(figure: Aggregate, known: Mapping[str, Described]) -> Described:
    """Describe a figure by the column it is computed of, in the two languages of titles."""
    of = known.get(figure.column)
    with override(CHINESE):
        title = words_of_figure(figure.function, of.title if of else "")
    with override(ENGLISH):
        title_en = words_of_figure(figure.function, (of.title_en or of.title) if of else "")
    return Described(
        name=figure.name,
        title=title,
        title_en=title_en,
        type=_type_of(figure.function, of.type) if of else ColumnType.INTEGER,
        unit="" if of is None or figure.function in _COUNTS else of.unit,
    )


def _type_of(function: Function, kind: ColumnType) -> ColumnType:
    if function in _COUNTS:
        return ColumnType.INTEGER
    return ColumnType.NUMBER if function == Function.AVERAGE else kind
