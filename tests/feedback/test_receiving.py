"""A submission comes in, is routed, examined, refused with the right way, or merged."""

import io
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from catalogs import private_files
from catalogs.models import HistoryRow, Letter
from catalogs.query_codes import CodeRefused
from catalogs.workflow import MoveRefused
from feedback import attaching, handling, receiving, replying, routing, tracking
from feedback.access import files_for_asker
from feedback.enums import FilePurpose, RightWay, SubmissionKind, SubmissionState
from feedback.models import RoutingRule, Submission
from feedback.views.tracking import SESSION
from tests.factories import DepartmentFactory, FieldFactory
from tests.feedback.factories import (
    ASKED,
    PERSON,
    SubmissionFactory,
    clerk_of,
    moment,
    office,
    reviewer_of,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)


def submit(**changed):
    return receiving.submit(now=moment(TODAY), **(PERSON | ASKED | changed))


def test_a_submission_gets_a_number_a_code_a_due_date_and_letters(calendar):
    official = office()
    receipt = submit()
    submission = receipt.submission
    assert submission.receipt_number == "HD-2026-00001"
    assert (submission.state, submission.received_on) == (SubmissionState.RECEIVED, TODAY)
    assert submission.due_on == date(2026, 12, 3)
    assert Letter.objects.filter(recipient=official).count() == 1
    assert Letter.objects.filter(recipient=None).count() == 1
    assert SESSION.find(" hd-2026-00001", receipt.code.lower(), address="1.2.3.4") == submission
    with pytest.raises(CodeRefused):
        SESSION.find("HD-2026-00001", "WRNG-WRNG-WRNG", address="1.2.3.4")
    assert submit().submission.receipt_number == "HD-2026-00002"


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"name": ""}, "name"),
        ({"telephone": "", "email": ""}, "telephone"),
        ({"email": "nonsense"}, "email"),
        ({"telephone": "call me"}, "telephone"),
        ({"title": ""}, "title"),
        ({"kind": "petition"}, "kind"),
        ({"kind": "site_error"}, "page_address"),
        ({"kind": "site_error", "page_address": "https://example.net/"}, "page_address"),
        ({"kind": "site_error", "page_address": "//example.net/"}, "page_address"),
        ({"kind": "site_error", "page_address": "/\\example.net/"}, "page_address"),
        ({"title": "x" * 201}, "title"),
    ],
)
def test_what_is_missing_or_wrong_is_refused_beside_its_field(calendar, changed, field):
    with pytest.raises(ValidationError) as refusal:
        submit(**changed)
    assert field in refusal.value.message_dict
    assert not Submission.objects.exists()


@pytest.mark.parametrize("kind", [SubmissionKind.REPORT, SubmissionKind.SITE_ERROR])
def test_a_report_and_a_site_error_need_no_name(calendar, kind):
    nobody = dict.fromkeys(PERSON, "")
    submission = submit(kind=kind, page_address="/powers/0123/?level=city", **nobody).submission
    assert submission.masked_name == ""


def test_files_are_kept_private_and_given_back_to_the_asker_alone(calendar):
    files = [(io.BytesIO(b"%PDF-1.7 a"), "欧阳小明.pdf")]
    submission = submit(files=files).submission
    [file] = files_for_asker(submission)
    assert private_files.read(file) == b"%PDF-1.7 a"
    receiving.examine(submission, actor=office())
    submission = handling.issue(submission, actor=office(), department=DepartmentFactory())
    clerk = clerk_of(submission)
    for purpose in (FilePurpose.REPLY, FilePurpose.INTERNAL):
        attaching.attach(
            submission, file=io.BytesIO(b"%PDF-1.7 b"), name="b.pdf", purpose=purpose, actor=clerk
        )
    assert files_for_asker(submission) == [file]
    replying.reply(submission, actor=clerk, text="见附件。")
    submission = replying.review(submission, actor=reviewer_of(submission), today=TODAY)
    assert [row.purpose for row in files_for_asker(submission)] == ["given", "reply"]


def test_only_the_side_that_may_gives_a_file_and_only_while_it_is_open(calendar):
    submission = SubmissionFactory(issued=True)
    file = {"file": io.BytesIO(b"%PDF-1.7"), "name": "a.pdf"}
    stranger = clerk_of(SubmissionFactory(issued=True))
    with pytest.raises(MoveRefused):
        attaching.attach(submission, purpose=FilePurpose.REPLY, actor=None, **file)
    with pytest.raises(MoveRefused):
        attaching.attach(submission, purpose=FilePurpose.GIVEN, actor=clerk_of(submission), **file)
    with pytest.raises(MoveRefused):
        attaching.attach(submission, purpose=FilePurpose.REPLY, actor=stranger, **file)
    done = SubmissionFactory(reviewed=True)
    with pytest.raises(MoveRefused):
        attaching.attach(done, purpose=FilePurpose.REPLY, actor=clerk_of(done), **file)


