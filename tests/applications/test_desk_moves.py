"""The forms of the desk: each calls its verb, errors stand beside fields, nothing is lost."""

from datetime import date

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import override

from applications import handling
from applications.enums import ApplicationState, ExtensionState, FilePurpose, InquiryAnswer
from applications.models import Application
from catalogs.enums import DepartmentKind
from catalogs.models import HistoryRow
from tests.applications.factories import ApplicationFactory, clerk_of, office, reviewer_of
from tests.factories import DepartmentFactory, OfficialFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)


@pytest.fixture(autouse=True)
def _tuesday(calendar):
    with time_machine.travel("2026-11-24 09:00 +0800", tick=False):
        yield


@pytest.fixture
def application(calendar):
    return ApplicationFactory(examining=True, received_on=date(2026, 11, 20))


def address(application, action: str) -> str:
    with override("en"):
        return reverse("applications:desk-move", args=[application.receipt_number, action])


def do(client, user, application, action: str, **values):
    """Open the form as ``user``, fill it in and send it."""
    client.force_login(user)
    url = address(application, action)
    shown = client.get(url)
    assert shown.status_code == 200, (action, shown.status_code)
    form = shown.context["form"]
    data = {
        name: form[name].value()
        for name in form.fields
        if form[name].value() not in (None, "", False)
    }
    response = client.post(url, data | {"seen": shown.context["seen"]} | values)
    application.refresh_from_db()
    return response


def done(response) -> bool:
    return response.status_code == 302


def test_a_case_goes_from_receipt_to_file_by_its_forms(client):
    application = ApplicationFactory(received_on=date(2026, 11, 20))
    intake, clerk = office(), OfficialFactory()
    reviewer = OfficialFactory(department=clerk.department, reviewer=True)
    steps = [
        (intake, "register", {"confirmed_on": "2026-11-23"}),
        (intake, "assign", {"department": clerk.department.pk}),
        (clerk, "reassign", {"handler": clerk.pk}),
        (clerk, "ask_third_party", {"addressee": "某公司", "question": "是否同意?"}),
        (clerk, "record_inquiry_answer", {"answer": "objects", "text": "涉及商业秘密。"}),
        (clerk, "override_objection", {"reason": "不公开可能对公共利益造成重大影响。"}),
        (clerk, "consult_agency", {"agency_name": "某市局", "question": "?"}),
        (clerk, "record_inquiry_answer", {"answer": "consents"}),
        (clerk, "request_extension", {"days": 10, "reason": "材料较多。"}),
        (intake, "approve_extension", {}),
        (clerk, "draft_answer", {"result": "3.1", "answer": "予以公开。"}),
        (clerk, "submit_answer", {}),
        (reviewer, "return_answer", {"reason": "请补充附件。"}),
        (clerk, "draft_answer", {"answer": "予以公开,见附件。"}),
        (clerk, "submit_answer", {}),
        (reviewer, "approve_answer", {}),
        (clerk, "issue_answer", {}),
        (clerk, "deliver", {"way": "online"}),
        (clerk, "file", {}),
        (clerk, "record_remedy", _remedy()),
        (clerk, "decide_remedy", {"result": "upheld", "decided_on": "2026-11-24"}),
    ]
    for user, action, values in steps:
        assert done(do(client, user, application, action, **values)), action
    assert application.state == ApplicationState.FILED
    assert (application.extension_days, application.outcome) == (10, "3.1")
    assert application.answer == "予以公开,见附件。"
    assert application.approver == reviewer
    assert application.received_on == date(2026, 11, 23)
    assert application.remedies.get().result == "upheld"


def _remedy() -> dict:
    return {"kind": "reconsideration", "filed_on": "2026-11-24", "authority": "滨湖区人民政府"}


def test_a_correction_is_asked_for_and_recorded(client, application):
    clerk = clerk_of(application)
    assert done(do(client, clerk, application, "ask_correction", what="请写明年份。"))
    assert application.state == ApplicationState.AWAITING_CORRECTION
    assert done(do(client, office(), application, "record_correction", text="2025年。"))
    assert application.state == ApplicationState.EXAMINING
    assert application.clock_started_on == TODAY


