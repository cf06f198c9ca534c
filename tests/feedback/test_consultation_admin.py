"""Consultations in the admin: drafts are written and changed, all else is a move."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from catalogs.enums import Role
from catalogs.models import HistoryRow
from feedback import consulting, moderating
from feedback.consultation_workflow import TABLE
from feedback.enums import ConsultationState
from feedback.models import Consultation
from tests.factories import DepartmentFactory, OfficialFactory
from tests.feedback.factories import ConsultationFactory, moment

pytestmark = pytest.mark.django_db
OPEN = {"opens_on": date(2026, 11, 16), "closes_on": date(2026, 11, 26)}
ADD = "admin:feedback_consultation_add"


@pytest.fixture(autouse=True)
def _tuesday(calendar):
    with time_machine.travel("2026-11-24 09:00 +0800", tick=False):
        yield


@pytest.fixture
def clerk(client):
    user = OfficialFactory()
    client.force_login(user)
    return user


def change(row) -> str:
    return reverse("admin:feedback_consultation_change", args=[row.pk])


def move(row, action: str) -> str:
    return reverse("admin:feedback_consultation_move", args=[row.pk, action])


def values(department, **changed) -> dict:
    written = {
        "title": "既有住宅加装电梯实施办法(征求意见稿)",
        "background": "原办法即将到期。",
        "text": "第一条 目的。",
        "publication": "",
        "department": department.pk,
        "field": "",
        "other_ways": "",
        "opens_on": "2026-11-24",
        "closes_on": "2026-12-04",
    }
    return written | changed


def offered(client, row) -> list[str]:
    page = client.get(change(row))
    return [button["url"].rstrip("/").rsplit("/", 1)[-1] for button in page.context["moves"]]


def actions(row) -> list[str]:
    return [entry.action for entry in HistoryRow.objects.of(row).order_by("pk")]


def test_a_draft_is_written_changed_and_published(client, clerk):
    response = client.post(reverse(ADD), values(clerk.department))
    row = Consultation.objects.get()
    assert response.status_code == 302
    client.post(change(row), values(clerk.department, closes_on="2026-12-08"))
    client.post(change(row), values(clerk.department, closes_on="2026-12-08"))
    client.post(move(row, "publish"))
    row.refresh_from_db()
    assert (row.state, row.closes_on, row.due_on) == (
        ConsultationState.PUBLISHED,
        date(2026, 12, 8),
        date(2026, 12, 29),
    )
    assert actions(row) == ["draft", "edit", "publish"]
    [edited] = HistoryRow.objects.of(row).filter(action="edit")
    assert edited.changes == {"closes_on": ["2026-12-04", "2026-12-08"]}


def test_a_draft_without_text_and_document_or_of_another_department_is_refused(client, clerk):
    page = client.post(reverse(ADD), values(clerk.department, text=""))
    assert page.status_code == 200
    assert client.post(reverse(ADD), values(DepartmentFactory())).status_code == 200
    assert not Consultation.objects.exists()


def test_what_is_published_is_read_only(client, clerk):
    row = ConsultationFactory(department=clerk.department, published=True, **OPEN)
    page = client.get(change(row))
    assert page.status_code == 200
    assert 'name="title"' not in page.text
    assert client.post(change(row), values(clerk.department, title="改")).status_code in (302, 403)
    row.refresh_from_db()
    assert row.title != "改"


def test_only_what_is_possible_today_is_offered(client, clerk):
    own = {"department": clerk.department}
    assert offered(client, ConsultationFactory(**own)) == ["publish"]
    assert offered(client, ConsultationFactory(published=True, **own, **OPEN)) == [
        "withdraw",
        "lengthen",
    ]
    assert offered(client, ConsultationFactory(published=True, **own)) == [
        "withdraw",
        "publish_result",
    ]
    assert offered(client, ConsultationFactory(with_result=True, **own)) == [
        "withdraw",
        "correct_result",
    ]


def test_the_period_is_lengthened_with_a_reason_and_the_clock_counted_anew(client, clerk):
    row = ConsultationFactory(department=clerk.department, published=True, **OPEN)
    page = client.post(move(row, "lengthen"), {"closes_on": "2026-11-26", "reason": "假期"})
    assert page.context["form"].errors.keys() == {"closes_on"}
    page = client.post(move(row, "lengthen"), {"closes_on": "2026-12-08", "reason": ""})
    assert page.context["form"].errors.keys() == {"reason"}
    client.post(move(row, "lengthen"), {"closes_on": "2026-12-08", "reason": "意见较多"})
    row.refresh_from_db()
    assert (row.closes_on, row.due_on) == (date(2026, 12, 8), date(2026, 12, 29))
    [entry] = HistoryRow.objects.of(row)
    assert (entry.action, entry.reason) == ("lengthen", "意见较多")
    assert entry.changes["closes_on"] == ["2026-11-26", "2026-12-08"]


def test_the_result_is_written_beside_the_figures_and_corrected_with_a_reason(client, clerk):
    row = ConsultationFactory(department=clerk.department, published=True)
    consulting.comment(row, text="建议", now=moment(date(2026, 11, 13)))
    address = "/en" + move(row, "publish_result")
    page = client.get(address)
    assert "Comments on this portal: 1." in page.text
    posted = {"result": "收到一条,拟采纳。", "comments_elsewhere": "2"}
    page = client.post(address, posted)
    assert "not decided yet what becomes of 1 comment" in page.text
    assert "收到一条,拟采纳。" in page.text
    moderating.decide(row.comments.get(), actor=clerk, adoption="adopted")
    client.post(address, posted)
    row.refresh_from_db()
    assert (row.result, row.comments_elsewhere) == ("收到一条,拟采纳。", 2)
    corrected = posted | {"comments_elsewhere": "3", "reason": "漏计一封来信"}
    page = client.post(move(row, "correct_result"), posted | {"reason": "无"})
    assert page.context["form"].errors
    client.post(move(row, "correct_result"), corrected)
    row.refresh_from_db()
    assert row.comments_elsewhere == 3
    assert row.result_published_on == date(2026, 11, 24)
    assert actions(row) == ["publish_result", "correct_result"]


def test_another_department_finds_nothing_and_who_only_reads_moves_nothing(client):
    row = ConsultationFactory(published=True, **OPEN)
    client.force_login(OfficialFactory())
    assert client.get(change(row)).status_code == 404
    assert client.post(move(row, "withdraw"), {"reason": "x"}).status_code == 404
    client.force_login(OfficialFactory(department=row.department, reviewer=True))
    assert offered(client, row) == []
    assert client.post(move(row, "withdraw"), {"reason": "x"}).status_code == 403
    row.refresh_from_db()
    assert row.state == ConsultationState.PUBLISHED


@pytest.mark.parametrize("state", ConsultationState.values)
@pytest.mark.parametrize("role", Role.values)
def test_the_table_lets_only_writers_move(state, role):
    available = TABLE.available(state, role)
    if role not in (Role.CLERK, Role.ADMINISTRATOR) or state == ConsultationState.WITHDRAWN:
        assert available == []
    else:
        assert available