def test_the_best_rule_suggests_the_department():
    rules = [
        routing.rule("电梯", None, 1),
        routing.rule("电梯, 补贴", None, 2),
        routing.rule("电梯、补贴", 7, 3),
        routing.rule("噪声 油烟", None, 4),
        routing.rule("", 8, 5),
        routing.rule("", 7, 6),
    ]
    words = routing.words_of("老旧小区加装电梯的补贴标准")
    assert routing.suggest(words, None, rules) == 2
    assert routing.suggest(words, 7, rules) == 3
    assert routing.suggest(words, 8, rules) == 2
    assert routing.suggest(routing.words_of("夜间施工噪声扰民"), 7, rules) == 4
    assert routing.suggest(routing.words_of("其他事项"), 8, rules) == 5
    assert routing.suggest(routing.words_of("其他事项"), None, rules) is None
    assert routing.suggest([], 9, rules) is None


def test_the_suggestion_follows_the_rows_and_leaves_out_departments_that_are_gone(calendar):
    field, gone, housing = FieldFactory(), DepartmentFactory(is_active=False), DepartmentFactory()
    RoutingRule.objects.create(words="电梯", department=gone)
    RoutingRule.objects.create(field=field, department=housing)
    assert submit().submission.suggested_department is None
    submission = submit(field=field).submission
    assert submission.suggested_department == housing
    RoutingRule.objects.create(words="电梯", department=DepartmentFactory(code="SUBSIDY"))
    submission = receiving.examine(submission, actor=office())
    assert submission.suggested_department.code == "SUBSIDY"


@pytest.mark.parametrize("values", [{"words": ""}, {"words": "  "}])
def test_a_rule_has_words_or_a_field(values):
    with pytest.raises(ValidationError):
        RoutingRule(department=DepartmentFactory(), **values).full_clean()


def test_examining_as_another_kind_counts_the_other_limit_from_the_same_day(calendar):
    submission = SubmissionFactory()
    assert submission.due_on == date(2026, 11, 25)
    submission = receiving.examine(submission, actor=office(), kind=SubmissionKind.COMPLAINT)
    assert (submission.due_on, submission.clock_started_on) == (
        date(2026, 11, 30),
        submission.received_on,
    )
    row = HistoryRow.objects.of(submission).get(action="examine")
    assert set(row.changes) == {"kind", "due_on"}


def test_what_is_not_accepted_has_a_reason_and_the_right_way(calendar):
    submission = SubmissionFactory()
    arguments = {"actor": office(), "today": TODAY}
    with pytest.raises(MoveRefused):
        receiving.not_accept(submission, right_way=RightWay.DISCLOSURE, reason=" ", **arguments)
    for way in ("", "elsewhere"):
        with pytest.raises(ValidationError):
            receiving.not_accept(submission, right_way=way, reason="因为", **arguments)
    submission = receiving.not_accept(
        submission, right_way=RightWay.DISCLOSURE, reason="欧阳小明要求提供文件。", **arguments
    )
    assert (submission.state, submission.refusal) == ("not_accepted", "**要求提供文件。")
    assert submission.concluded_on == TODAY


def test_merged_submissions_are_answered_under_both_numbers(calendar):
    main = SubmissionFactory(issued=True)
    second, third = SubmissionFactory(name="诸葛亮"), SubmissionFactory(examined=True)
    official = office()
    receiving.merge(third, into=second, actor=official, today=TODAY)
    with pytest.raises(MoveRefused):
        receiving.merge(second, into=third, actor=official, today=TODAY)
    receiving.merge(second, into=main, actor=official, today=TODAY)
    second.refresh_from_db()
    third.refresh_from_db()
    assert second.leading == third.leading == main
    assert tracking.reply_for(second) == ""
    replying.reply(main, actor=clerk_of(main), text="欧阳小明先生:每台补贴二十万元。")
    replying.review(main, actor=reviewer_of(main), today=TODAY)
    second, third, main = (Submission.objects.get(pk=row.pk) for row in (second, third, main))
    assert tracking.reply_for(main) == "欧阳小明先生:每台补贴二十万元。"
    assert tracking.reply_for(second) == tracking.reply_for(third) == "**先生:每台补贴二十万元。"
    for row in (main, second, third):
        assert Letter.objects.filter(key__startswith=f"submission-answered:{row.pk}:").exists()


def test_a_submission_is_not_merged_with_itself_nor_into_a_closed_one(calendar):
    submission = SubmissionFactory()
    with pytest.raises(ValidationError):
        receiving.merge(submission, into=submission, actor=office(), today=TODAY)
    with pytest.raises(MoveRefused):
        receiving.merge(
            submission, into=SubmissionFactory(not_accepted=True), actor=office(), today=TODAY
        )


@pytest.mark.parametrize(
    "columns",
    [
        {"state": "issued"},
        {"state": "replied"},
        {"state": "reviewed", "concluded_on": TODAY},
        {"state": "not_accepted", "concluded_on": TODAY},
        {"state": "merged", "concluded_on": TODAY},
        {"concluded_on": TODAY},
        {"refusal": "why"},
        {"kind": "site_error"},
    ],
    ids=str,
)
def test_the_database_refuses_states_without_what_belongs_to_them(calendar, columns):
    submission = SubmissionFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        Submission.objects.filter(pk=submission.pk).update(**columns)