def test_a_fee_is_asked_for_and_its_payment_recorded(client, application):
    clerk = clerk_of(application)
    refused = do(client, clerk, application, "send_fee_notice", basis="page", quantity=20)
    assert "nothing is charged" in str(refused.context["form"].errors["quantity"])
    assert done(do(client, clerk, application, "send_fee_notice", basis="page", quantity=120))
    assert application.fee_notice.amount == 1100
    assert done(do(client, clerk, application, "record_payment"))
    assert application.state == ApplicationState.EXAMINING


def test_the_lead_passes_on_and_coordinates(client, application):
    clerk, asked = clerk_of(application), OfficialFactory()
    values = {"department": asked.department.pk, "question": "贵局意见?"}
    assert done(do(client, clerk, application, "ask_co_handler", **values))
    assert done(do(client, asked, application, "give_opinion", opinion="建议公开。"))
    assert application.co_handlings.get().opinion == "建议公开。"
    assert done(do(client, clerk, application, "add_note", text="等待材料"))
    new = DepartmentFactory()
    values = {"department": new.pk, "reason": "属于该局职责。"}
    response = do(client, clerk, application, "transfer", **values)
    assert application.department == new
    # The department that led sees it no more.
    assert client.get(response.url).status_code == 200


def test_a_department_that_is_consulted_records_its_own_answer(client, application):
    clerk, asked = clerk_of(application), OfficialFactory()
    values = {"agency": asked.department.pk, "question": "?"}
    assert done(do(client, clerk, application, "consult_agency", **values))
    assert done(do(client, asked, application, "record_inquiry_answer", answer="consents"))
    assert application.inquiries.get().answer == InquiryAnswer.CONSENTS


def test_an_extension_is_refused_with_the_reason_and_by_the_office_only(client, application):
    clerk = clerk_of(application)
    do(client, clerk, application, "request_extension", days=20, reason="材料较多。")
    client.force_login(clerk)
    assert client.get(address(application, "refuse_extension")).status_code == 403
    response = do(client, office(), application, "refuse_extension", reason=" ")
    assert response.context["form"].errors["reason"] == ["Give the reason."]
    assert done(do(client, office(), application, "refuse_extension", reason="可以按期答复。"))
    assert application.extension_requests.get().state == ExtensionState.REFUSED


def test_who_decides_on_an_extension_reads_who_asked_for_how_long_and_why(client, application):
    do(
        client,
        clerk_of(application),
        application,
        "request_extension",
        days=15,
        reason="材料较多。",
    )
    client.force_login(office())
    for action in ("approve_extension", "refuse_extension"):
        hint = client.get(address(application, action)).context["form"].hint
        assert "15 working days" in hint
        assert "材料较多。" in hint


@pytest.mark.parametrize("action", ["transfer", "ask_co_handler"])
def test_only_units_of_the_district_are_handed_or_asked(client, application, action):
    city = DepartmentFactory(kind=DepartmentKind.MUNICIPAL_DEPARTMENT)
    district = DepartmentFactory()
    client.force_login(clerk_of(application))
    form = client.get(address(application, action)).context["form"]
    offered = set(form.fields["department"].queryset)
    assert district in offered
    assert city not in offered


def test_the_reviewer_too_is_warned_of_an_answer_that_encloses_nothing(client):
    application = ApplicationFactory(in_review=True)
    client.force_login(reviewer_of(application))
    assert client.get(address(application, "approve_answer")).context["form"].without_files


def test_a_withdrawal_in_writing_is_recorded(client, application):
    clerk = clerk_of(application)
    assert done(do(client, clerk, application, "record_withdrawal", reason="来信撤回。"))
    assert application.state == ApplicationState.WITHDRAWN


def test_what_was_written_stands_in_the_form_beside_its_error(client, application):
    response = do(client, clerk_of(application), application, "ask_third_party", question="问题")
    text = response.content.decode()
    assert response.context["form"].errors["addressee"] == ["Name the third party."]
    assert "问题</textarea>" in text
    assert "There is a problem" in text
    assert not application.inquiries.exists()


def test_a_day_that_has_not_come_is_refused_beside_its_field(client):
    application = ApplicationFactory(answered=True)
    clerk = clerk_of(application)
    response = do(client, clerk, application, "deliver", delivered_on="2026-11-25")
    assert response.context["form"].errors["delivered_on"] == ["This day has not come yet."]
    assert application.state == ApplicationState.ANSWERED


