"""One application for each kind of letter, brought there by the verbs."""

from datetime import date

from applications import answering, charging, closing, handling
from applications.enums import FeeBasis, InquiryAnswer, Outcome, PaperKind, Way
from applications.models import Application, Paper
from tests.applications.factories import (
    ApplicationFactory,
    clerk_of,
    office,
    reviewer_of,
)
from tests.factories import DepartmentFactory

TODAY = date(2026, 11, 4)
LATER = date(2027, 3, 1)
THIRD_PARTY = "司马相如有限公司"


def examined(**values) -> Application:
    department = DepartmentFactory(
        name="滨湖区财政局",
        short_name="区财政局",
        address="无锡市滨湖区金城西路500号",
        telephone="0510-81178001",
        **values.pop("department", {}),
    )
    return ApplicationFactory(examining=True, department=department, **values)


def of_kind(application: Application, kind: str) -> Paper:
    return Paper.objects.get(application_id=application.pk, kind=kind)


def receipt() -> Paper:
    application = ApplicationFactory()
    handling.register(application, actor=office(), today=TODAY)
    return of_kind(application, PaperKind.RECEIPT)


def transfer() -> Paper:
    application = examined()
    other = DepartmentFactory(name="滨湖区民政局", telephone="0510-81178002")
    clerk = clerk_of(application)
    handling.transfer(application, actor=clerk, department=other, reason="职责在民政局")
    return of_kind(application, PaperKind.TRANSFER)


def correction() -> Paper:
    application = examined()
    handling.ask_correction(
        application, actor=clerk_of(application), what="请写明文件名称。\n请写明年份。", today=TODAY
    )
    return of_kind(application, PaperKind.CORRECTION)


def extension() -> Paper:
    application = examined()
    request = handling.request_extension(
        application,
        actor=clerk_of(application),
        reason="因需要查阅的档案较多。",
        days=10,
        today=TODAY,
    )
    handling.approve_extension(request, actor=office(), today=TODAY)
    return of_kind(application, PaperKind.EXTENSION)


def third_party_inquiry() -> Paper:
    application = examined()
    handling.ask_third_party(
        application,
        actor=clerk_of(application),
        addressee=THIRD_PARTY,
        question="其中含有贵公司的投标报价。",
        today=TODAY,
    )
    return of_kind(application, PaperKind.THIRD_PARTY_INQUIRY)


def agency_consultation() -> Paper:
    application = examined()
    handling.consult_agency(
        application,
        actor=clerk_of(application),
        agency_name="无锡市财政局",
        question="欧阳小明申请的文件由贵局与本局共同制作。",
        today=TODAY,
    )
    return of_kind(application, PaperKind.AGENCY_CONSULTATION)


def fee() -> Paper:
    application = examined()
    charging.send_fee_notice(
        application, actor=clerk_of(application), basis=FeeBasis.PAGE, quantity=150, today=TODAY
    )
    return of_kind(application, PaperKind.FEE)


def answer(outcome: str = Outcome.DISCLOSED, application=None, **values) -> Paper:
    application = application or examined()
    clerk, reviewer = clerk_of(application), reviewer_of(application)
    text = values.pop("answer", "现将您申请公开的信息提供给您。\n详见附件。")
    answering.draft_answer(application, actor=clerk, outcome=outcome, answer=text, **values)
    answering.submit_answer(application, actor=clerk)
    answering.approve_answer(application, actor=reviewer)
    answering.issue_answer(application, actor=clerk, today=TODAY)
    return of_kind(application, PaperKind.ANSWER)


def third_party_decision() -> Paper:
    application = examined()
    clerk = clerk_of(application)
    inquiry = handling.ask_third_party(
        application, actor=clerk, addressee=THIRD_PARTY, question="是否同意公开？", today=TODAY
    )
    handling.receive_inquiry_answer(
        inquiry, actor=clerk, answer=InquiryAnswer.OBJECTS, text="不同意。", today=TODAY
    )
    handling.override_objection(
        inquiry, actor=clerk, reason="关系公共安全，应当公开。", today=TODAY
    )
    answer(application=application)
    return of_kind(application, PaperKind.THIRD_PARTY_DECISION)


def closed_uncorrected() -> Paper:
    application = correction().application
    closing.close_uncorrected(today=LATER)
    return of_kind(application, PaperKind.CLOSED_UNCORRECTED)


def closed_unpaid() -> Paper:
    application = fee().application
    closing.close_unpaid(today=LATER)
    return of_kind(application, PaperKind.CLOSED_UNPAID)


def withdrawal() -> Paper:
    application = examined()
    closing.withdraw(application, actor=None, today=TODAY)
    return of_kind(application, PaperKind.WITHDRAWAL)


def delivery() -> Paper:
    application = answer().application
    answering.deliver(
        application, actor=clerk_of(application), way=Way.POST, delivered_on=TODAY, today=TODAY
    )
    return of_kind(application, PaperKind.DELIVERY)


CASES = {
    PaperKind.RECEIPT: receipt,
    PaperKind.TRANSFER: transfer,
    PaperKind.CORRECTION: correction,
    PaperKind.EXTENSION: extension,
    PaperKind.THIRD_PARTY_INQUIRY: third_party_inquiry,
    PaperKind.AGENCY_CONSULTATION: agency_consultation,
    PaperKind.FEE: fee,
    PaperKind.ANSWER: answer,
    PaperKind.THIRD_PARTY_DECISION: third_party_decision,
    PaperKind.CLOSED_UNCORRECTED: closed_uncorrected,
    PaperKind.CLOSED_UNPAID: closed_unpaid,
    PaperKind.WITHDRAWAL: withdrawal,
    PaperKind.DELIVERY: delivery,
}
