"""Charts of bars and lines: marks in proportion, names apart, scales that hold what they show."""

import pytest

from catalogs.charts.bars import WIDTH, bar_chart
from catalogs.charts.heat_map import Band, Cell, Head, heat_map
from catalogs.charts.lines import APART, line_chart
from catalogs.charts.words import width, wrapped


def test_the_longest_bar_is_the_greatest_value_and_the_others_in_proportion():
    chart = bar_chart("t", [("a", 40), ("b", 10), ("c", 0)], description="d")
    first, second, third = chart.bars
    assert first.length == pytest.approx(4 * second.length, abs=0.2)
    assert third.length == 0
    assert first.figure_x < WIDTH
    assert [bar.shown for bar in chart.bars] == ["40", "10", "0"]


def test_great_figures_keep_their_digits_and_stay_inside_the_drawing():
    rows = [("a", 12_345_678), ("b", 1_234_567.25), ("c", 10 / 3)]
    first, second, third = bar_chart("t", rows, description="d").bars
    assert [bar.shown for bar in (first, second, third)] == ["12345678", "1234567.25", "3.33333"]
    assert first.figure_x + 9 * len(first.shown) <= WIDTH


def test_a_chart_of_nothing_is_drawn_without_dividing_by_it():
    assert bar_chart("t", [("a", 0)], description="d").bars[0].length == 0
    assert bar_chart("t", [], description="d").bars == ()
    assert line_chart("t", [1, 2], [("a", (), "one")], description="d").lines == ()


def test_names_at_the_ends_of_lines_never_cover_each_other():
    chart = line_chart(
        "t", [1, 2, 3], [("a", (1, 2, 5), "one"), ("b", (2, 2, 5), "two")], description="d"
    )
    first, second = (line.name.y for line in chart.lines)
    assert abs(first - second) >= APART


@pytest.mark.parametrize("highest", [0, 1, 3, 7, 23, 64, 999, 50_000])
def test_the_scale_holds_the_greatest_value_in_few_steps(highest):
    chart = line_chart("t", [1, 2], [("a", (0, highest), "one")], description="d")
    heights = [mark.text for mark in chart.heights]
    assert heights[-1] >= highest
    assert 2 <= len(heights) <= 5


def test_words_break_at_blanks_in_latin_and_anywhere_in_chinese():
    assert wrapped("Closed: not corrected in time", 150, 15) == [
        "Closed: not",
        "corrected in time",
    ]
    lines = wrapped("申请人逾期未补正", 60, 15)
    assert "".join(lines) == "申请人逾期未补正"
    assert all(width(line, 15) <= 60 for line in lines)
    assert wrapped("", 60, 15) == []


def test_a_place_without_a_value_is_left_out_of_its_line():
    chart = line_chart(
        "t", [1, 2, 3], [("a", (None, 40.5, 80), "one")], description="d", highest=100
    )
    (line,) = chart.lines
    assert len(line.points) == 2
    assert line.points[0][0] > chart.left
    assert [mark.text for mark in chart.heights] == [0, 25, 50, 75, 100]
    assert line_chart("t", [1], [("a", (None,), "one")], description="d").lines == ()


BANDS = (Band(0, "poor", "poor"), Band(60, "weak", "weak"), Band(90, "good", "good"))


@pytest.mark.parametrize(
    ("value", "tone"), [(0, "poor"), (59.9, "poor"), (60, "weak"), (89.9, "weak"), (100, "good")]
)
def test_a_cell_of_a_heat_map_stands_in_the_highest_band_it_reaches(value, tone):
    chart = heat_map(
        "t", [Head("a")], [(Head("b"), [(value, "/")])], BANDS, description="d", corner="c"
    )
    assert chart.rows[0].cells[0].band.tone == tone


def test_a_cell_without_a_value_has_no_band_and_leads_nowhere():
    chart = heat_map(
        "t", [Head("a")], [(Head("b"), [(None, "/")])], BANDS, description="d", corner="c"
    )
    assert chart.rows[0].cells == (Cell("—", None),)


def test_names_of_lines_that_end_at_nothing_stay_above_the_names_of_the_places():
    chart = line_chart(
        "t", [1, 2, 3], [("a", (9, 9, 0), "one"), ("b", (9, 9, 0), "two")], description="d"
    )
    first, second = (line.name.y for line in chart.lines)
    assert abs(first - second) >= APART
    assert max(first, second) < chart.places[0].y - APART / 2
