"""The questions of ``bench_rows.py``, each in the words of both servers.

Values and columns vary within a shape, so that no answer is asked for twice in a row.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import permutations, product
from urllib.parse import urlencode

from tests.benchmarks.rows import CATEGORIES, TOWNS

CODE, TABLE = "bench-rows", "rows"
OURS = f"/api/v1/datasets/{CODE}/rows/"
THEIRS = f"/bench/{TABLE}.json"
THEIR_SQL = "/bench.json"
# No count of all that was found: nobody asked for it.
LEAN = {"_shape": "objects", "_nocount": 1}
SORTED = ("编号", "镇街", "类别", "金额", "日期")
GROUPED = ("镇街", "类别", "部门", "有效")


@dataclass(frozen=True, slots=True)
class Shape:
    """``factor`` is how many times as many answers a second are wanted from us.

    ``patience`` lengthens the measurement where an answer may take more than a second.
    """

    name: str
    ours: list[str]
    theirs: list[str]
    factor: int
    patience: int = 1


def shapes() -> list[Shape]:
    return [
        _shape("first page", [{"size": size} for size in range(81, 101)], _page, factor=3),
        _shape(
            "page sorted by an indexed column",
            [{"sort": name, "down": down} for name, down in product(SORTED, (False, True))],
            _page,
            factor=3,
        ),
        _shape(
            "filter by an indexed column",
            [{"column": "类别", "value": value} for value in CATEGORIES]
            + [{"column": "镇街", "value": value} for value in TOWNS],
            _page,
            factor=3,
        ),
        _shape(
            "filter and sort",
            [
                {"column": "类别", "value": value, "sort": name, "down": True}
                for value, name in product(CATEGORIES, ("日期", "金额"))
            ],
            _page,
            factor=3,
        ),
        _shape(
            "facet",
            [{"column": name} for name in ("镇街", "类别")],
            _facet,
            factor=10,
            patience=2,
        ),
        _shape(
            "group by two, sum and average",
            [{"first": first, "second": second} for first, second in permutations(GROUPED, 2)],
            _grouped,
            factor=10,
            patience=2,
        ),
    ]


def _shape(
    name: str, asked: list[dict], words: Callable, *, factor: int, patience: int = 1
) -> Shape:
    ours, theirs = zip(*(words(**values) for values in asked), strict=True)
    return Shape(name, list(ours), list(theirs), factor, patience)


def _page(
    *, size: int = 100, sort: str = "", down: bool = False, column: str = "", value: str = ""
) -> tuple[str, str]:
    ours: dict = {"_size": size}
    theirs: dict = {**LEAN, "_size": size}
    if column:
        ours[column] = value
        theirs[f"{column}__exact"] = value
    if sort:
        ours["_sort"] = f"-{sort}" if down else sort
        theirs["_sort_desc" if down else "_sort"] = sort
    return f"{OURS}?{urlencode(ours)}", f"{THEIRS}?{urlencode(theirs)}"


def _facet(*, column: str) -> tuple[str, str]:
    ours = {"_group": column, "_aggregate": "count", "_sort": "-count"}
    theirs = {**LEAN, "_facet": column, "_size": 1}
    return f"{OURS}?{urlencode(ours)}", f"{THEIRS}?{urlencode(theirs)}"


def _grouped(*, first: str, second: str) -> tuple[str, str]:
    ours = {"_group": f"{first},{second}", "_aggregate": "sum:金额,avg:数量", "_size": 1000}
    statement = (
        f'select "{first}", "{second}", sum("金额"), avg("数量") from {TABLE}'
        f' group by "{first}", "{second}"'
    )
    theirs = {"_shape": "objects", "sql": statement}
    return f"{OURS}?{urlencode(ours)}", f"{THEIR_SQL}?{urlencode(theirs)}"
