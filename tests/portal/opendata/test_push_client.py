"""The client of the documentation, run as its reader runs it, against the real server."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.utils import timezone

from catalogs import publishing
from catalogs.models import Attachment, Publication
from tests.factories import FieldFactory, MatterFactory, MatterGroupFactory, OfficialFactory
from tests.portal.opendata.pushed import sender

pytestmark = pytest.mark.django_db(transaction=True)
EXAMPLES = settings.BASE_DIR / "docs" / "examples"


@pytest.fixture
def run(live_server):
    """Call the client with the token of a system; returns exit code, answer and complaint."""
    system = sender()

    def call(*arguments):
        done = subprocess.run(
            [sys.executable, EXAMPLES / "push_client.py", *map(str, arguments)],
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
            env={**os.environ, "PORTAL_URL": live_server.url, "PUSH_TOKEN": system.token},
        )
        return done.returncode, json.loads(done.stdout or "null"), done.stderr

    call.department = system.system.department
    return call


def test_the_example_is_pushed_returned_corrected_and_released(run, tmp_path):
    record, reply = EXAMPLES / "push_record.json", tmp_path / "reply.txt"
    reply.write_text("批复全文", encoding="utf-8")
    code, _answer, complaint = run("push", "approval-2026-0117", record, reply)
    assert code == 1
    assert "field: " in complaint
    assert "matters[0].code: " in complaint

    field = FieldFactory(code="HB")
    group = MatterGroupFactory(field=field)
    MatterFactory(code="HB-01-003", group=group, department=run.department, in_force=True)
    code, answer, complaint = run("push", "approval-2026-0117", record, reply)
    assert (code, complaint) == (0, "")
    assert answer["state"] == "in_review"
    assert run("push", "approval-2026-0117", record, reply)[1] == answer
    publication = Publication.objects.get()
    assert publication.elements.count() == 2
    assert Attachment.objects.get().name == "reply.txt"

    reviewer = OfficialFactory(reviewer=True, department=run.department)
    publishing.return_(publication, actor=reviewer, reason="缺附图")
    assert run("status", "approval-2026-0117")[1]["returned_reason"] == "缺附图"
    drawing = tmp_path / "drawing.txt"
    drawing.write_text("附图", encoding="utf-8")
    code, answer, _complaint = run("correct", "approval-2026-0117", record, reply, drawing)
    assert (code, answer["state"]) == (0, "in_review")
    publication = publishing.approve(publication, actor=reviewer)
    publishing.publish(publication, actor=reviewer, now=timezone.now())
    told = run("status", "approval-2026-0117")[1]
    assert told["state"] == "published"
    assert told["permalink"].endswith(f"/documents/{publication.index_number}/")
