"""An address of rows becomes a query, or every fault in it is told at once."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.http import QueryDict
from django.utils.translation import override

from catalogs.data_enums import ColumnType
from portal.opendata.problems import Problem
from portal.opendata.query import Aggregate, Column, Condition, Function, Operator, Order, Query
from portal.opendata.rows import cursors
from portal.opendata.rows.parameters import FUNCTIONS, OPERATORS, PARAMETERS, Format, Labels
from portal.opendata.rows.reading import Asked, read
from portal.opendata.rows.values import value_of

COLUMNS = (
    Column("name", ColumnType.TEXT),
    Column("beds", ColumnType.INTEGER),
    Column("price", ColumnType.NUMBER),
    Column("day", ColumnType.DATE),
    Column("moment", ColumnType.DATETIME),
    Column("open", ColumnType.BOOLEAN),
    Column("公开事项/一级, 二级", ColumnType.TEXT),
    Column("_id", ColumnType.INTEGER),
    Column("name__gt", ColumnType.TEXT),
    Column("-beds", ColumnType.INTEGER),
    Column('5" pipe', ColumnType.TEXT),
    Column("count", ColumnType.INTEGER),
)
SAMPLES = {
    ColumnType.TEXT: ("滨湖", "滨湖"),
    ColumnType.INTEGER: ("-12", -12),
    ColumnType.NUMBER: ("12.50", Decimal("12.50")),
    ColumnType.DATE: ("2026-01-31", date(2026, 1, 31)),
    ColumnType.DATETIME: ("2026-01-31T08:30:00", datetime(2026, 1, 31, 8, 30)),  # noqa: DTZ001
    ColumnType.BOOLEAN: ("true", True),
}
BY_TYPE = {column.type: column.name for column in reversed(COLUMNS)}


def asked(preferred: Format = Format.JSON, **parameters) -> Asked:
    address = QueryDict(mutable=True)
    for name, value in parameters.items():
        address.setlist(name, [value] if isinstance(value, str) else value)
    return read(address, COLUMNS, code="homes", version=3, preferred=preferred)


def faults_of(**parameters) -> dict[str, str]:
    with pytest.raises(Problem) as refused:
        asked(**parameters)
    assert refused.value.status == 400
    return {fault.parameter: str(fault.detail) for fault in refused.value.faults}


def conditions(**parameters) -> tuple[Condition, ...]:
    return asked(**parameters).query.conditions


@pytest.mark.parametrize(
    ("operator", "kind"),
    [(operator, kind) for operator in OPERATORS for kind in ColumnType],
    ids=lambda value: value.value,
)
def test_an_operator_reads_the_types_it_is_for_and_refuses_the_others(operator, kind):
    name = BY_TYPE[kind]
    text, value = ("true", True) if operator == Operator.EMPTY else SAMPLES[kind]
    parameter = f"_where.{name}__{operator}"
    if kind in OPERATORS[operator]:
        value = (value,) if operator == Operator.IN else value
        assert conditions(**{parameter: text}) == (Condition(name, operator, value),)
    else:
        assert set(faults_of(**{parameter: text})) == {parameter}


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (ColumnType.INTEGER, "12.5"),
        (ColumnType.INTEGER, "9" * 19),
        (ColumnType.INTEGER, "１２"),
        (ColumnType.NUMBER, "1e5"),
        (ColumnType.NUMBER, "nan"),
        (ColumnType.NUMBER, "1_000"),
        (ColumnType.DATE, "2026-02-30"),
        (ColumnType.DATE, "20260131"),
        (ColumnType.DATETIME, "2026-01-31T25:00"),
        (ColumnType.DATETIME, "0001-01-01T00:00:00+14:00"),
        (ColumnType.BOOLEAN, "yes"),
        (ColumnType.TEXT, ""),
        (ColumnType.TEXT, "a\x00b"),
        (ColumnType.TEXT, "长" * 201),
    ],
)
def test_a_value_of_another_type_is_refused(kind, text):
    assert set(faults_of(**{BY_TYPE[kind]: text})) == {BY_TYPE[kind]}


@pytest.mark.parametrize(
    ("parameter", "column", "operator"),
    [
        ("公开事项/一级, 二级", "公开事项/一级, 二级", Operator.EQUALS),
        ("公开事项/一级, 二级__contains", "公开事项/一级, 二级", Operator.CONTAINS),
        ("name__gt", "name__gt", Operator.EQUALS),
        ("name__gt__lt", "name__gt", Operator.BELOW),
        ("_where.name__gt", "name", Operator.ABOVE),
        ("_where._id__exact", "_id", Operator.EQUALS),
        ("_where._id", "_id", Operator.EQUALS),
        ("-beds__lte", "-beds", Operator.UP_TO),
        ('5" pipe__startswith', '5" pipe', Operator.STARTS),
    ],
)
def test_every_column_is_reached_whatever_it_is_called(parameter, column, operator):
    (condition,) = conditions(**{parameter: "1"})
    assert (condition.column, condition.operator) == (column, operator)


def test_in_takes_commas_quotes_and_repetition():
    found = conditions(name__in=['a,"b, ""c"""', "a", "d"])
    assert found == (Condition("name", Operator.IN, ("a", 'b, "c"', "d")),)


