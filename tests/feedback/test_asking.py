"""Writing to the government: two pages, a receipt once, and an error told from any page."""

from datetime import date

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from catalogs.models import HistoryRow
from feedback.enums import CONTACT_RETENTION_YEARS, SubmissionKind
from feedback.models import RoutingRule, Submission
from feedback.views.receipts import RECEIPTS
from tests.factories import DepartmentFactory, FieldFactory
from tests.feedback.asking_pages import PERSON, QUESTION, SENDING, ask, proof, second_page, send
from tests.feedback.factories import PublishedReplyFactory

pytestmark = pytest.mark.django_db


def test_a_question_becomes_a_submission_routed_by_its_words(client):
    department, field = DepartmentFactory(), FieldFactory()
    RoutingRule.objects.create(words="加装电梯", department=department)
    submission, _code = ask(client, question={"field": field.slug})
    assert submission.suggested_department == department
    assert (submission.kind, submission.field) == ("consultation", field)
    assert (submission.title, submission.text) == (QUESTION["title"], QUESTION["text"])
    assert (submission.name, submission.telephone) == (PERSON["name"], PERSON["telephone"])
    assert submission.consent_to_publish


def test_number_and_code_are_shown_until_they_are_hidden(client):
    submission, code = ask(client)
    page = client.get(reverse("feedback:receipt"))
    assert submission.receipt_number in page.text
    assert code in page.text
    assert "no-store" in page["Cache-Control"]
    client.post(reverse("feedback:receipt-hide"))
    assert client.get(reverse("feedback:receipt")).status_code == 302


def test_another_browser_does_not_see_the_receipt(client):
    ask(client)
    assert Client().get(reverse("feedback:receipt"))["Location"] == reverse("feedback:track")


def test_pressing_twice_sends_once(client):
    first, posted = send(client)
    second = client.post(reverse("feedback:send"), posted)
    assert first["Location"] == second["Location"] == reverse("feedback:receipt")
    assert Submission.objects.count() == 1


def test_a_press_while_the_first_is_still_being_taken_in_waits_for_its_receipt(client):
    form = second_page(client)
    key = str(form["key"].value())
    assert RECEIPTS.reserve(key)
    pressed = client.post(reverse("feedback:send"), QUESTION | {"key": key} | SENDING | proof(form))
    page = client.get(pressed["Location"])
    assert page.context["receipt"] == {}
    assert not Submission.objects.exists()
    RECEIPTS.keep(key, {"number": "HD-2026-00001", "code": "ABCD-EFGH-JKMN"})
    assert "ABCD-EFGH-JKMN" in client.get(pressed["Location"]).text


def test_the_kept_receipt_is_not_readable_in_the_cache(client):
    _submission, code = ask(client)
    key = client.session[RECEIPTS.session_key]
    assert code not in cache.get(RECEIPTS.place(key))


def test_what_is_refused_can_be_mended_and_sent_with_the_same_key(client):
    bad = SimpleUploadedFile("a.pdf", b"no pdf at all")
    response, posted = send(client, files=bad)
    assert response.context["form"].errors["files"]
    assert not Submission.objects.exists()
    posted.pop("files")
    again = client.post(reverse("feedback:send"), posted | proof(response.context["form"]))
    assert again.status_code == 302
    assert Submission.objects.count() == 1


def test_files_are_kept_with_the_submission(client):
    files = [SimpleUploadedFile(f"{n}.txt", "说明".encode()) for n in range(3)]
    submission, _code = ask(client, files=files)
    assert [row.name for row in submission.files.all()] == ["0.txt", "1.txt", "2.txt"]
    more = [SimpleUploadedFile(f"{n}.txt", "说明".encode()) for n in range(4)]
    response, _posted = send(client, files=more)
    assert response.context["form"].errors["files"]


@pytest.mark.parametrize("kind", ["consultation", "suggestion", "complaint"])
def test_who_wants_an_answer_gives_a_name_and_a_way(client, kind):
    nobody = {"name": "", "telephone": "", "email": ""}
    response, _posted = send(client, question={"kind": kind}, **nobody)
    assert {"name", "telephone"} <= set(response.context["form"].errors)


