"""The desk of consultations: comments are read, shown, hidden, decided and taken along."""

import csv
import io
import re
from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override
from openpyxl import load_workbook

from catalogs.models import HistoryRow
from feedback import consulting, moderating
from feedback.views import consultation_desk_rows
from tests.factories import OfficialFactory
from tests.feedback.factories import PERSON, ConsultationFactory, moment

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)
OPEN = {"opens_on": date(2026, 11, 16), "closes_on": date(2026, 11, 26)}
LIST = "/en/desk/consultations/"


@pytest.fixture(autouse=True)
def _tuesday(calendar):
    with time_machine.travel("2026-11-24 09:00 +0800", tick=False):
        yield


@pytest.fixture
def clerk(client):
    user = OfficialFactory()
    client.force_login(user)
    return user


@pytest.fixture
def consultation(clerk):
    return ConsultationFactory(published=True, department=clerk.department, **OPEN)


def comment(consultation, text: str = "建议提高补贴。", **contact):
    return consulting.comment(consultation, text=text, now=moment(TODAY), **contact)


def page_of(consultation, query: str = "") -> str:
    return f"{LIST}{consultation.pk}/{query}"


def do(row, action: str) -> str:
    with override("en"):
        return reverse("feedback:consultation-comment-move", args=[row.pk, action])


def post(client, row, action: str, **values):
    seen = client.get(do(row, action)).context["seen"]
    return client.post(do(row, action), {"seen": seen} | values)


def titles(response) -> list[str]:
    return [item["row"].title for item in response.context["rows"]]


def test_the_tabs_tell_what_is_to_read_due_overdue_and_open(client, clerk, consultation):
    own = {"department": clerk.department}
    comment(consultation)
    ConsultationFactory(published=True, title="待结果", **own)
    ended = {"opens_on": date(2026, 9, 1), "closes_on": date(2026, 9, 11)}
    ConsultationFactory(published=True, title="逾期", **own, **ended)
    ConsultationFactory(title="草稿", **own)
    ConsultationFactory(with_result=True, title="有结果", **own)
    ConsultationFactory(published=True, title="别的部门")
    page = client.get(LIST)
    assert {str(tab["text"]): tab["total"] for tab in page.context["tabs"]} == {
        "Comments to read": 1,
        "Result due": 2,
        "Overdue": 1,
        "Open now": 1,
        "Drafts": 1,
        "All": 5,
    }
    assert page.context["tab"].name == "read"
    [item] = page.context["rows"]
    assert (item["row"].pending, item["row"].received) == (1, 1)
    assert titles(client.get(LIST + "?tab=due")) == ["逾期", "待结果"]
    assert titles(client.get(LIST + "?tab=all&q=草稿")) == ["草稿"]


