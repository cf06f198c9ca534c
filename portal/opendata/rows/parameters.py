"""What the address of rows may hold: one table, for the reader of addresses and the schema."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from catalogs.data_enums import ColumnType
from portal.opendata.query import Function, Operator

PAGE_SIZE = 100
MOST_ROWS = 1_000
MOST_CONDITIONS = 20
MOST_WORDS = 5
MOST_CHOICES = 100
MOST_ORDERS = 4
MOST_GROUPS = 3
MOST_FIGURES = 12
# More faults of filters than these are not looked for: to find what was meant takes time.
MOST_FAULTS = 50
LONGEST_VALUE = 200
LONGEST_CURSOR = 2_000


class Format(TextChoices):
    JSON = "json", "JSON"
    CSV = "csv", "CSV"
    XLSX = "xlsx", "XLSX"
    LINES = "ndjson", "NDJSON"


class Labels(TextChoices):
    """What stands in the header row of a CSV or XLSX file."""

    NAME = "name", _("Names of the columns")
    TITLE = "title", _("Titles in the data dictionary")
    TITLE_EN = "title_en", _("English titles in the data dictionary")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of the portal's own; ``kind`` and the limits are in the words of JSON Schema."""

    name: str
    description: str | Promise
    # Of the kind; empty where none can be given.
    example: str | int
    kind: str = "string"
    choices: tuple[str, ...] = ()
    least: int | None = None
    most: int | None = None
    default: object = None
    # The formats in which it has a meaning; none means all.
    formats: tuple[Format, ...] = ()


PARAMETERS: Mapping[str, Parameter] = {
    row.name: row
    for row in (
        Parameter("_columns", _("The columns wanted, separated by commas, in this order."), "a,b"),
        Parameter(
            "_search",
            _("Words, each of which must stand in some text column of the row."),
            "words",
        ),
        Parameter(
            "_sort",
            _("Columns to sort by, separated by commas; a dash before a name turns its order."),
            "a,-b",
        ),
        Parameter("_group", _("Columns whose equal values make one group."), "a,b"),
        Parameter(
            "_aggregate",
            _(
                "Figures of each group, or of all rows: count, and distinct, sum, avg, min or max"
                " with a colon and a column."
            ),
            "count,sum:a",
        ),
        Parameter(
            "_size",
            _("Rows of a page. Files without it hold everything that was found."),
            100,
            kind="integer",
            least=1,
            most=MOST_ROWS,
            default=PAGE_SIZE,
        ),
        Parameter("_cursor", _("Where the next page begins: from the address of “next”."), ""),
        Parameter(
            "_total",
            _("Whether to count everything that is found."),
            True,
            kind="boolean",
            default=False,
            formats=(Format.JSON,),
        ),
        Parameter(
            "_format",
            _("The format of the answer; without it, what the header Accept asks for."),
            "csv",
            choices=tuple(Format.values),
            default=Format.JSON.value,
        ),
        Parameter(
            "_labels",
            _("What stands in the header row of the file."),
            "title",
            choices=tuple(Labels.values),
            default=Labels.NAME.value,
            formats=(Format.CSV, Format.XLSX),
        ),
        Parameter(
            "_bom",
            _("Whether the CSV file begins with a byte order mark, by which Excel knows UTF-8."),
            False,
            kind="boolean",
            default=True,
            formats=(Format.CSV,),
        ),
        Parameter(
            "_excel",
            _("Whether to put an apostrophe before texts that a spreadsheet would run."),
            True,
            kind="boolean",
            default=False,
            formats=(Format.CSV,),
        ),
    )
}
# The way to columns whose own names collide with the parameters: _where.<column>__<operator>.
ANY_COLUMN = "_where."

_ORDERED = frozenset(ColumnType) - {ColumnType.BOOLEAN}
_TEXT = frozenset({ColumnType.TEXT})
_NUMBERS = frozenset({ColumnType.INTEGER, ColumnType.NUMBER})

# The types of columns each operator is for.
OPERATORS: Mapping[Operator, frozenset[ColumnType]] = {
    Operator.EQUALS: frozenset(ColumnType),
    Operator.NOT: frozenset(ColumnType),
    Operator.IN: frozenset(ColumnType),
    Operator.ABOVE: _ORDERED,
    Operator.FROM: _ORDERED,
    Operator.BELOW: _ORDERED,
    Operator.UP_TO: _ORDERED,
    Operator.CONTAINS: _TEXT,
    Operator.STARTS: _TEXT,
    Operator.EMPTY: frozenset(ColumnType),
}
# The types of columns each figure is computed of.
FUNCTIONS: Mapping[Function, frozenset[ColumnType]] = {
    Function.COUNT: frozenset(ColumnType),
    Function.DISTINCT: frozenset(ColumnType),
    Function.SUM: _NUMBERS,
    Function.AVERAGE: _NUMBERS,
    Function.LEAST: _ORDERED,
    Function.GREATEST: _ORDERED,
}
OPERATOR_WORDS: Mapping[Operator, str | Promise] = {
    Operator.EQUALS: _("equals the value; the same as no operator"),
    Operator.NOT: _("has another value or is empty"),
    Operator.IN: _("has one of the values, separated by commas"),
    Operator.ABOVE: _("is greater or later"),
    Operator.FROM: _("is greater, later or equal"),
    Operator.BELOW: _("is less or earlier"),
    Operator.UP_TO: _("is less, earlier or equal"),
    Operator.CONTAINS: _("contains the text; capital and small letters differ"),
    Operator.STARTS: _("begins with the text"),
    Operator.EMPTY: _("is empty (true) or filled (false)"),
}
