"""The stories: how often each happened in the past two years, and what is under way today."""

from collections.abc import Callable
from dataclasses import dataclass

from applications.demo.story import Story
from applications.enums import InquiryAnswer, Outcome
from catalogs.demo.cast import Cast

Tell = Callable[[Story, Cast], Story]


@dataclass(frozen=True, slots=True)
class Script:
    """``tell`` begins with the received application; ``other`` is another department's cast.

    ``began`` is how many working days ago an open story began; None for the concluded ones,
    which are spread over two years. ``intake`` stories have no department yet.
    """

    tell: Tell
    times: int = 1
    began: int | None = None


def answered(outcome: str, *, after: int) -> Tell:
    return lambda story, other: story.assigned().later(after).answered(outcome).filed()


def _corrected(story: Story, other: Cast) -> Story:
    return story.assigned().correction_asked().corrected().later(9).answered(O.DISCLOSED).filed()


def _third_party_consents(story: Story, other: Cast) -> Story:
    story.assigned().third_party_asked().inquiry_answered().later(4)
    return story.answered(O.DISCLOSED).filed()


def _third_party_objects(story: Story, other: Cast) -> Story:
    story.assigned().third_party_asked().inquiry_answered(InquiryAnswer.OBJECTS).later(5)
    return story.answered(O.THIRD_PARTY).filed()


def _third_party_silent(story: Story, other: Cast) -> Story:
    story.assigned().third_party_asked().inquiry_left_silent().later(3)
    return story.answered(O.PARTLY).filed()


def _agency(story: Story, other: Cast) -> Story:
    story.assigned().agency_consulted(other.department).inquiry_answered().later(4)
    return story.answered(O.DISCLOSED).filed()


def _extended(story: Story, other: Cast) -> Story:
    return story.assigned().extended().later(14).answered(O.DISCLOSED).filed()


def _paid(story: Story, other: Cast) -> Story:
    return story.assigned().fee_asked().paid().later(8).answered(O.DISCLOSED).filed()


def _transferred(story: Story, other: Cast) -> Story:
    return story.assigned().transferred(other).later(9).answered(O.DISCLOSED).filed()


def _co_handled(story: Story, other: Cast) -> Story:
    return story.assigned().later(2).co_handled(other).later(5).answered(O.PARTLY).filed()


def _returned(story: Story, other: Cast) -> Story:
    return story.assigned().later(6).returned(O.INTERNAL).answered(O.PARTLY).filed()


def _still_unclear(story: Story, other: Cast) -> Story:
    story.assigned().correction_asked().corrected().later(6)
    return story.answered(O.STILL_UNCLEAR).filed()


O = Outcome  # noqa: E741
CONCLUDED = (
    Script(answered(O.DISCLOSED, after=3), 5),
    Script(answered(O.DISCLOSED, after=8), 8),
    Script(answered(O.DISCLOSED, after=15), 4),
    Script(answered(O.DISCLOSED, after=22), 2),  # late
    Script(answered(O.PARTLY, after=11), 4),
    Script(answered(O.PARTLY, after=23)),  # late
    Script(_corrected, 4),
    Script(_third_party_consents, 2),
    Script(_third_party_objects, 2),
    Script(_third_party_silent),
    Script(_agency, 2),
    Script(_extended, 3),
    Script(_paid, 2),
    Script(_transferred, 2),
    Script(_co_handled, 2),
    Script(_returned, 2),
    Script(answered(O.STATE_SECRET, after=9)),
    Script(answered(O.FORBIDDEN, after=7)),
    Script(answered(O.SECURITY, after=12)),
    Script(answered(O.INTERNAL, after=8), 3),
    Script(answered(O.PROCESS, after=10), 3),
    Script(answered(O.CASE_FILE, after=6), 2),
    Script(answered(O.REGISTER, after=2), 2),
    Script(answered(O.NOT_HELD, after=4), 7),
    Script(answered(O.NOT_HELD, after=12), 2),
    Script(answered(O.NOT_MADE, after=9), 3),
    Script(_still_unclear, 2),
    Script(answered(O.PETITION, after=3), 4),
    Script(answered(O.REPEATED, after=2), 2),
    Script(answered(O.PUBLICATION, after=3)),
    Script(answered(O.MASSIVE, after=8)),
    Script(answered(O.CONFIRMATION, after=4)),
    Script(answered(O.OTHER, after=2)),
    Script(lambda story, other: story.assigned().correction_asked().left_uncorrected(), 2),
    Script(lambda story, other: story.assigned().fee_asked().left_unpaid()),
    Script(lambda story, other: story.assigned().withdrawn(), 3),
    Script(lambda story, other: story.withdrawn()),
)
# Three times and more disclosed with the same matter: proposed to become proactive.
REPEATEDLY = (4, 3)

OPEN = (
    Script(lambda story, other: story, 2, began=0),
    Script(lambda story, other: story, 1, began=1),
    Script(lambda story, other: story.registered(), 2, began=1),
    Script(lambda story, other: story.assigned(claimed=False), 2, began=2),
    Script(lambda story, other: story.assigned(), 2, began=6),
    # Overdue today
    Script(lambda story, other: story.assigned(), 1, began=26),
    Script(lambda story, other: story.assigned().later(5).in_review(O.PARTLY), 1, began=23),
    # Due soon
    Script(lambda story, other: story.assigned(), 2, began=19),
    Script(lambda story, other: story.assigned().drafted(O.DISCLOSED), 1, began=21),
    # The clock stands still
    Script(lambda story, other: story.assigned().third_party_asked(), 1, began=9),
    Script(lambda story, other: story.assigned().agency_consulted(other.department), 1, began=8),
    Script(lambda story, other: story.assigned().correction_asked(), 2, began=7),
    Script(lambda story, other: story.assigned().fee_asked(), 1, began=10),
    Script(lambda story, other: story.assigned().extension_asked(), 1, began=15),
    Script(lambda story, other: story.assigned().extended(), 1, began=22),
    Script(lambda story, other: story.assigned().later(5).in_review(O.DISCLOSED), 2, began=9),
    Script(lambda story, other: story.assigned().later(6).approved(O.PARTLY), 2, began=12),
    Script(lambda story, other: story.assigned().later(4).answered(O.DISCLOSED), 2, began=8),
    Script(lambda s, other: s.assigned().later(7).answered(O.NOT_HELD).delivered(), 2, began=14),
)
