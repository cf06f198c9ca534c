"""Charts: what they draw is what the table or the figures say, in both languages."""

from itertools import combinations, pairwise

import pytest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from applications.charts.bars import WIDTH, bar_chart
from applications.charts.lines import APART, line_chart
from applications.charts.procedure import procedure_chart
from applications.charts.words import width, wrapped
from applications.workflow import WORKFLOW

PAIRS = [
    pytest.param(move.action, source, move.target, id=f"{move.action} from {source}")
    for move in WORKFLOW.moves
    for source in sorted(move.sources)
]


@pytest.mark.parametrize(("action", "source", "target"), PAIRS)
def test_every_move_of_the_table_is_an_arrow_of_the_chart(action, source, target):
    arrows = {
        (name, arrow.source, arrow.target)
        for arrow in procedure_chart().arrows
        for name in arrow.actions
    }
    assert (action, source, target) in arrows


def test_the_chart_has_no_arrow_that_the_table_does_not_have():
    drawn = [
        (name, arrow.source, arrow.target)
        for arrow in procedure_chart().arrows
        for name in arrow.actions
    ]
    assert sorted(drawn) == sorted(param.values for param in PAIRS)


def test_boxes_stand_apart_and_inside_the_drawing():
    chart = procedure_chart()
    for place, box in enumerate(chart.boxes):
        assert box.x >= 0
        assert box.right <= chart.width
        assert box.bottom <= chart.height
        for other in chart.boxes[place + 1 :]:
            beside = box.right < other.x or other.right < box.x
            assert beside or box.bottom < other.y or other.bottom < box.y


def test_arrows_begin_and_end_at_the_edges_of_their_boxes():
    chart = procedure_chart()
    for arrow in chart.arrows:
        points = points_of(arrow)
        for (x, y), state in ((points[0], arrow.source), (points[-1], arrow.target)):
            box = chart.box(state)
            upright = x in (box.x, box.right) and box.y <= y <= box.bottom
            level = y in (box.y, box.bottom) and box.x <= x <= box.right
            assert upright or level


def test_arrows_to_and_from_those_who_wait_cross_no_other_arrow_of_that_side():
    chart = procedure_chart()
    waiting = {box.state for box in chart.boxes if box.kind == "waiting"}
    main = {box.state for box in chart.boxes if box.kind in ("first", "main")}
    lines = [
        list(pairwise(points_of(arrow)))
        for arrow in chart.arrows
        if {arrow.source, arrow.target} & waiting and {arrow.source, arrow.target} & main
    ]
    assert len(lines) == 4
    for one, other in combinations(lines, 2):
        assert not any(cross(a, b) or cross(b, a) for a in one for b in other)


def points_of(arrow) -> list[tuple[float, ...]]:
    return [tuple(map(float, point.split())) for point in arrow.path[1:].split(" L")]


def cross(level, upright) -> bool:
    """Say whether a level line and an upright one meet."""
    (x1, y1), (x2, y2) = level
    (x3, y3), (x4, y4) = upright
    if y1 != y2 or x3 != x4:
        return False
    return min(x1, x2) <= x3 <= max(x1, x2) and min(y3, y4) <= y1 <= max(y3, y4)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_move_and_every_state_is_named_in_the_drawing(language):
    with translation.override(language):
        drawn = render_to_string("applications/charts/procedure.html", {"chart": procedure_chart()})
        said = "".join(drawn.split())
        for move in WORKFLOW.moves:
            words = wrapped(str(move.label), 136, 14)
            assert all("".join(line.split()) in said for line in words)
        assert drawn.count("<rect") == len(procedure_chart().boxes)
    assert "style=" not in drawn


@pytest.mark.django_db
def test_the_page_of_the_chart_lists_every_move_as_text_too(client):
    page = client.get(reverse("applications:chart")).content.decode()
    for move in WORKFLOW.moves:
        assert f'<th scope="row">{move.label}</th>' in page
        assert str(move.consequence) in page


def test_the_longest_bar_is_the_greatest_value_and_the_others_in_proportion():
    chart = bar_chart("t", [("a", 40), ("b", 10), ("c", 0)], description="d")
    first, second, third = chart.bars
    assert first.length == pytest.approx(4 * second.length, abs=0.2)
    assert third.length == 0
    assert first.figure_x < WIDTH
    assert [bar.shown for bar in chart.bars] == ["40", "10", "0"]


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
