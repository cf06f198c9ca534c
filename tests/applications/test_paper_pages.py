"""Letters on the pages: the applicant's own in full, the desk's masked until opened on record."""

import io

import docx
import pytest
from django.urls import reverse

from applications.enums import PAPERS_TO_OTHERS, PaperKind
from applications.views import tracking_session
from catalogs.history import HistoryRow
from tests.applications.factories import PERSON, ApplicationFactory, clerk_of
from tests.applications.paper_cases import CASES, THIRD_PARTY, answer
from tests.applications.pdf_reading import pdf_text
from tests.factories import OfficialFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("calendar")]


def follow(client, application):
    """Open the application in the client's session, as number and code do."""
    type(application).objects.filter(pk=application.pk).update(code_hash="kept")
    session = client.session
    session[tracking_session.KEY] = {"pk": application.pk, "until": 32_503_680_000}
    session.save()


def url(name, paper):
    return reverse(f"applications:{name}", args=[paper.pk])


@pytest.mark.parametrize("kind", PaperKind)
def test_the_applicant_reads_own_letters_and_no_others(client, kind):
    paper = CASES[kind]()
    follow(client, paper.application)
    page = client.get(url("track-paper", paper))
    file = client.get(url("track-paper-pdf", paper))

    if kind in PAPERS_TO_OTHERS:
        assert page.status_code == file.status_code == 404
        return
    assert paper.number in page.content.decode()
    assert PERSON["name"] in page.content.decode()
    assert "no-store" in page.headers["Cache-Control"]
    assert PERSON["name"] in pdf_text(file.content)


def test_a_letter_opens_only_in_the_session_of_its_application(client):
    paper = answer()
    other = ApplicationFactory()

    assert client.get(url("track-paper", paper)).status_code == 302
    follow(client, other)
    assert client.get(url("track-paper", paper)).status_code == 404
    assert client.get(url("track-paper-pdf", paper)).status_code == 404


def test_the_page_of_the_application_lists_its_letters(client):
    paper = CASES[PaperKind.THIRD_PARTY_DECISION]()
    follow(client, paper.application)
    page = client.get(reverse("applications:track-case")).content.decode()

    shown = paper.application.papers.get(kind=PaperKind.ANSWER)
    assert url("track-paper", shown) in page
    assert url("track-paper", paper) not in page


def test_files_are_saved_and_never_cached(client):
    paper = answer()
    follow(client, paper.application)
    response = client.get(url("track-paper-pdf", paper))

    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.parametrize("kind", [PaperKind.ANSWER, PaperKind.THIRD_PARTY_INQUIRY])
def test_the_desk_sees_letters_without_names(client, kind):
    paper = CASES[kind]()
    client.force_login(clerk_of(paper.application))
    page = client.get(url("desk-paper", paper)).content.decode()
    file = pdf_text(client.get(url("desk-paper-pdf", paper)).content)

    for name in (PERSON["name"], THIRD_PARTY):
        assert name not in page
        assert name not in file
    assert paper.number in page
    assert paper.number in file
    rows = HistoryRow.objects.of(paper.application).filter(action="reveal_identity")
    assert not rows.exists()


def test_a_handler_opens_the_letter_in_full_in_each_form_on_record(client):
    paper = answer()
    client.force_login(clerk_of(paper.application))
    full = {
        form: client.post(url("desk-paper-full", paper), {"form": form})
        for form in ("page", "pdf", "docx")
    }

    assert PERSON["name"] in full["page"].content.decode()
    assert PERSON["name"] in pdf_text(full["pdf"].content)
    word = docx.Document(io.BytesIO(full["docx"].content))
    assert f"{PERSON['name']}：" in [paragraph.text for paragraph in word.paragraphs]
    assert full["docx"].headers["Content-Disposition"].startswith("attachment")
    rows = HistoryRow.objects.of(paper.application).filter(action="reveal_identity")
    assert rows.count() == 3


@pytest.mark.parametrize(
    ("trait", "status"), [("supervisor", 403), ("legal_affairs", 403), (None, 404)]
)
def test_others_do_not_open_it_in_full(client, trait, status):
    paper = answer()
    client.force_login(OfficialFactory(**({trait: True} if trait else {})))

    response = client.post(url("desk-paper-full", paper), {"form": "docx"})
    assert response.status_code == status
    offered = client.get(url("desk-paper", paper)).content.decode()
    assert url("desk-paper-full", paper) not in offered


def test_a_get_does_not_open_a_letter_in_full(client):
    paper = answer()
    client.force_login(clerk_of(paper.application))

    assert client.get(url("desk-paper-full", paper)).status_code == 405


def test_the_reviewer_reads_the_answer_as_the_letter_it_will_be(client):
    application = ApplicationFactory(in_review=True)
    client.force_login(clerk_of(application))
    page = client.get(reverse("applications:desk-answer-letter", args=[application.pk]))
    text = page.content.decode()

    assert "政府信息予以公开告知书" in text
    assert application.answer in text
    assert PERSON["name"] not in text
    undrafted = ApplicationFactory(examining=True, department=application.department)
    none = client.get(reverse("applications:desk-answer-letter", args=[undrafted.pk]))
    assert none.status_code == 404


def test_readers_of_the_english_pages_are_told_that_letters_are_in_chinese(client):
    paper = answer()
    client.force_login(clerk_of(paper.application))
    told, page = "Official letters are written in Chinese", url("desk-paper", paper)

    assert told in client.get(f"/en{page}").content.decode()
    assert "letter-tools" in client.get(page).content.decode()
    assert told not in client.get(page).content.decode()
