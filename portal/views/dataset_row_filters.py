"""The filters beside the rows of a dataset: a field or two for each column, named as the API's."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from catalogs.data_enums import ColumnType
from catalogs.models import DatasetColumn
from portal.opendata.problems import Fault
from portal.opendata.query import Aggregate, Column, Function, Operator, Order, Query
from portal.opendata.rows.conditions import SEPARATOR
from portal.opendata.rows.parameters import ANY_COLUMN
from portal.opendata.store import QueryRefused, Store

# A marked column with no more values than this offers them as choices.
MOST_CHOICES = 40
# Beyond so many columns the rest of the filters is folded away.
SHOWN_FILTERS = 6
NUMBERS = frozenset({ColumnType.INTEGER, ColumnType.NUMBER})
_INPUT_TYPES = {
    ColumnType.DATE: "date",
    ColumnType.DATETIME: "datetime-local",
    ColumnType.INTEGER: "number",
    ColumnType.NUMBER: "number",
}


def parameter(column: str, operator: Operator) -> str:
    """Return the name of the parameter that compares a column."""
    plain = not column.startswith("_") and SEPARATOR not in column
    return f"{'' if plain else ANY_COLUMN}{column}{SEPARATOR}{operator}"


def filters(
    store: Store,
    dictionary: Mapping[str, DatasetColumn],
    address: QueryDict,
    faults: Sequence[Fault],
) -> list[dict[str, Any]]:
    """Return a group of fields for each column, with what was typed and what is wrong with it."""
    wrong: dict[str, list[str]] = {}
    for fault in faults:
        wrong.setdefault(fault.parameter, []).append(str(fault.detail))
    return [
        {
            "label": title(column.name, dictionary),
            "unit": dictionary[column.name].unit if column.name in dictionary else "",
            "fields": [
                _filled(field, f"filter-{place}-{number}", address, wrong)
                for number, field in enumerate(_fields(store, column))
            ],
        }
        for place, column in enumerate(store.columns)
    ]


def title(name: str, dictionary: Mapping[str, DatasetColumn]) -> str:
    """Return what the dictionary calls a column; its own name where it is not explained."""
    return dictionary[name].display_title if name in dictionary else name


def shown(value: object) -> str:
    """Return a cell in words: an empty one is empty."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    return str(value)


def _filled(
    field: dict[str, Any], name: str, address: QueryDict, wrong: Mapping[str, list[str]]
) -> dict[str, Any]:
    """Give a field what was typed into it, and what is wrong with that."""
    errors = wrong.get(field["name"], [])
    # A browser shows no words in a field for numbers or days, and they would be lost.
    kind = "text" if errors else field.get("type", "")
    value = address.get(field["name"], "")
    return {**field, "id": name, "type": kind, "value": value, "errors": errors}


def _fields(store: Store, column: Column) -> Iterator[dict[str, Any]]:
    if column.type in _INPUT_TYPES:
        kind = _INPUT_TYPES[column.type]
        for operator, label in (
            (Operator.FROM, pgettext("least value", "From")),
            (Operator.UP_TO, pgettext("greatest value", "To")),
        ):
            yield {"name": parameter(column.name, operator), "label": label, "type": kind}
        return
    if choices := _choices(store, column):
        name = parameter(column.name, Operator.EQUALS)
        yield {"name": name, "label": _("Is"), "choices": choices}
        return
    name = parameter(column.name, Operator.CONTAINS)
    yield {"name": name, "label": _("Contains"), "type": "search"}


def _choices(store: Store, column: Column) -> list[tuple[str, str]]:
    """The values of a marked column with how many rows have them; none where there are many."""
    if column.type == ColumnType.BOOLEAN:
        return [("true", _("Yes")), ("false", _("No"))]
    if not column.is_indexed:
        return []
    count = Aggregate(Function.COUNT)
    query = Query(
        group=(column.name,),
        aggregates=(count,),
        order=(Order(count.name, descending=True),),
        size=MOST_CHOICES + 1,
    )
    try:
        found = store.page(query).rows
    except QueryRefused:
        return []
    if len(found) > MOST_CHOICES:
        return []
    return [(str(value), f"{value} ({rows})") for value, rows in found if value is not None]
