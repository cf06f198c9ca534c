"""Rows of interaction with the public for tests: plain by default, situations as traits."""

from datetime import date, datetime, time

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from catalogs.deadlines import load_calendar, start_clock, working_days
from feedback.enums import (
    ConsultationState,
    KnowledgeState,
    LimitSubject,
    OpinionLevel,
    OpinionSource,
    OpinionState,
    QuestionKind,
    RightWay,
    SubmissionKind,
    SubmissionState,
)
from feedback.models import (
    Consultation,
    KnowledgeEntry,
    LimitRule,
    OpinionCase,
    PublishedReply,
    Submission,
    Survey,
)
from tests.factories import (
    DepartmentFactory,
    FieldFactory,
    OfficialFactory,
    PublicationFactory,
)

# What must appear nowhere but in the encrypted columns.
PERSON = {
    "name": "欧阳小明",
    "telephone": "13812345678",
    "email": "ouyang@example.net",
    "address": "无锡市滨湖区太湖大道1188号3幢502室",
}
ASKED = {
    "kind": SubmissionKind.CONSULTATION,
    "title": "小区加装电梯的补贴标准",
    "text": "老旧小区加装电梯,补贴标准是多少,向谁申请?",
}
RECEIVED_ON = date(2026, 11, 16)
ANSWERED_ON = date(2026, 11, 20)


def moment(day: date, at: time = time(10, 0)) -> datetime:
    """Return a local moment of a day."""
    return timezone.make_aware(datetime.combine(day, at))


class SubmissionFactory(DjangoModelFactory):
    """A consultation received on 16 November 2026; ``issued=True`` and so on follow."""

    class Meta:
        model = Submission

    class Params:
        examined = factory.Trait(state=SubmissionState.EXAMINED)
        issued = factory.Trait(
            state=SubmissionState.ISSUED, department=factory.SubFactory(DepartmentFactory)
        )
        replied = factory.Trait(
            issued=True,
            state=SubmissionState.REPLIED,
            reply="补贴标准见《实施办法》第九条,向街道申请。",
            drafter=factory.SubFactory(
                OfficialFactory, department=factory.SelfAttribute("..department")
            ),
        )
        reviewed = factory.Trait(
            replied=True,
            state=SubmissionState.REVIEWED,
            approver=factory.SubFactory(
                OfficialFactory, reviewer=True, department=factory.SelfAttribute("..department")
            ),
            concluded_on=ANSWERED_ON,
            working_days_taken=4,
        )
        published = factory.Trait(
            reviewed=True, state=SubmissionState.PUBLISHED, consent_to_publish=True
        )
        rated = factory.Trait(reviewed=True, state=SubmissionState.RATED)
        not_accepted = factory.Trait(
            state=SubmissionState.NOT_ACCEPTED,
            right_way=RightWay.LITIGATION,
            refusal="该事项已进入诉讼程序。",
            concluded_on=ANSWERED_ON,
        )
        merged = factory.Trait(
            state=SubmissionState.MERGED,
            merged_into=factory.SubFactory("tests.feedback.factories.SubmissionFactory"),
            concluded_on=ANSWERED_ON,
        )
        withdrawn = factory.Trait(state=SubmissionState.WITHDRAWN, concluded_on=ANSWERED_ON)

    receipt_number = factory.Sequence(lambda n: f"HD-2026-{90000 + n}")
    received_on = RECEIVED_ON
    created_at = factory.LazyAttribute(lambda row: moment(row.received_on))
    name = PERSON["name"]
    telephone = PERSON["telephone"]
    email = PERSON["email"]
    address = PERSON["address"]
    kind = ASKED["kind"]
    title = ASKED["title"]
    text = ASKED["text"]

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        """Start the clock as the verbs do."""
        submission = model_class(*args, **kwargs)
        start_clock(
            submission,
            working_days(LimitRule.objects.days_for(submission.kind)),
            start=submission.received_on,
            calendar=load_calendar(),
        )
        submission.save()
        return submission


class PublishedReplyFactory(DjangoModelFactory):
    """A published question and answer, with the asker's consent."""

    class Meta:
        model = PublishedReply

    submission = factory.SubFactory(SubmissionFactory, published=True)
    kind = factory.SelfAttribute("submission.kind")
    department = factory.SelfAttribute("submission.department")
    title = "加装电梯的补贴"
    question = "补贴标准是多少?"
    answer = "每台补贴二十万元。"
    published_on = date(2026, 11, 23)