def test_list_and_page_ask_the_same_however_much_there_is(client, clerk, consultation):
    def queries(address: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    comment(consultation, **PERSON)
    addresses = (LIST + "?tab=all", page_of(consultation))
    before = [queries(address) for address in addresses]
    for _n in range(5):
        comment(consultation, **PERSON)
        ConsultationFactory(published=True, department=clerk.department, **OPEN)
    assert [queries(address) for address in addresses] == before


def test_the_desk_strikes_out_who_wrote_until_somebody_asks_and_is_written_down(
    client, consultation
):
    row = comment(consultation, text="欧阳小明建议提高。", **PERSON)
    page = client.get(page_of(consultation))
    assert "建议提高。" in page.text
    assert all(part not in page.text for part in PERSON.values())
    contact = reverse("feedback:consultation-comment-contact", args=[row.pk])
    assert client.get(contact).status_code == 405
    # No button of the form that decides may lead to who wrote: Enter presses its first one.
    assert re.search(r'<button[^>]*form="contact"[^>]*formaction="[^"]*/contact/"', page.text)
    assert PERSON["telephone"] in client.post(contact).text
    assert HistoryRow.objects.of(row).filter(action="reveal_contact").count() == 1


def test_a_comment_is_compared_and_shown_in_the_text_of_the_editor(client, consultation):
    row = comment(consultation, text="欧阳小明建议提高补贴。", **PERSON)
    refused = post(client, row, "show", text=row.text)
    assert refused.context["form"].errors.keys() == {"text"}
    compared = post(client, row, "show", text="建议提高补贴。", compare="1")
    assert "What the edited text changes" in compared.text
    row.refresh_from_db()
    assert row.state == "pending"
    assert post(client, row, "show", text="建议提高补贴。").status_code == 302
    row.refresh_from_db()
    assert (row.state, row.shown_text) == ("shown", "建议提高补贴。")
    begun = client.get(do(row, "show")).context["form"]
    assert begun["text"].value() == "建议提高补贴。"


def test_a_comment_is_hidden_for_a_cause_and_stays_counted(client, consultation):
    row = comment(consultation, text="辱骂")
    assert post(client, row, "hide", reason="").context["form"].errors.keys() == {"reason"}
    assert post(client, row, "hide", reason="辱骂他人").status_code == 302
    page = client.get(page_of(consultation, "?part=hidden"))
    assert [item["comment"].hidden_because for item in page.context["comments"]] == ["辱骂他人"]
    assert consulting.figures(consultation).received == 1


def test_what_another_has_changed_meanwhile_is_not_written_over(client, clerk, consultation):
    row = comment(consultation)
    seen = client.get(do(row, "hide")).context["seen"]
    moderating.show(row, actor=clerk, text="建议")
    response = client.post(do(row, "hide"), {"seen": seen, "reason": "重复"})
    assert response.status_code == 409
    assert "重复" in response.text
    row.refresh_from_db()
    assert row.state == "shown"


def test_adoption_is_decided_with_a_note_for_one_and_for_many(client, consultation):
    rows = [comment(consultation, text=f"建议{n}") for n in range(3)]
    other = comment(ConsultationFactory(published=True, **OPEN))
    refused = post(client, rows[0], "decide", adoption="partly", note="")
    assert refused.context["form"].errors.keys() == {"note"}
    assert post(client, rows[0], "decide", adoption="adopted", note="").status_code == 302
    address = page_of(consultation)
    page = client.post(address, {"adoption": "not_adopted", "note": "已有规定"})
    assert "Choose at least one comment." in page.text
    chosen = [row.pk for row in (*rows[1:], other)]
    page = client.post(address, {"comments": chosen, "adoption": "not_adopted", "note": ""})
    assert page.context["form"].errors.keys() == {"note"}
    assert [item["chosen"] for item in page.context["comments"]] == [False, True, True]
    posted = {"comments": chosen, "adoption": "not_adopted", "note": "已有规定"}
    assert client.post(address, posted).status_code == 302
    for row in (*rows, other):
        row.refresh_from_db()
    assert [row.adoption for row in (*rows, other)] == [
        "adopted",
        "not_adopted",
        "not_adopted",
        "undecided",
    ]


def test_a_note_that_tells_who_wrote_decides_none_of_the_chosen(client, consultation):
    rows = [comment(consultation), comment(consultation, **PERSON)]
    posted = {"comments": [row.pk for row in rows], "adoption": "adopted"}
    page = client.post(page_of(consultation), posted | {"note": f"感谢{PERSON['name']}"})
    assert page.context["form"].errors.keys() == {"note"}
    assert consulting.figures(consultation).adopted == 0


def test_the_comments_are_downloaded_without_who_wrote_them(client, consultation):
    comment(consultation, text=f"我是{PERSON['name']},电话13900001111", **PERSON)
    comment(consultation, text="=1+1")
    address = reverse("feedback:consultation-export", args=[consultation.pk, "csv"])
    text = b"".join(client.get(address)).decode("utf-8-sig")
    header, first, second = csv.reader(io.StringIO(text))
    assert header[2] == "意见"
    assert all(part not in text for part in (*PERSON.values(), "13900001111"))
    assert first[1] == "2026-11-24"
    assert second[2] == "'=1+1"
    book = load_workbook(io.BytesIO(client.get(address.replace("csv", "xlsx")).content))
    assert book.active.max_row == 3
    assert client.get(address.replace("csv", "pdf")).status_code == 404


def test_who_only_reads_decides_nothing_and_a_stranger_finds_nothing(client, consultation):
    row = comment(consultation, **PERSON)
    contact = reverse("feedback:consultation-comment-contact", args=[row.pk])
    posted = {"comments": [row.pk], "adoption": "adopted", "note": ""}
    for user, status in (
        (OfficialFactory(supervisor=True), 403),
        (OfficialFactory(department=consultation.department, reviewer=True), 403),
        (OfficialFactory(), 404),
    ):
        client.force_login(user)
        assert client.post(page_of(consultation), posted).status_code == status
        assert client.post(do(row, "show"), {"text": "建议"}).status_code == status
        assert client.post(contact).status_code == status
    row.refresh_from_db()
    assert (row.state, row.adoption) == ("pending", "undecided")


def test_the_start_of_the_desk_shows_what_waits(client, calendar, clerk, consultation):
    comment(consultation)
    ended = {"opens_on": date(2026, 9, 1), "closes_on": date(2026, 9, 11)}
    late = ConsultationFactory(published=True, department=clerk.department, **ended)
    waiting = consultation_desk_rows.waiting_for(clerk, today=TODAY, calendar=calendar)
    assert [item["row"] for item in waiting["rows"]] == [late, consultation]
    supervisor = OfficialFactory(supervisor=True)
    waiting = consultation_desk_rows.waiting_for(supervisor, today=TODAY, calendar=calendar)
    assert [item["row"] for item in waiting["rows"]] == [late]
