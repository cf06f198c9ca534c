"""One application of the demonstration as it goes through the verbs, day by day."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Self

from applications import (
    answering,
    charging,
    closing,
    correcting,
    extending,
    handling,
    inquiring,
    receiving,
)
from applications.demo.answers import ANSWERS
from applications.demo.enclosures import enclose
from applications.enums import Channel, FeeBasis, InquiryAnswer
from applications.models import Application
from catalogs.demo.cast import Cast
from catalogs.demo.dates import at_nine
from catalogs.models import Department, PublicityMatter
from catalogs.working_days import WorkCalendar


@dataclass
class Story:
    """An application and the day it has come to; each step returns the story itself.

    ``day`` never passes ``today``: a step that would lie in the future is put on today.
    """

    cast: Cast
    calendar: WorkCalendar
    today: date
    day: date
    application: Application | None = None
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

    def received(self, *, channel: str, **values: Any) -> Self:
        if channel == Channel.ONLINE:
            receipt = receiving.submit(now=self.now(), **values)
        else:
            receipt = receiving.register_by_hand(
                actor=self.cast.office,
                channel=channel,
                arrived_on=self.day,
                confirmed_on=self.day,
                now=self.now(),
                **values,
            )
        self.application = receipt.application
        return self

    def registered(self) -> Self:
        if self.application.channel == Channel.ONLINE:
            self.later(1)
            self.application = receiving.register(
                self.application,
                actor=self.cast.office,
                today=self.day,
                confirmed_on=self.day,
                at=self.now(),
            )
        return self

    def assigned(self, *, claimed: bool = True) -> Self:
        self.registered()
        self.application = handling.assign(
            self.application,
            actor=self.cast.office,
            department=self.cast.department,
            handler=self.cast.clerk if claimed else None,
            at=self.now(),
        )
        return self

    def transferred(self, cast: Cast) -> Self:
        self.later(2)
        self.application = handling.transfer(
            self.application,
            actor=self.cast.clerk,
            department=cast.department,
            reason="该信息由贵单位制作和保存。",
            at=self.now(),
        )
        self.cast = cast
        self.application = handling.reassign(
            self.application, actor=cast.clerk, handler=cast.clerk, at=self.now()
        )
        return self

    def correction_asked(self) -> Self:
        self.later(3)
        correcting.ask_correction(
            self.application,
            actor=self.cast.clerk,
            what="请补充所需信息的名称、文号或者便于查询的其他特征。",
            **self.when(),
        )
        return self

    def corrected(self, after: int = 5) -> Self:
        self.later(after)
        self.application = correcting.receive_correction(
            self.application,
            actor=None,
            text="补充：仅需最近一期的正式文本。",
            **self.when(),
        )
        return self

    def left_uncorrected(self) -> Self:
        self.later(16)
        closing.close_uncorrected(**self.when())
        return self

    def fee_asked(self) -> Self:
        self.later(6)
        charging.send_fee_notice(
            self.application,
            actor=self.cast.clerk,
            basis=FeeBasis.PAGE,
            quantity=86,
            **self.when(),
        )
        return self

    def paid(self) -> Self:
        self.later(5)
        self.application = charging.record_payment(
            self.application,
            actor=self.cast.clerk,
            paid_on=self.day,
            **self.when(),
        )
        return self

    def left_unpaid(self) -> Self:
        self.day = min(self.today, self.day + timedelta(days=31))
        closing.close_unpaid(**self.when())
        return self

    def third_party_asked(self) -> Self:
        self.later(4)
        inquiring.ask_third_party(
            self.application,
            actor=self.cast.clerk,
            addressee="拟用建材有限公司（虚构）",
            addressee_contact="无锡市滨湖区虚构路600号",
            question="申请公开的信息涉及贵单位，请在十五个工作日内书面告知是否同意公开及理由。",
            **self.when(),
        )
        return self

    def agency_consulted(self, agency: Department) -> Self:
        self.later(3)
        inquiring.consult_agency(
            self.application,
            actor=self.cast.clerk,
            agency=agency,
            question="该信息由两单位共同制作，请告知公开意见。",
            **self.when(),
        )
        return self

    def inquiry_answered(self, answer: str = InquiryAnswer.CONSENTS) -> Self:
        self.later(8)
        inquiring.receive_inquiry_answer(
            self.application.inquiries.open().get(),
            actor=self.cast.clerk,
            answer=answer,
            text="同意公开。" if answer == InquiryAnswer.CONSENTS else "涉及商业秘密，不同意公开。",
            **self.when(),
        )
        return self

    def inquiry_left_silent(self) -> Self:
        self.later(16)
        inquiring.end_silent_inquiries(**self.when())
        return self

    def co_handled(self, cast: Cast) -> Self:
        co_handling = handling.ask_co_handler(
            self.application,
            actor=self.cast.clerk,
            department=cast.department,
            question="请就所涉本单位职责部分提出意见。",
            **self.when(),
        )
        self.later(3)
        handling.give_opinion(
            co_handling,
            actor=cast.clerk,
            opinion="所涉信息可以公开。",
            **self.when(),
        )
        return self

    def extension_asked(self, after: int = 12) -> Self:
        self.later(after)
        extending.request_extension(
            self.application,
            actor=self.cast.clerk,
            reason="需要检索的档案数量较多。",
            days=15,
            **self.when(),
        )
        return self

    def extended(self) -> Self:
        self.extension_asked().later(1)
        extending.approve_extension(
            self.application.extension_requests.get(),
            actor=self.cast.office,
            **self.when(),
        )
        return self

    def drafted(self, outcome: str, *, matter: PublicityMatter | None = None) -> Self:
        self.application = answering.draft_answer(
            self.application,
            actor=self.cast.clerk,
            outcome=outcome,
            answer=ANSWERS[outcome],
            matter=matter,
            at=self.now(),
        )
        enclose(self.application, actor=self.cast.clerk, at=self.now())
        return self

    def in_review(self, outcome: str, **options: Any) -> Self:
        self.drafted(outcome, **options)
        self.application = answering.submit_answer(
            self.application, actor=self.cast.clerk, at=self.now()
        )
        return self

    def returned(self, outcome: str) -> Self:
        self.in_review(outcome).later(1)
        self.application = answering.return_answer(
            self.application,
            actor=self.cast.reviewer,
            reason="请写明依据的具体条款。",
            at=self.now(),
        )
        return self.later(1)

    def approved(self, outcome: str, **options: Any) -> Self:
        self.in_review(outcome, **options).later(1)
        self.application = answering.approve_answer(
            self.application, actor=self.cast.reviewer, at=self.now()
        )
        return self

    def answered(self, outcome: str, **options: Any) -> Self:
        self.approved(outcome, **options)
        self.application = answering.issue_answer(
            self.application, actor=self.cast.clerk, **self.when()
        )
        return self

    def delivered(self) -> Self:
        self.later(1)
        self.application = answering.deliver(
            self.application,
            actor=self.cast.clerk,
            way=self.application.way_wanted,
            delivered_on=self.day,
            **self.when(),
        )
        return self

    def filed(self) -> Self:
        self.delivered().later(2)
        self.application = answering.file(self.application, actor=self.cast.clerk, **self.when())
        return self

    def withdrawn(self) -> Self:
        self.later(3)
        self.application = closing.withdraw(self.application, actor=None, **self.when())
        return self
