"""Who asks stands in the encrypted columns alone; it is masked, and logged when seen."""

import io
import logging
from datetime import date

import pytest
from django.core import mail
from django.db import connection

from catalogs import letters
from catalogs.models import HistoryRow
from catalogs.workflow import MoveRefused
from feedback import handling, publishing_replies, receiving, replying
from tests.factories import DepartmentFactory, OfficialFactory
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
    receipt = receiving.submit(
        now=moment(TODAY),
        files=[(io.BytesIO(b"%PDF-1.7"), "欧阳小明.pdf")],
        consent_to_publish=True,
        **PERSON,
        **ASKED,
    )
    submission = receiving.examine(receipt.submission, actor=official)
    handling.issue(submission, actor=official, department=clerk.department)
    handling.transfer(
        submission,
        actor=clerk,
        department=DepartmentFactory(),
        reason="欧阳小明(电话 138-1234-5678)要求由该局办理。",
    )
    handling.transfer(submission, actor=official, department=clerk.department, reason="退回")
    handling.urge(submission, actor=None, now=moment(TODAY))
    replying.reply(submission, actor=clerk, text="每台补贴二十万元。")
    replying.review(submission, actor=reviewer, today=TODAY)
    publishing_replies.publish_reply(
        submission, actor=clerk, title="补贴", question="多少?", answer="二十万元。", today=TODAY
    )
    replying.rate(submission, score=4, today=TODAY)
    submission.refresh_from_db()
    handling.reveal_contact(submission, actor=clerk)
    rows = every_row_in_the_database()
    assert "HD-2026-00001" in rows
    letters.send_unsent()
    told = " ".join(f"{message.subject} {message.body}" for message in mail.outbox)
    assert "HD-2026-00001" in told
    shown = f"{submission} {submission!r} {submission.files.get()!r}"
    for secret in [*PERSON.values(), receipt.code, "138-1234-5678"]:
        assert secret not in rows
        assert secret not in told
        assert secret not in shown
        assert secret not in caplog.text
    assert not any("欧阳" in str(path) for path in settings.PRIVATE_ROOT.rglob("*"))


@pytest.mark.parametrize(
    ("found", "masked"),
    [
        ("masked_name", "欧***"),
        ("masked_telephone", "138****5678"),
        ("masked_email", "o***@example.net"),
        ("masked_address", "无锡市滨湖区***"),
    ],
)
def test_lists_show_masked_parts(calendar, found, masked):
    assert getattr(SubmissionFactory(), found) == masked


def test_who_sees_the_contact_is_written_down_and_others_may_not(calendar):
    submission = SubmissionFactory(issued=True)
    for official in (clerk_of(submission), reviewer_of(submission), office()):
        assert handling.reveal_contact(submission, actor=official) == PERSON
        row = HistoryRow.objects.of(submission).order_by("-pk").first()
        assert (row.actor, row.changes) == (official, {})
    for official in (OfficialFactory(), OfficialFactory(supervisor=True)):
        with pytest.raises(MoveRefused):
            handling.reveal_contact(submission, actor=official)