def clerk_of(submission: Submission):
    return OfficialFactory(department=submission.department)


def reviewer_of(submission: Submission):
    return OfficialFactory(department=submission.department, reviewer=True)


def office():
    return OfficialFactory(government_office=True)


def administrator():
    return OfficialFactory(administrator=True)


class KnowledgeEntryFactory(DjangoModelFactory):
    """A draft; ``published=True`` is version 1 of 2 November 2026."""

    class Meta:
        model = KnowledgeEntry
        skip_postgeneration_save = True

    class Params:
        published = factory.Trait(
            state=KnowledgeState.PUBLISHED,
            version=1,
            published_on=date(2026, 11, 2),
            reviewed_at=moment(date(2026, 11, 2)),
        )

    question = "老旧小区加装电梯的补贴标准是多少?"
    answer = "每台补贴二十万元。"
    basis = "《既有住宅加装电梯实施办法》第九条"
    field = factory.SubFactory(FieldFactory)
    department = factory.SubFactory(DepartmentFactory)


class ConsultationFactory(DjangoModelFactory):
    """A draft open from 2 to 13 November 2026; ``published=True`` starts its clock."""

    class Meta:
        model = Consultation

    class Params:
        published = factory.Trait(state=ConsultationState.PUBLISHED)
        with_result = factory.Trait(
            published=True, result="采纳两条。", result_published_on=date(2026, 11, 20)
        )

    title = "既有住宅加装电梯实施办法(征求意见稿)"
    background = "原办法即将到期。"
    text = "第一条 为规范既有住宅加装电梯,制定本办法。"
    department = factory.SubFactory(DepartmentFactory)
    opens_on = date(2026, 11, 2)
    closes_on = date(2026, 11, 13)

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        """Start the clock as the verb does."""
        consultation = model_class(*args, **kwargs)
        if consultation.state != ConsultationState.DRAFT:
            days = LimitRule.objects.days_for(LimitSubject.CONSULTATION_RESULT)
            start_clock(
                consultation,
                working_days(days),
                start=consultation.closes_on,
                calendar=load_calendar(),
            )
        consultation.save()
        return consultation


class SurveyFactory(DjangoModelFactory):
    """A survey of November 2026 with a question of each kind."""

    class Meta:
        model = Survey
        skip_postgeneration_save = True

    class Params:
        published = factory.Trait(state=ConsultationState.PUBLISHED)

    title = "政务公开满意度调查"
    department = factory.SubFactory(DepartmentFactory)
    opens_on = date(2026, 11, 2)
    closes_on = date(2026, 11, 30)

    @factory.post_generation
    def questions(self, create, kinds, **kwargs):
        """Questions of the given kinds; one of each by default, the text not required."""
        for position, kind in enumerate(kinds if kinds is not None else QuestionKind.values):
            question = self.questions.create(
                kind=kind,
                text=f"问题{position}",
                position=position,
                is_required=kind != QuestionKind.TEXT,
            )
            if kind in (QuestionKind.CHOICE, QuestionKind.CHOICES):
                for number, text in enumerate(["网站", "热线", "大厅"]):
                    question.options.create(text=text, position=number)


class OpinionCaseFactory(DjangoModelFactory):
    """Collected on 24 November 2026 at eight; ``judged=True`` and so on follow."""

    class Meta:
        model = OpinionCase

    class Params:
        judged = factory.Trait(
            state=OpinionState.JUDGED,
            level=OpinionLevel.ORDINARY,
            respond_by=moment(date(2026, 11, 26), time(8, 0)),
        )
        disposed = factory.Trait(
            judged=True,
            state=OpinionState.DISPOSED,
            department=factory.SubFactory(DepartmentFactory),
            dispose_by=moment(date(2026, 11, 25), time(8, 0)),
        )
        responded = factory.Trait(
            disposed=True,
            state=OpinionState.RESPONDED,
            responded_at=moment(date(2026, 11, 25)),
            response=factory.SubFactory(PublicationFactory, published=True),
        )
        reviewed = factory.Trait(
            responded=True, state=OpinionState.REVIEWED, lesson="回应及时,反响平稳。"
        )
        dropped = factory.Trait(state=OpinionState.DROPPED)

    title = "某路段施工扰民引发关注"
    summary = "多名网民反映夜间施工噪声。"
    source = OpinionSource.INTERNET
    collected_at = moment(date(2026, 11, 24), time(8, 0))
    created_by = factory.SubFactory(OfficialFactory, government_office=True)
