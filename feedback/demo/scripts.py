"""How the submissions of the demonstration go: in time, late, passed on, urged, still open."""

from collections.abc import Callable
from dataclasses import dataclass

from catalogs.demo.cast import Cast
from feedback.demo.story import Story

Tell = Callable[[Story, Cast], Story]


@dataclass(frozen=True, slots=True)
class Script:
    """A course of things and how many submissions take it; ``began`` counts working days back."""

    tell: Tell
    times: int
    began: int = 0


def _issued(story: Story, *, claimed: bool = True) -> Story:
    return story.examined().issued(claimed=claimed)


CONCLUDED = (
    Script(lambda story, other: _issued(story).later(1).answered(), 78),
    Script(lambda story, other: _issued(story.later(1)).answered(), 14),
    Script(lambda story, other: _issued(story).replied().sent_back().later(1).answered(), 8),
    Script(lambda story, other: _issued(story).asked(other).later(1).advised(other).answered(), 10),
    Script(lambda story, other: _issued(story).later(1).transferred(other).answered(), 7),
    Script(lambda story, other: _returned(story, other), 6),
    Script(lambda story, other: _issued(story).noted().later(5).urged().later(1).answered(), 8),
    Script(lambda story, other: _issued(story).later(18).urged(by_office=True).answered(), 6),
    Script(lambda story, other: _issued(story).later(5).longer().later(5).answered(), 6),
)
OPEN = (
    Script(lambda story, other: story, 5),
    Script(lambda story, other: story, 2, began=1),
    Script(lambda story, other: story.examined(), 3, began=1),
    Script(lambda story, other: _issued(story, claimed=False), 5, began=1),
    Script(lambda story, other: _issued(story), 6, began=2),
    Script(lambda story, other: _issued(story).asked(other), 2, began=2),
    Script(lambda story, other: _issued(story).later(1).replied(), 5, began=2),
    Script(lambda story, other: _issued(story).noted().later(4).urged(), 4, began=5),
    Script(lambda story, other: _issued(story).longer(agreed=False), 2, began=2),
    Script(lambda story, other: _issued(story).later(9).urged(by_office=True), 4, began=18),
)


def _returned(story: Story, other: Cast) -> Story:
    """Issued to another department first, which gives it back."""
    right, story.cast = story.cast, other
    _issued(story).later(1).returned()
    story.cast = right
    return story.issued().answered()