def test_a_form_written_against_another_state_changes_nothing_and_says_so(client, application):
    clerk = clerk_of(application)
    client.force_login(clerk)
    url = address(application, "draft_answer")
    seen = client.get(url).context["seen"]
    do(client, clerk_of(application), application, "draft_answer", result="3.1", answer="同事")
    client.force_login(clerk)
    values = {"result": "3.2", "answer": "我的文字", "seen": seen}
    response = client.post(url, values)
    text = response.content.decode()
    assert response.status_code == 409
    assert "The application was changed meanwhile" in text
    assert "我的文字</textarea>" in text
    assert Application.objects.get(pk=application.pk).answer == "同事"
    # With the present state in view the second press is meant.
    assert done(client.post(url, values | {"seen": response.context["seen"]}))


def test_a_move_that_is_no_longer_possible_gives_back_what_was_written(client, application):
    clerk = clerk_of(application)
    client.force_login(clerk)
    url = address(application, "ask_correction")
    seen = client.get(url).context["seen"]
    do(client, clerk, application, "record_withdrawal", reason="来信撤回。")
    response = client.post(url, {"what": "请写明年份。", "seen": seen})
    assert response.status_code == 409
    assert "请写明年份。" in response.content.decode()
    assert not hasattr(Application.objects.get(pk=application.pk), "correction")


def test_a_look_or_a_note_of_another_does_not_make_a_form_stale(client, application):
    clerk = clerk_of(application)
    client.force_login(clerk)
    url = address(application, "ask_correction")
    seen = client.get(url).context["seen"]
    handling.add_note(application, actor=clerk_of(application), text="备注")
    assert done(client.post(url, {"what": "请写明年份。", "period": 15, "seen": seen}))


def test_the_drafter_does_not_review_and_no_button_offers_it(client):
    application = ApplicationFactory(in_review=True)
    reviewer = reviewer_of(application)
    Application.objects.filter(pk=application.pk).update(drafter=reviewer)
    client.force_login(reviewer)
    assert client.get(address(application, "approve_answer")).status_code == 409


def test_the_sentence_of_an_outcome_is_put_in_and_keeps_what_was_written(client, application):
    client.force_login(clerk_of(application))
    url = address(application, "draft_answer")
    response = client.post(url, {"result": "3.4.1", "answer": "", "sentence": "1"})
    first = response.context["form"]["answer"].value()
    assert "未发现您申请公开的信息" in first
    response = client.post(url, {"result": "3.1", "answer": first, "sentence": "1"})
    second = response.context["form"]["answer"].value()
    assert "未发现" not in second
    own = {"result": "3.4.1", "answer": "自己的文字", "sentence": "1"}
    third = client.post(url, own).context["form"]["answer"].value()
    assert third.startswith("自己的文字\n\n")
    application.refresh_from_db()
    assert application.answer == ""
    assert not HistoryRow.objects.of(application).filter(action="draft_answer").exists()


def test_a_variant_of_an_outcome_has_its_article_and_its_agency(client, application):
    values = {
        "result": "3.4.1/other_agency",
        "answer": "由市局制作。",
        "right_agency": "无锡市某局,0510-00000000",
    }
    assert done(do(client, clerk_of(application), application, "draft_answer", **values))
    assert (application.outcome, application.answer_variant) == ("3.4.1", "other_agency")


def test_files_of_the_answer_are_added_and_taken_out_before_it_is_submitted(client, application):
    clerk = clerk_of(application)
    file = SimpleUploadedFile("答复.txt", "内容".encode())
    assert done(do(client, clerk, application, "attach", file=file, purpose="answer"))
    assert application.files.get().purpose == FilePurpose.ANSWER
    assert done(do(client, clerk, application, "detach"))
    assert not application.files.exists()
    rows = HistoryRow.objects.of(application).values_list("action", flat=True)
    assert set(rows) >= {"attach", "detach"}


def test_a_file_of_a_kind_not_accepted_is_refused_beside_its_field(client, application):
    file = SimpleUploadedFile("a.exe", b"MZ\x90\x00")
    response = do(client, clerk_of(application), application, "attach", file=file)
    assert response.context["form"].errors["file"]
