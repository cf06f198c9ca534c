"""Applications for tests: a received one by default, situations as traits."""

from datetime import date, datetime, time

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from applications.enums import (
    ApplicantKind,
    ApplicationState,
    CertificateType,
    Channel,
    FormWanted,
    Outcome,
    Way,
)
from applications.models import Application, PublishedRequest
from applications.moving import count_again, start_reply_clock
from catalogs.deadlines import load_calendar
from tests.factories import DepartmentFactory, OfficialFactory

# What must appear nowhere but in the encrypted columns.
PERSON = {
    "applicant_kind": ApplicantKind.PERSON,
    "name": "欧阳小明",
    "certificate_type": CertificateType.IDENTITY_CARD,
    "certificate_number": "320211199003071234",
    "telephone": "13812345678",
    "email": "ouyang@example.net",
    "address": "无锡市滨湖区太湖大道1188号3幢502室",
    "postcode": "214071",
}
ORGANISATION = {
    "applicant_kind": ApplicantKind.ENTERPRISE,
    "organisation": "无锡蠡园测试科技有限公司",
    "credit_code": "91320211MA1T3XT00X",
    "representative": "诸葛大力",
    "contact_person": "上官雪",
    "telephone": "0510-85101234",
    "email": "office@liyuan-test.example",
}
ASKED = {
    "title": "滨湖区2025年度城市更新项目实施计划",
    "features": "包括项目名单、投资额和实施单位。",
    "form_wanted": FormWanted.ELECTRONIC,
    "way_wanted": Way.ONLINE,
}
RECEIVED_ON = date(2026, 11, 2)


def moment(day: date, at: time = time(10, 0)) -> datetime:
    """Return a local moment of a day."""
    return timezone.make_aware(datetime.combine(day, at))


class ApplicationFactory(DjangoModelFactory):
    """Received on 2 November 2026, its clock started; ``examining=True`` and so on follow."""

    class Meta:
        model = Application

    class Params:
        registered = factory.Trait(state=ApplicationState.REGISTERED)
        examining = factory.Trait(
            state=ApplicationState.EXAMINING, department=factory.SubFactory(DepartmentFactory)
        )
        drafted = factory.Trait(
            examining=True,
            outcome=Outcome.DISCLOSED,
            answer="经查,予以公开,详见附件。",
            drafter=factory.SubFactory(
                OfficialFactory, department=factory.SelfAttribute("..department")
            ),
        )
        in_review = factory.Trait(drafted=True, state=ApplicationState.IN_REVIEW)
        approved = factory.Trait(drafted=True, state=ApplicationState.APPROVED)
        answered = factory.Trait(
            drafted=True,
            state=ApplicationState.ANSWERED,
            answered_on=factory.SelfAttribute("concluded_on"),
            concluded_on=date(2026, 11, 20),
        )
        delivered = factory.Trait(
            answered=True,
            state=ApplicationState.DELIVERED,
            delivered_on=date(2026, 11, 21),
            delivery_way=Way.ONLINE,
        )
        filed = factory.Trait(
            delivered=True, state=ApplicationState.FILED, filed_on=date(2026, 11, 23)
        )
        withdrawn = factory.Trait(
            state=ApplicationState.WITHDRAWN,
            outcome=Outcome.OTHER,
            concluded_on=date(2026, 11, 20),
        )
        awaiting_correction = factory.Trait(
            examining=True, state=ApplicationState.AWAITING_CORRECTION
        )
        awaiting_payment = factory.Trait(examining=True, state=ApplicationState.AWAITING_PAYMENT)
        closed_uncorrected = factory.Trait(
            examining=True,
            state=ApplicationState.CLOSED_UNCORRECTED,
            outcome=Outcome.NOT_CORRECTED,
            concluded_on=date(2026, 11, 20),
        )
        closed_unpaid = factory.Trait(
            examining=True,
            state=ApplicationState.CLOSED_UNPAID,
            outcome=Outcome.NOT_PAID,
            concluded_on=date(2026, 11, 20),
        )
        by_organisation = factory.Trait(
            name="",
            certificate_type="",
            certificate_number="",
            address="",
            **ORGANISATION,
        )

    receipt_number = factory.Sequence(lambda n: f"SQ-2026-{90000 + n}")
    channel = Channel.ONLINE
    arrived_on = factory.SelfAttribute("received_on")
    received_on = RECEIVED_ON
    created_at = factory.LazyAttribute(lambda row: moment(row.received_on))
    applicant_kind = PERSON["applicant_kind"]
    name = PERSON["name"]
    certificate_type = PERSON["certificate_type"]
    certificate_number = PERSON["certificate_number"]
    telephone = PERSON["telephone"]
    email = PERSON["email"]
    address = PERSON["address"]
    title = ASKED["title"]
    features = ASKED["features"]
    form_wanted = ASKED["form_wanted"]
    way_wanted = ASKED["way_wanted"]

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        """Start the clock as the verbs do."""
        application = model_class(*args, **kwargs)
        calendar = load_calendar()
        start_reply_clock(application, start=application.received_on, calendar=calendar)
        if application.is_open and application.is_waiting:
            application.due_on = None
        application.save()
        if application.is_open:
            count_again(application, calendar=calendar)
            application.save()
        return application


class PublishedRequestFactory(DjangoModelFactory):
    """A typical case, published on 23 November 2026 with the applicant's consent."""

    class Meta:
        model = PublishedRequest

    application = factory.SubFactory(ApplicationFactory, answered=True, consent_to_publish=True)
    department = factory.SelfAttribute("application.department")
    title = factory.Sequence(lambda n: f"城市更新项目清单之{n}")
    question = "希望了解项目名单。"
    answer = "予以公开，名单见附件。"
    lesson = "多次被申请的信息宜转为主动公开。"
    is_typical = True
    published_on = date(2026, 11, 23)


def clerk_of(application: Application):
    return OfficialFactory(department=application.department)


def reviewer_of(application: Application):
    return OfficialFactory(department=application.department, reviewer=True)


def office():
    return OfficialFactory(government_office=True)
