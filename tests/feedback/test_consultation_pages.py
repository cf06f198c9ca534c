"""What everyone sees of a consultation: the list, the draft with its result, and the form."""

from datetime import date

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from catalogs import attaching, publishing
from feedback import consulting, moderating
from feedback.models import Consultation, ConsultationComment
from portal.search.documents import document_of
from tests.factories import FieldFactory, OfficialFactory, PublicationFactory
from tests.feedback.asking_pages import proof
from tests.feedback.factories import PERSON, ConsultationFactory, moment

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)
OPEN = {"opens_on": date(2026, 11, 16), "closes_on": date(2026, 11, 26)}
WRITTEN = {"text": "第一条建议写明补贴标准。", "name": "", "telephone": "", "email": ""}


@pytest.fixture(autouse=True)
def _tuesday(calendar):
    with time_machine.travel("2026-11-24 09:00 +0800", tick=False):
        yield


@pytest.fixture
def consultation() -> Consultation:
    return ConsultationFactory(published=True, other_ways="邮寄至区住建局", **OPEN)


def clerk_of(consultation):
    return OfficialFactory(department=consultation.department)


def page_of(row, name: str = "consultation", language: str = "en") -> str:
    with override(language):
        return reverse(f"feedback:{name}", args=[row.pk])


def titles(client, query: str = "") -> list[str]:
    page = client.get(reverse("feedback:consultations") + query)
    return [item["row"].title for item in page.context["rows"]]


def send(client, row, **changed):
    form = client.get(page_of(row, "consultation-comment")).context["form"]
    posted = {"key": form["key"].value()} | WRITTEN | proof(form) | changed
    return client.post(page_of(row, "consultation-comment"), posted), posted


def test_the_list_begins_with_what_is_open_and_ends_with_what_has_its_result(client):
    ConsultationFactory(with_result=True, title="有结果")
    ConsultationFactory(published=True, title="待结果")
    ConsultationFactory(published=True, title="征集中", **OPEN)
    ConsultationFactory(title="草稿", **OPEN)
    ConsultationFactory(
        published=True, title="未开始", opens_on=date(2026, 12, 1), closes_on=date(2026, 12, 9)
    )
    assert titles(client) == ["征集中", "待结果", "有结果"]
    for state, title in (("open", "征集中"), ("awaiting", "待结果"), ("result", "有结果")):
        assert titles(client, f"?state={state}") == [title]
    assert titles(client, "?state=nothing") == []
    page = client.get("/en/feedback/consultations/")
    assert [item["stage"]["text"] for item in page.context["rows"]] == [
        "Open: 2 days left",
        "Ended, result to come",
        "Result published",
    ]
    [states] = [facet for facet in page.context["facets"] if facet["name"] == "state"]
    assert [option["count"] for option in states["options"]] == [1, 1, 1]


def test_words_field_and_department_narrow_the_list(client):
    wanted = ConsultationFactory(published=True, title="公厕", field=FieldFactory(), **OPEN)
    ConsultationFactory(published=True, title="电梯", **OPEN)
    assert titles(client, "?q=公厕") == ["公厕"]
    assert titles(client, f"?field={wanted.field.slug}") == ["公厕"]
    assert titles(client, f"?department={wanted.department.code}") == ["公厕"]


def test_the_list_asks_the_same_however_long_it_is(client):
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(reverse("feedback:consultations"))
        return len(asked)

    ConsultationFactory(published=True, field=FieldFactory(), **OPEN)
    before = queries()
    for _n in range(21):
        ConsultationFactory(published=True, field=FieldFactory(), **OPEN)
    assert queries() == before
    assert len(titles(client, "?page=2")) == 2


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"published": True, **OPEN}, "Comment on this draft"),
        ({"published": True}, "publishes the result by 4 December 2026"),
        (
            {"published": True, "opens_on": date(2026, 9, 1), "closes_on": date(2026, 9, 11)},
            "The department is late",
        ),
        ({"with_result": True}, "Published on 20 November 2026"),
    ],
    ids=["open", "result to come", "overdue", "with its result"],
)
def test_the_page_says_honestly_where_it_stands(client, columns, words):
    assert words in client.get(page_of(ConsultationFactory(**columns))).text


def test_drafts_and_what_is_withdrawn_or_not_yet_open_are_not_found(client, consultation):
    consulting.withdraw(consultation, actor=clerk_of(consultation), reason="重新起草")
    later = ConsultationFactory(
        published=True, opens_on=date(2026, 12, 1), closes_on=date(2026, 12, 9)
    )
    for row in (ConsultationFactory(**OPEN), consultation, later):
        for name in ("consultation", "consultation-comment", "consultation-thanks"):
            assert client.get(page_of(row, name)).status_code == 404