def test_filters_that_repeat_must_all_hold_except_equality():
    assert len(conditions(name__contains=["a", "b"])) == 2
    assert "in" in faults_of(name=["a", "b"])["name"]


def test_lists_of_names_hold_quoted_names():
    query = asked(
        _columns='name,"公开事项/一级, 二级","5"" pipe",_id',
        _sort='-name,"-beds",-"公开事项/一级, 二级"',
    ).query
    assert query.columns == ("name", "公开事项/一级, 二级", '5" pipe', "_id")
    assert query.order == (
        Order("name", descending=True),
        Order("-beds"),
        Order("公开事项/一级, 二级", descending=True),
    )


def test_groups_are_counted_unless_other_figures_are_asked_for():
    assert asked(_group="open").query.aggregates == (Aggregate(Function.COUNT),)
    query = asked(_group="open", _aggregate="sum:beds,avg:price", _sort="-sum:beds,open").query
    assert query.aggregates == (
        Aggregate(Function.SUM, "beds"),
        Aggregate(Function.AVERAGE, "price"),
    )
    assert query.order == (Order("sum:beds", descending=True), Order("open"))


@pytest.mark.parametrize(
    ("function", "kind"),
    [(function, kind) for function in FUNCTIONS for kind in ColumnType],
    ids=lambda value: value.value,
)
def test_a_figure_is_computed_of_the_types_it_is_for(function, kind):
    parameter = f"{function}:{BY_TYPE[kind]}"
    if kind in FUNCTIONS[function]:
        found = asked(_aggregate=parameter).query.aggregates
        assert found == (Aggregate(function, BY_TYPE[kind]),)
    else:
        assert set(faults_of(_aggregate=parameter)) == {"_aggregate"}


@pytest.mark.parametrize(
    "parameters",
    [
        {"_unknown": "1"},
        {"nothing": "1"},
        {"name__like": "a"},
        {"nothing__in": "a"},
        {"_columns": "name,name"},
        {"_columns": "name,"},
        {"_columns": 'na"me'},
        {"_columns": '"name'},
        {"_sort": "beds,-beds"},
        {"_sort": "nothing"},
        {"_sort": "name,beds,price,day,moment"},
        {"_group": "name,beds,price,day"},
        {"_aggregate": "median:beds"},
        {"_aggregate": "sum"},
        {"_aggregate": '"count"'},
        {"_aggregate": "sum:"},
        {"_search": " "},
        {"_search": "a b c d e f"},
        {"_size": "0"},
        {"_size": "1001"},
        {"_size": "many"},
        {"_size": ["1", "2"]},
        {"_size": ""},
        {"_total": "yes"},
        {"_format": "xml"},
        {"_labels": "title"},
        {"_bom": "false"},
        {"_excel": "true"},
        {"_cursor": "a.b"},
        {"_cursor": "x" * 3000},
    ],
    ids=str,
)
def test_what_the_api_does_not_have_is_refused_by_its_name(parameters):
    (name,) = parameters
    assert set(faults_of(**parameters)) == {name}


