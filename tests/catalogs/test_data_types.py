"""Types of columns: what is found, what fits, and what a cell means."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from catalogs.data_days import writings_in
from catalogs.data_enums import ColumnType, DayWriting
from catalogs.data_types import TypeFinder, cast, fits, misfits

NINE = datetime.fromisoformat("2026-01-31T09:00")
MIDNIGHT = datetime.fromisoformat("2026-01-31T00:00")


def found(*batches: set[str]) -> ColumnType:
    finder = TypeFinder()
    for cells in batches:
        finder.see(cells)
    return finder.kind


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        ({"1", "-20", "0"}, ColumnType.INTEGER),
        ({"1", "2.50", ""}, ColumnType.NUMBER),
        ({"2026-01-31", "2026-02-28"}, ColumnType.DATE),
        ({"2026-01-31 09:00", "2026-01-31T09:00:30+08:00"}, ColumnType.DATETIME),
        ({"2026-01-31", "2026-01-31 09:00"}, ColumnType.DATETIME),
        ({"true", "FALSE"}, ColumnType.BOOLEAN),
        ({"1", "true"}, ColumnType.TEXT),
        ({"007", "8"}, ColumnType.TEXT),
        ({"00.5"}, ColumnType.TEXT),
        ({"1E5"}, ColumnType.TEXT),
        ({"1,200"}, ColumnType.TEXT),
        ({"1."}, ColumnType.TEXT),
        ({"１２"}, ColumnType.TEXT),
        ({"999999999999999"}, ColumnType.INTEGER),
        ({"1234567890123456"}, ColumnType.TEXT),
        ({"0.1234567890123456"}, ColumnType.TEXT),
        ({"-12345678.90123456"}, ColumnType.TEXT),
        ({"0.000123456789012345", "-12345678.9012345"}, ColumnType.NUMBER),
        ({"0.00000000000000000000"}, ColumnType.NUMBER),
        ({"91320211MA1XXXXX1X"}, ColumnType.TEXT),
        ({"2026-02-30"}, ColumnType.TEXT),
        ({"2026/1/31", "2026/02/28"}, ColumnType.DATE),
        ({"2026-1-31", "2026年2月1日", "2026.03.01", "2026-04-01", ""}, ColumnType.DATE),
        ({"2026/1/31 9:30", "2026/1/31"}, ColumnType.DATETIME),
        ({"2026年1月31日 09:30:15"}, ColumnType.DATETIME),
        ({"2026/2/30"}, ColumnType.TEXT),
        ({"2026/13/1"}, ColumnType.TEXT),
        ({"2026-1/31"}, ColumnType.TEXT),
        ({"2026年1月"}, ColumnType.TEXT),
        ({"31/1/2026"}, ColumnType.TEXT),
        ({"1/31/2026"}, ColumnType.TEXT),
        ({"26-1-31"}, ColumnType.TEXT),
        ({"２０２６年1月31日"}, ColumnType.TEXT),
        ({"1203-2-5"}, ColumnType.TEXT),
        ({"2026.1.1", "2026.1.2"}, ColumnType.TEXT),
        ({"2026.01.31", "2026.12.1"}, ColumnType.TEXT),
        ({"2026.1.31 9:30"}, ColumnType.DATETIME),
        ({"1850年3月5日"}, ColumnType.DATE),
        ({"20260131"}, ColumnType.INTEGER),
        ({"20260131", "2026-01-31"}, ColumnType.TEXT),
        ({"20260131", "2026-01-31 09:00"}, ColumnType.TEXT),
        ({"2026-W05-1"}, ColumnType.TEXT),
        ({"9999-12-31T23:59:59Z"}, ColumnType.TEXT),
        ({"0001-01-01T00:00:00+14:00"}, ColumnType.TEXT),
        ({""}, ColumnType.TEXT),
        (set(), ColumnType.TEXT),
    ],
)
def test_a_type_is_what_all_filled_cells_are_and_codes_stay_text(cells, kind):
    assert found(cells) == kind


@pytest.mark.parametrize(
    ("batches", "kind"),
    [
        (({"1"}, {"2.5"}, {"3"}), ColumnType.NUMBER),
        (({"2.5"}, {"1"}), ColumnType.NUMBER),
        (({"2026-01-31"}, {""}, {"2026-01-31 10:00"}), ColumnType.DATETIME),
        (({"1"}, {"2026-01-31"}), ColumnType.TEXT),
        (({"1"}, {"x"}, {"1"}), ColumnType.TEXT),
        (({""}, {"5"}), ColumnType.INTEGER),
    ],
)
def test_a_later_cell_widens_the_type_and_never_narrows_it(batches, kind):
    assert found(*batches) == kind


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"20260131", "19991231"}, True),
        ({"20260131", "20261301"}, False),
        ({"20260131", "5"}, False),
        ({"10010101"}, False),
        ({"2026-01-31"}, False),
        ({"text"}, False),
        (set(), False),
    ],
)
def test_whole_numbers_that_would_read_as_days_are_recognised_but_stay_numbers(cells, told):
    finder = TypeFinder()
    finder.see(cells)
    assert finder.looks_like_dates is told


@pytest.mark.parametrize(
    ("cells", "writings"),
    [
        ({"2026-01-31", "2026-02-01 09:30", ""}, {DayWriting.ISO}),
        ({"2026-1-31", "2026-01-1"}, {DayWriting.DASHES}),
        ({"2026/01/31"}, {DayWriting.SLASHES}),
        ({"2026.1.31", "2026年1月31日 9:30"}, {DayWriting.POINTS, DayWriting.CHARACTERS}),
        ({"20260131"}, {DayWriting.DIGITS}),
        ({"unknown", "2026-02-30"}, set()),
    ],
)
def test_how_days_are_written_is_told(cells, writings):
    assert writings_in(cells) == writings


@pytest.mark.parametrize("writing", DayWriting)
def test_each_way_of_writing_is_shown_as_it_writes_one_and_the_same_day(writing):
    assert writings_in({writing.label}) == {writing}
    assert cast(ColumnType.DATE, writing.label) == date(2026, 1, 31)


@pytest.mark.parametrize(
    ("kind", "cell", "value"),
    [
        (ColumnType.TEXT, "007", "007"),
        (ColumnType.INTEGER, "-20", -20),
        (ColumnType.NUMBER, "2.50", Decimal("2.50")),
        (ColumnType.DATE, "2026-01-31", date(2026, 1, 31)),
        (ColumnType.DATE, "20260131", date(2026, 1, 31)),
        (ColumnType.DATETIME, "2026年1月31日", MIDNIGHT),
        (ColumnType.DATETIME, "2026/1/31 9:00", NINE),
        (ColumnType.DATETIME, "2026.1.31T01:00Z", NINE),
        (ColumnType.DATETIME, "2026-01-31 09:00", NINE),
        (ColumnType.DATETIME, "2026-01-31", MIDNIGHT),
        (ColumnType.DATETIME, "2026-01-31T01:00:00Z", NINE),
        (ColumnType.BOOLEAN, "TRUE", True),
        (ColumnType.BOOLEAN, "false", False),
    ],
)
def test_a_cell_means_a_value_of_its_type(kind, cell, value):
    assert fits(kind, cell)
    assert cast(kind, cell) == value
    assert type(cast(kind, cell)) is type(value)


@pytest.mark.parametrize("kind", list(ColumnType))
def test_an_empty_cell_fits_every_type_and_means_nothing(kind):
    assert fits(kind, "")
    assert cast(kind, "") is None
    assert misfits(kind, [""]) == set()


@pytest.mark.parametrize(
    ("kind", "cell"),
    [
        (ColumnType.INTEGER, "2.5"),
        (ColumnType.INTEGER, "007"),
        (ColumnType.NUMBER, "1,200"),
        (ColumnType.DATE, "2026-01-31 09:00"),
        (ColumnType.DATE, "31.1.2026"),
        (ColumnType.DATE, "20261301"),
        (ColumnType.DATETIME, "2026/1/31 9"),
        (ColumnType.DATETIME, "2026-01-31 25:00"),
        (ColumnType.BOOLEAN, "yes"),
    ],
)
def test_a_cell_of_another_type_does_not_fit(kind, cell):
    assert not fits(kind, cell)
    assert misfits(kind, [cell, ""]) == {cell}
    assert misfits(ColumnType.TEXT, [cell]) == set()