def test_a_wrong_is_reported_without_a_name_and_is_never_published(client):
    nobody = {"name": "", "telephone": "", "email": ""}
    submission, _code = ask(client, question={"kind": "report"}, **nobody)
    assert submission.kind == SubmissionKind.REPORT
    assert not submission.consent_to_publish
    assert "consent_to_publish" not in second_page(client, kind="report").fields


def test_published_answers_like_it_are_offered_before_sending(client):
    PublishedReplyFactory(
        title="老旧小区加装电梯的补贴标准",
        question="加装电梯补贴标准是多少？",
        published_on=date(2024, 1, 8),
    )
    page = client.post(reverse("feedback:new"), QUESTION)
    assert [found.answer for found in page.context["similar"]] == ["每台补贴二十万元。"]
    assert "每台补贴二十万元。" in page.text
    piece = client.post(reverse("feedback:similar"), QUESTION)
    assert "每台补贴二十万元。" in piece.text
    assert "<html" not in piece.text
    other = client.post(reverse("feedback:similar"), {"title": "公园开放", "text": "几点开门"})
    assert other.context["similar"] == []


def test_what_was_written_comes_back_to_be_changed(client):
    page = client.post(reverse("feedback:new"), QUESTION | {"change": "1"})
    assert QUESTION["text"] in page.text
    assert page.context["form"]["title"].value() == QUESTION["title"]


def test_nobody_sends_without_the_work_or_the_sum(client):
    response, _posted = send(client, work="")
    assert "answer" in response.context["form"].errors
    assert not Submission.objects.exists()


def test_a_network_cannot_send_without_end(client):
    statuses = [send(client)[0].status_code for _n in range(11)]
    assert statuses == [302] * 10 + [429]
    assert Submission.objects.count() == 10


@pytest.mark.parametrize("path", ["/powers/", "/documents/?page=2", "/en/departments/"])
def test_every_page_leads_to_the_form_for_its_errors(client, path):
    page = client.get(path)
    form = client.get(page.context["portal"]["error_url"]).context["form"]
    assert page.context["portal"]["error_url"].replace("&", "&amp;") in page.text
    assert form["page_address"].value() == path


def error(client, **values):
    form = client.get(reverse("feedback:site-error")).context["form"]
    posted = {"key": form["key"].value(), "page_address": "/powers/", "text": "电话打不通\n第二行"}
    return client.post(reverse("feedback:site-error"), posted | proof(form) | values)


def test_an_error_needs_the_page_and_words_alone(client):
    assert error(client)["Location"] == reverse("feedback:receipt")
    row = Submission.objects.get()
    assert (row.kind, row.page_address, row.title) == ("site_error", "/powers/", "电话打不通")


def test_the_address_of_the_bar_is_taken_and_another_site_is_not(client, settings):
    settings.SITE_URL = "https://zwgk.example"
    error(client, page_address="https://zwgk.example/powers/?page=2")
    assert Submission.objects.get().page_address == "/powers/?page=2"
    for elsewhere in ("https://evil.example/", "//evil.example/", "javascript:alert(1)"):
        assert "page_address" in error(client, page_address=elsewhere).context["form"].errors


@pytest.mark.parametrize("title", ["一\r\nBcc: x@example.net", "一\u202e二"])
def test_control_characters_are_refused(client, title):
    response = client.post(reverse("feedback:new"), QUESTION | {"title": title})
    assert "title" in response.context["form"].errors


def test_who_asks_stands_in_no_history_letter_or_address(
    client, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        response, posted = send(client)
    for word in SENDING["name"], SENDING["telephone"]:
        assert word not in response["Location"]
        assert all(word not in str(row.changes) for row in HistoryRow.objects.all())
        assert all(word not in letter.subject + letter.body for letter in mail.outbox)
    assert posted["email"] not in client.get(reverse("feedback:receipt")).text


def test_the_start_page_tells_how_long_each_kind_takes(client):
    page = client.get(reverse("feedback:start"))
    assert {row["days"] for row in page.context["limits"]} == {3, 5, 7, 10, 15}


@pytest.mark.parametrize("name", ["feedback:site-error", "portal:privacy"])
def test_whoever_gives_a_contact_is_told_how_long_it_is_kept(client, name):
    assert client.get(reverse(name)).context["kept_years"] == CONTACT_RETENTION_YEARS
