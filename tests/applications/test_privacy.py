"""Who applies stands in the encrypted columns alone; it is masked, logged when seen, and erased."""

import io
import json
import logging
from datetime import date

import pytest
from django.core import mail
from django.db import connection

from applications import (
    access,
    answering,
    attaching,
    closing,
    handling,
    receiving,
    retention,
    revealing,
)
from applications.enums import FilePurpose, Outcome, RemedyKind, RemedyResult
from applications.identity import IDENTITY_FIELDS
from applications.models import Application
from catalogs import identity, letters
from catalogs.models import HistoryRow, Letter
from catalogs.workflow import MoveRefused
from tests.applications.factories import (
    ASKED,
    PERSON,
    ApplicationFactory,
    clerk_of,
    moment,
    office,
    reviewer_of,
)
from tests.factories import DepartmentFactory, OfficialFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)
SECRETS = [PERSON[name] for name in ("name", "certificate_number", "telephone", "email", "address")]
THIRD_PARTY = "司马相如文化传播有限公司"


def every_row_in_the_database() -> str:
    """All text the database holds, as it lies there."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            found += [repr(row) for row in cursor.fetchall()]
    return "\n".join(found)


def test_nobody_is_named_anywhere_after_a_whole_procedure(calendar, caplog, settings):
    caplog.set_level(logging.DEBUG)
    official, clerk = office(), OfficialFactory()
    reviewer = OfficialFactory(reviewer=True, department=clerk.department)
    files = [(io.BytesIO(b"%PDF-1.7"), "欧阳小明.pdf", FilePurpose.IDENTITY)]
    receipt = receiving.submit(now=moment(TODAY), files=files, **PERSON, **ASKED)
    application = receipt.application
    receiving.register(application, actor=official, today=TODAY)
    handling.assign(application, actor=official, department=clerk.department)
    inquiry = handling.ask_third_party(
        application,
        actor=clerk,
        addressee=THIRD_PARTY,
        addressee_contact="司马相如 13900000000",
        question="是否同意公开?",
        today=TODAY,
    )
    handling.receive_inquiry_answer(inquiry, actor=clerk, answer="objects", today=TODAY)
    other = DepartmentFactory()
    handling.transfer(
        application,
        actor=clerk,
        department=other,
        reason="申请人欧阳小明(电话 138-1234-5678)要求由该局办理。",
    )
    handling.transfer(application, actor=official, department=clerk.department, reason="退回")
    answering.draft_answer(
        application, actor=clerk, outcome=Outcome.THIRD_PARTY, answer="第三方不同意公开。"
    )
    answering.submit_answer(application, actor=clerk)
    answering.approve_answer(application, actor=reviewer)
    answering.issue_answer(application, actor=clerk, today=TODAY)
    application.refresh_from_db()
    revealing.reveal_identity(application, actor=clerk)
    rows = every_row_in_the_database()
    assert "SQ-2026-00001" in rows
    letters.send_unsent()
    told = " ".join(f"{message.subject} {message.body}" for message in mail.outbox)
    assert "SQ-2026-00001" in told
    shown = f"{application} {application!r} {inquiry} {inquiry!r} {application.files.get()!r}"
    for secret in [*SECRETS, THIRD_PARTY, receipt.code, "138-1234-5678", "13900000000"]:
        assert secret not in rows
        assert secret not in told
        assert secret not in shown
        assert secret not in caplog.text
    assert not any("欧阳" in str(path) for path in settings.PRIVATE_ROOT.rglob("*"))


def test_a_reason_that_names_the_applicant_is_kept_without_the_name(calendar):
    application = ApplicationFactory(examining=True)
    closing.withdraw(
        application, actor=clerk_of(application), reason="欧阳 小明来电撤回。", today=TODAY
    )
    row = HistoryRow.objects.of(application).get(action="record_withdrawal")
    assert row.reason == "**来电撤回。"


def test_a_reason_that_names_a_third_party_is_kept_without_the_name(calendar):
    application = ApplicationFactory(examining=True)
    clerk = clerk_of(application)
    handling.ask_third_party(
        application, actor=clerk, addressee=THIRD_PARTY, question="?", today=TODAY
    )
    closing.withdraw(application, actor=clerk, reason=f"与{THIRD_PARTY}已和解。", today=TODAY)
    row = HistoryRow.objects.of(application).get(action="record_withdrawal")
    assert row.reason == "与**已和解。"


@pytest.mark.parametrize(
    ("found", "masked"),
    [
        ("masked_name", "欧***"),
        ("masked_telephone", "138****5678"),
        ("masked_email", "o***@example.net"),
        ("masked_certificate", "320***********1234"),
        ("masked_address", "无锡市滨湖区***"),
    ],
)
def test_lists_show_masked_parts(calendar, found, masked):
    assert getattr(ApplicationFactory(), found) == masked


def test_short_and_empty_parts_are_masked_whole():
    assert identity.masked_number("1234567") == "*" * 7
    assert identity.masked_name("") == identity.masked_address("") == ""
    assert identity.masked_email("nonsense") == "*" * 8


def test_who_sees_the_identity_is_written_down(calendar):
    application = ApplicationFactory(examining=True)
    for official in (clerk_of(application), reviewer_of(application), office()):
        shown = revealing.reveal_identity(application, actor=official)
        assert shown["certificate_number"] == PERSON["certificate_number"]
        row = HistoryRow.objects.of(application).filter(action="reveal_identity").first()
        assert (row.actor, row.changes) == (official, {})


@pytest.mark.parametrize("role", ["supervisor", "legal_affairs", "clerk", "reviewer"])
def test_who_does_not_handle_the_application_does_not_see_the_identity(calendar, role):
    application = ApplicationFactory(examining=True)
    official = OfficialFactory(**({} if role == "clerk" else {role: True}))
    with pytest.raises(MoveRefused):
        revealing.reveal_identity(application, actor=official)
    assert not HistoryRow.objects.of(application).filter(action="reveal_identity").exists()


def test_a_consulted_department_reads_the_files_of_the_office_and_none_of_the_applicant(calendar):
    application = ApplicationFactory(examining=True)
    clerk, consulted = clerk_of(application), OfficialFactory()
    handling.consult_agency(
        application, actor=clerk, agency=consulted.department, question="?", today=TODAY
    )
    card, request, internal = (
        attaching.attach(
            application, file=io.BytesIO(b"%PDF-1.7"), name="a.pdf", purpose=purpose, actor=actor
        )
        for purpose, actor in (
            (FilePurpose.IDENTITY, None),
            (FilePurpose.REQUEST, None),
            (FilePurpose.INTERNAL, clerk),
        )
    )
    files = (card, request, internal)
    assert [access.may_read_file(clerk, file) for file in files] == [True, True, True]
    assert [access.may_read_file(consulted, file) for file in files] == [False, False, True]
    assert not access.may_read_file(OfficialFactory(), internal)


def test_the_applicant_fetches_the_answer_once_issued_and_internal_papers_never(calendar):
    application = ApplicationFactory(drafted=True)
    clerk, reviewer = application.drafter, reviewer_of(application)
    for purpose in (FilePurpose.ANSWER, FilePurpose.INTERNAL):
        attaching.attach(
            application, file=io.BytesIO(b"%PDF-1.7"), name="a.pdf", purpose=purpose, actor=clerk
        )
    assert access.files_for_applicant(application) == []
    answering.submit_answer(application, actor=clerk)
    answering.approve_answer(application, actor=reviewer)
    application = answering.issue_answer(application, actor=clerk, today=TODAY)
    assert [file.purpose for file in access.files_for_applicant(application)] == ["answer"]
    with pytest.raises(MoveRefused):
        attaching.attach(
            application, file=io.BytesIO(b"%PDF-1.7"), name="b.pdf", purpose="answer", actor=clerk
        )


# Erasure


def test_identity_is_erased_when_the_period_has_passed_and_the_figures_stay(
    calendar, settings, django_capture_on_commit_callbacks
):
    settings.APPLICATION_RETENTION_YEARS = 10
    application = ApplicationFactory(
        examining=True, features="我叫欧阳小明,需要该计划。", title="计划"
    )
    clerk = clerk_of(application)
    attaching.attach(
        application, file=io.BytesIO(b"%PDF-1.7"), name="a.pdf", purpose="identity", actor=None
    )
    handling.add_note(application, actor=clerk, text="欧阳小明来过")
    inquiry = handling.ask_third_party(
        application,
        actor=clerk,
        addressee=THIRD_PARTY,
        addressee_contact="司马相如 13900000000",
        question=f"是否同意公开{THIRD_PARTY}的材料?",
        today=TODAY,
    )
    handling.add_note(application, actor=clerk, text="已致电139-0000-0000")
    closing.withdraw(application, actor=None, today=TODAY)
    # Another application of the same person is open still.
    other = closing.withdraw(ApplicationFactory(), actor=None, today=date(2030, 1, 2))
    later = moment(date(2036, 11, 25))
    assert retention.erase_due(today=date(2036, 11, 24), now=later) == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert retention.erase_due(today=date(2036, 11, 25), now=later) == 1
    assert retention.erase_due(today=date(2036, 11, 25), now=later) == 0
    application.refresh_from_db()
    inquiry.refresh_from_db()
    assert {getattr(application, name) for name in IDENTITY_FIELDS} == {""}
    assert (application.code_hash, inquiry.addressee) == ("", "")
    assert application.features == "我叫**,需要该计划。"
    assert [note.text for note in application.notes.all()] == ["**来过", "已致电**"]
    assert inquiry.question == "是否同意公开**的材料?"
    assert THIRD_PARTY not in "".join(paper.content for paper in application.papers.all())
    assert (application.outcome, application.identity_erased_at) == ("3.6.3", later)
    assert not [path for path in settings.PRIVATE_ROOT.rglob("*") if path.is_file()]
    unsent = Letter.objects.filter(private_email__isnull=False)
    assert [str(other) in letter.body for letter in unsent] == [True]
    assert HistoryRow.objects.of(application).filter(action="erase_identity").count() == 1


def test_open_applications_and_pending_suits_keep_the_identity(calendar):
    ApplicationFactory(examining=True)
    sued = ApplicationFactory(answered=True)
    sued.remedies.create(kind=RemedyKind.SUIT_DIRECT, filed_on=TODAY, authority="法院")
    later = {"today": date(2040, 1, 1), "now": moment(date(2040, 1, 1))}
    assert retention.erase_due(**later) == 0
    sued.remedies.update(result=RemedyResult.UPHELD, decided_on=TODAY)
    assert retention.erase_due(**later) == 1
    assert Application.objects.get(pk=sued.pk).masked_name == ""


def test_history_is_json_that_holds_dates_codes_and_numbers_only(calendar):
    application = ApplicationFactory(registered=True)
    handling.assign(application, actor=office(), department=DepartmentFactory(code="BH-EDU"))
    row = HistoryRow.objects.of(application).get()
    assert json.dumps(row.changes) == '{"department": [null, "BH-EDU"]}'
    assert not Letter.objects.filter(subject__contains="欧阳").exists()