def test_groups_have_no_other_columns_and_sort_by_their_own():
    told = faults_of(_group="open", _columns="name", _sort="beds")
    assert set(told) == {"_columns", "_sort"}


@pytest.mark.parametrize("parameter", ["_columns", "_group", "_aggregate", "_sort"])
def test_a_list_without_names_is_told_to_be_empty(parameter):
    with override("en"):
        told = faults_of(**{parameter: ""})
    assert told == {parameter: "Give a value, or leave the parameter out."}


def test_a_group_is_not_called_like_its_figure():
    assert set(faults_of(_group="count", _aggregate="count")) == {"_aggregate"}


def test_all_faults_are_told_at_once():
    told = faults_of(_size="x", nothing="1", beds="many", _sort="no", _aggregate="no", _cursor="no")
    assert set(told) >= {"_size", "nothing", "beds", "_sort", "_aggregate"}


def test_a_near_name_is_suggested():
    assert "“price”" in faults_of(prize="1")["prize"]


def test_too_many_filters_are_refused():
    assert "20" in faults_of(name__contains=["a"] * 21)[""]


def test_nothing_asked_is_the_first_page_of_everything():
    found = asked()
    assert found.query == Query()
    assert (found.format, found.paged, found.total) == (Format.JSON, True, False)


def test_files_hold_everything_unless_a_size_is_given():
    assert not asked(_format="csv").paged
    assert asked(_format="csv", _size="10").paged
    assert not asked(preferred=Format.LINES).paged


def test_files_for_spreadsheets_are_asked_for():
    found = asked(_format="csv", _labels="title_en", _bom="false", _excel="true")
    assert (found.labels, found.bom, found.excel) == (Labels.TITLE_EN, False, True)


def test_a_cursor_leads_back_to_its_place():
    query = asked(beds__gt="3").query
    cursor = cursors.sealed((1_234_567,), query, code="homes", version=3)
    continued = asked(beds__gt="3", _cursor=cursor, _size="7").query
    assert continued.after == (1_234_567,)


@pytest.mark.parametrize(
    ("change", "parameters"),
    [
        ("another filter", {"beds__gt": "4"}),
        ("another order", {"beds__gt": "3", "_sort": "beds"}),
        ("another dataset", {"code": "schools"}),
        ("a newer version", {"version": 2}),
        ("a letter changed", {"letter": True}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_cursor_is_refused_elsewhere(change, parameters):
    query = asked(beds__gt="3").query
    origin = {"code": parameters.pop("code", "homes"), "version": parameters.pop("version", 3)}
    cursor = cursors.sealed((1,), query, **origin)
    if parameters.pop("letter", False):
        cursor = ("A" if cursor[0] != "A" else "B") + cursor[1:]
    told = faults_of(**{"beds__gt": "3", **parameters}, _cursor=cursor)
    assert set(told) == {"_cursor"}


def test_the_table_names_each_parameter_once_and_with_an_underscore():
    assert all(name.startswith("_") and row.name == name for name, row in PARAMETERS.items())


@pytest.mark.parametrize("text", ["2026-01-31T08:30:00 08:00", "2026-01-31T08:30:00.5 08:00"])
def test_an_offset_whose_plus_was_not_escaped_is_understood(text):
    whole = "+".join(text.rsplit(" ", 1))
    assert value_of(ColumnType.DATETIME, text) == value_of(ColumnType.DATETIME, whole)
    assert value_of(ColumnType.DATETIME, "2026-01-31 08:30").hour == 8