def test_a_comment_is_seen_in_the_text_of_the_editor_with_what_becomes_of_it(client, consultation):
    clerk = clerk_of(consultation)
    now = moment(TODAY)
    row = consulting.comment(consultation, text="我是欧阳小明,建议提高。", now=now, **PERSON)
    unread = consulting.comment(consultation, text="还没有看过的话", now=now)
    row = moderating.show(row, actor=clerk, text="建议提高补贴。")
    moderating.decide(row, actor=clerk, adoption="partly", note="已提高一成。")
    page = client.get(page_of(consultation))
    assert "建议提高补贴。" in page.text
    assert "已提高一成。" in page.text
    assert "Partly adopted" in page.text
    assert unread.text not in page.text
    assert all(part not in page.text for part in PERSON.values())
    assert page.context["figures"].received == 2


def test_the_page_asks_the_same_however_many_comments_there_are(client, consultation):
    def add(many: int) -> None:
        for _n in range(many):
            row = consulting.comment(consultation, text="建议", now=moment(TODAY))
            moderating.show(row, actor=clerk, text="建议")

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get(page_of(consultation))
        return len(asked)

    clerk = clerk_of(consultation)
    add(1)
    before = queries()
    add(21)
    assert queries() == before
    assert len(client.get(page_of(consultation) + "?page=2").context["comments"]) == 2


def test_the_draft_is_markdown_and_a_linked_document_brings_its_files(client, consultation):
    document = PublicationFactory(department=consultation.department)
    clerk = clerk_of(consultation)
    file = SimpleUploadedFile("a.txt", "草案".encode())
    attached = attaching.attach(document, file=file, name="草案全文.txt", actor=clerk)
    Consultation.objects.filter(pk=consultation.pk).update(
        publication=document, text="## 第一章\n\n<script>1</script>"
    )
    page = client.get(page_of(consultation))
    assert "<h3>第一章</h3>" in page.text
    assert "<script>1" not in page.text
    assert attached.get_absolute_url() not in page.text
    publishing.submit(document, actor=clerk)
    reviewer = OfficialFactory(department=consultation.department, reviewer=True)
    publishing.approve(document, actor=reviewer)
    publishing.publish(document, actor=reviewer, now=moment(TODAY))
    page = client.get(page_of(consultation))
    assert document.title in page.text
    with override("en"):
        assert attached.get_absolute_url() in page.text


def test_a_corrected_result_tells_its_day(client):
    row = ConsultationFactory(with_result=True)
    consulting.correct_result(
        row, actor=clerk_of(row), result="采纳三条。", comments_elsewhere=2, reason="漏计"
    )
    page = client.get(page_of(row))
    assert "采纳三条。" in page.text
    assert "Corrected on 24 November 2026" in page.text
    assert "漏计" not in page.text


def test_a_comment_is_sent_without_a_name_and_only_once(client, consultation):
    response, posted = send(client, consultation)
    assert response.status_code == 302
    again = client.post(page_of(consultation, "consultation-comment"), posted)
    assert again.status_code == 302
    row = ConsultationComment.objects.get()
    assert (row.text, row.name, row.state) == (WRITTEN["text"], "", "pending")
    page = client.get(response["Location"])
    assert "Your comment has arrived" in page.text
    assert WRITTEN["text"] not in client.get(page_of(consultation)).text


def test_what_was_typed_stays_beside_what_is_wrong(client, consultation):
    response, _posted = send(client, consultation, telephone="no number")
    assert WRITTEN["text"] in response.text
    assert response.context["form"].errors.keys() == {"telephone"}
    response, _posted = send(client, consultation, work="")
    assert response.context["form"].errors.keys() == {"answer"}
    assert not ConsultationComment.objects.exists()


def test_a_network_that_sends_without_end_is_told_to_wait(client, consultation):
    for _n in range(10):
        assert send(client, consultation)[0].status_code == 302
    response, _posted = send(client, consultation)
    assert response.status_code == 429
    assert "Retry-After" in response.headers
    assert WRITTEN["text"] in response.text


def test_after_the_last_day_the_words_are_given_back(client, consultation):
    form = client.get(page_of(consultation, "consultation-comment")).context["form"]
    posted = {"key": form["key"].value()} | WRITTEN | proof(form)
    with time_machine.travel("2026-11-27 00:00 +0800", tick=False):
        response = client.post(page_of(consultation, "consultation-comment"), posted)
        assert response.status_code == 409
        assert WRITTEN["text"] in response.text
        assert "The period ended on 26 November 2026" in response.text
        page = client.get(page_of(consultation, "consultation-comment"))
        assert "Comments are no longer taken" in page.text
    assert not ConsultationComment.objects.exists()


def test_machines_find_it_in_the_site_map_and_readers_by_its_words(client, consultation):
    text = client.get(reverse("sitemap-section", args=["consultations"])).text
    assert consultation.get_absolute_url() in text
    document = document_of("consultation", consultation.pk, TODAY)
    assert (document.title, document.day) == (consultation.title, consultation.opens_on)
    assert consultation.background in document.text
    assert document_of("consultation", ConsultationFactory(**OPEN).pk, TODAY) is None
