"""A chart of the rows that were found: one bar for each value of a column."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from catalogs.charts.bars import bar_chart
from catalogs.data_enums import ColumnType
from catalogs.models import DatasetColumn
from portal.opendata.query import Aggregate, Column, Function, Order, Query
from portal.opendata.rows.figure_words import words_of_figure
from portal.opendata.store import Store

from .dataset_row_filters import NUMBERS, shown, title

# Parameters of the page alone; the API has none of these names.
BY, FIGURE = "_chart", "_figure"
MOST_BARS = 20
_COUNT = Aggregate(Function.COUNT)
_BY_TYPES = frozenset({ColumnType.TEXT, ColumnType.BOOLEAN, ColumnType.INTEGER})
_FIGURES = (Function.SUM, Function.AVERAGE)


def choices(
    store: Store,
    dictionary: Mapping[str, DatasetColumn],
    address: QueryDict,
    *,
    few: frozenset[str],
) -> dict[str, Any]:
    """Return what a chart can be made of, and what is chosen; columns of ``few`` values first."""
    by = [column for column in store.columns if column.type in _BY_TYPES]
    # A bar for each of many codes says nothing.
    by.sort(key=lambda column: (column.name not in few, not column.is_indexed))
    return {
        "by": [(column.name, title(column.name, dictionary)) for column in by],
        "figures": [
            (figure.name, _words(figure, dictionary)) for figure in _figures(store.columns)
        ],
        "chosen_by": address.get(BY, ""),
        "chosen_figure": address.get(FIGURE, "") or _COUNT.name,
    }


def chart(
    store: Store, dictionary: Mapping[str, DatasetColumn], query: Query, address: QueryDict
) -> dict[str, Any] | None:
    """Draw the chart that is asked for, with its table; None where none is, or none can be."""
    known = {column.name: column for column in store.columns}
    by = known.get(address.get(BY, ""))
    if by is None or by.type not in _BY_TYPES:
        return None
    figure = next(
        (one for one in _figures(store.columns) if one.name == address.get(FIGURE)), _COUNT
    )
    grouped = replace(
        query,
        columns=(),
        group=(by.name,),
        aggregates=(figure,),
        order=(Order(figure.name, descending=True),),
        size=MOST_BARS,
        after=None,
    )
    found = store.page(grouped)
    bars = [
        (shown(value) or _("(empty)"), float(number))
        for value, number in found.rows
        if number is not None and number >= 0
    ]
    words = _words(figure, dictionary)
    heading = _("%(figure)s by %(column)s") % {
        "figure": words,
        "column": title(by.name, dictionary),
    }
    description = _("The %(most)d highest.") % {"most": MOST_BARS} if found.cursor else ""
    if len(bars) < len(found.rows):
        left_out = _("Groups without a figure, or with one below zero, are left out.")
        description = f"{description} {left_out}".strip()
    labels = (title(by.name, dictionary), words)
    drawn = bar_chart(heading, bars, description=description or heading)
    return {
        "chart": drawn,
        "note": description,
        "columns": [{"label": labels[0]}, {"label": labels[1], "number": True}],
        "rows": [
            [
                {"label": labels[0], "text": bar.name},
                {"label": labels[1], "text": bar.shown, "number": True},
            ]
            for bar in drawn.bars
        ],
    }


def _figures(columns: tuple[Column, ...]) -> list[Aggregate]:
    return [
        _COUNT,
        *(
            Aggregate(function, column.name)
            for column in columns
            if column.type in NUMBERS
            for function in _FIGURES
        ),
    ]


def _words(figure: Aggregate, dictionary: Mapping[str, DatasetColumn]) -> str:
    return words_of_figure(figure.function, title(figure.column, dictionary))
