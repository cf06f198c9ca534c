"""One submission of the demonstration as it goes through the verbs, day by day."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Self

from catalogs.demo.cast import Cast
from catalogs.demo.dates import at_nine
from catalogs.working_days import WorkCalendar
from feedback import extending, handling, publishing_replies, receiving, replying, withdrawing
from feedback.models import Submission


@dataclass
class Story:
    """A submission and the day it has come to; each step returns the story itself.

    ``day`` never passes ``today``: a step that would lie in the future is put on today.
    """

    cast: Cast
    calendar: WorkCalendar
    today: date
    day: date
    answer: str
    submission: Submission | None = None
    steps: int = 0

    def later(self, working_days: int) -> Self:
        """Let so many working days pass."""
        self.day = min(self.today, self.calendar.add_working_days(self.day, working_days).date)
        return self

    def now(self) -> datetime:
        """A moment of the day, later than that of the step before."""
        self.steps += 1
        return at_nine(self.day, minute=7 * self.steps % 480)

    def when(self) -> dict[str, Any]:
        """The day and a moment of it, as the verbs ask for them."""
        return {"today": self.day, "at": self.now()}

    def received(self, **values: Any) -> Self:
        self.submission = receiving.submit(now=self.now(), **values).submission
        return self

    def examined(self) -> Self:
        self.submission = receiving.examine(self.submission, actor=self.cast.office, at=self.now())
        return self

    def issued(self, *, claimed: bool = True) -> Self:
        self.submission = handling.issue(
            self.submission,
            actor=self.cast.office,
            department=self.cast.department,
            handler=self.cast.clerk if claimed else None,
            at=self.now(),
        )
        return self

    def returned(self) -> Self:
        """Issued to the wrong department first."""
        self.submission = handling.return_(
            self.submission,
            actor=self.cast.clerk,
            reason="所反映的事项不属于本单位职责。",
            at=self.now(),
        )
        return self

    def transferred(self, cast: Cast) -> Self:
        self.submission = handling.transfer(
            self.submission,
            actor=self.cast.clerk,
            department=cast.department,
            reason="该事项由贵单位主管。",
            at=self.now(),
        )
        self.cast = cast
        self.submission = handling.reassign(
            self.submission, actor=cast.clerk, handler=cast.clerk, at=self.now()
        )
        return self

    def asked(self, other: Cast) -> Self:
        handling.ask_co_handler(
            self.submission,
            actor=self.cast.clerk,
            department=other.department,
            question="请就涉及贵单位职责的部分提出意见。",
            **self.when(),
        )
        return self

    def advised(self, other: Cast) -> Self:
        handling.give_opinion(
            self.submission.joint_handlings.get(department=other.department),
            actor=other.clerk,
            opinion="按现行规定办理，无不同意见。",
            **self.when(),
        )
        return self

    def urged(self, *, by_office: bool = False) -> Self:
        actor = self.cast.office if by_office else None
        self.submission = handling.urge(self.submission, actor=actor, now=self.now())
        return self

    def longer(self, *, agreed: bool = True) -> Self:
        """More time asked for where the limit can be longer, and agreed to."""
        if not extending.can_be_longer(self.submission):
            return self
        request = extending.request_extension(
            self.submission,
            actor=self.cast.clerk,
            reason="情况复杂，需要会同有关单位现场核实。",
            **self.when(),
        )
        if agreed:
            self.submission = extending.approve_extension(
                request, actor=self.cast.reviewer, **self.when()
            )
        return self

    def noted(self) -> Self:
        handling.add_note(
            self.submission, actor=self.cast.clerk, text="已与当事人电话核实情况。", at=self.now()
        )
        return self

    def replied(self) -> Self:
        self.submission = replying.reply(
            self.submission, actor=self.cast.clerk, text=self.answer, at=self.now()
        )
        return self

    def sent_back(self) -> Self:
        self.submission = replying.send_back_reply(
            self.submission,
            actor=self.cast.reviewer,
            reason="请写明依据和办理地点。",
            at=self.now(),
        )
        return self

    def reviewed(self) -> Self:
        self.submission = replying.review(self.submission, actor=self.cast.reviewer, **self.when())
        return self

    def answered(self) -> Self:
        """Replied, and reviewed the next day."""
        self.replied()
        return self.later(1).reviewed()

    def published(self) -> Self:
        publishing_replies.publish_reply(
            self.submission,
            actor=self.cast.clerk,
            title=self.submission.title,
            question=self.submission.text,
            answer=self.submission.reply,
            **self.when(),
        )
        return self

    def rated(self, score: int, comment: str) -> Self:
        replying.rate(self.submission, score=score, comment=comment, **self.when())
        return self

    def not_accepted(self, *, right_way: str, refusal: str) -> Self:
        self.submission = receiving.not_accept(
            self.submission,
            actor=self.cast.office,
            right_way=right_way,
            reason=refusal,
            **self.when(),
        )
        return self

    def withdrawn(self) -> Self:
        """Given up by the asker."""
        self.submission = withdrawing.withdraw(
            self.submission, reason="问题已经解决，不再需要答复。", **self.when()
        )
        return self

    def merged(self, into: Submission) -> Self:
        self.submission = receiving.merge(
            self.submission, into=into, actor=self.cast.office, **self.when()
        )
        return self
