"""What everyone may read: published answers, and the knowledge list with its votes and files."""

import io
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from catalogs import tables
from feedback.enums import KnowledgeState
from feedback.models import UsefulVote
from tests.factories import FieldFactory, MatterFactory, ServiceItemFactory
from tests.feedback.factories import (
    PERSON,
    KnowledgeEntryFactory,
    PublishedReplyFactory,
    SubmissionFactory,
)

pytestmark = pytest.mark.django_db
PUBLISHED_ON = date(2024, 1, 8)


def reply(**values):
    return PublishedReplyFactory(**{"published_on": PUBLISHED_ON} | values)


def entry(**values):
    return KnowledgeEntryFactory(published=True, **{"published_on": PUBLISHED_ON} | values)


def titles(client, query: str = "") -> list[str]:
    page = client.get(reverse("feedback:replies") + query)
    return [row.title for row in page.context["page_obj"]]


def test_published_answers_are_read_and_withdrawn_ones_are_gone(client):
    shown, gone = reply(), reply(withdrawn_on=date(2024, 1, 9), title="撤下的")
    assert titles(client) == [shown.title]
    page = client.get(shown.get_absolute_url())
    assert shown.answer in page.text
    assert all(part not in page.text for part in PERSON.values())
    assert client.get(gone.get_absolute_url()).status_code == 404


def test_words_kind_department_and_field_narrow_the_answers(client):
    field = FieldFactory()
    wanted = reply(title="公厕开放", field=field)
    complaint = reply(
        title="电话不通", submission=SubmissionFactory(published=True, kind="complaint")
    )
    assert titles(client, "?q=公厕") == ["公厕开放"]
    assert titles(client, f"?field={field.slug}") == ["公厕开放"]
    assert titles(client, "?kind=complaint") == ["电话不通"]
    assert titles(client, f"?department={wanted.department.code}") == ["公厕开放"]
    assert titles(client, f"?department={wanted.department.code}&kind=complaint") == []
    assert set(titles(client, "?year=2024")) == {wanted.title, complaint.title}
    assert titles(client, "?kind=nothing") == []


def test_each_choice_tells_how_many_it_would_find(client):
    reply()
    reply(submission=SubmissionFactory(published=True, kind="complaint"))
    page = client.get(reverse("feedback:replies") + "?kind=complaint")
    [kinds] = [facet for facet in page.context["facets"] if facet["name"] == "kind"]
    counted = {option["value"]: option["count"] for option in kinds["options"]}
    assert counted == {"consultation": 1, "complaint": 1}


def test_the_list_is_cut_into_pages(client):
    for n in range(21):
        reply(title=f"第{n}件")
    assert len(titles(client)) == 20
    assert len(titles(client, "?page=2")) == 1


def test_an_entry_shows_what_it_belongs_to_where_that_is_public(client):
    row = entry()
    matter, service = MatterFactory(in_force=True), ServiceItemFactory(in_force=True)
    draft = MatterFactory()
    row.matters.set([matter, draft])
    row.services.set([service])
    page = client.get(row.get_absolute_url())
    assert row.basis in page.text
    assert list(page.context["matters"]) == [matter]
    assert list(page.context["services"]) == [service]


@pytest.mark.parametrize("state", [KnowledgeState.DRAFT, KnowledgeState.WITHDRAWN])
def test_an_entry_that_is_not_published_is_nowhere(client, state):
    row = KnowledgeEntryFactory() if state == KnowledgeState.DRAFT else entry(state=state)
    assert client.get(row.get_absolute_url()).status_code == 404
    assert client.get(reverse("feedback:knowledge")).context["total"] == 0
    assert client.post(reverse("feedback:knowledge-vote", args=[row.pk])).status_code == 404


def test_a_browser_has_one_vote_and_the_later_holds(client):
    row = entry()
    url = reverse("feedback:knowledge-vote", args=[row.pk])
    client.post(url, {"useful": "yes"})
    page = client.post(url, {"useful": "no"}, follow=True)
    assert (page.context["row"].useful, page.context["row"].useless) == (0, 1)
    Client().post(url, {"useful": "yes"})
    assert UsefulVote.objects.filter(useful=True).count() == 1
    assert all(client.cookies["reader"].value != vote.visitor for vote in UsefulVote.objects.all())


def test_a_network_cannot_vote_without_end():
    url = reverse("feedback:knowledge-vote", args=[entry().pk])
    for _n in range(62):
        Client().post(url, {"useful": "yes"})
    assert UsefulVote.objects.count() == 60


def test_the_download_holds_what_the_list_shows(client):
    field = FieldFactory()
    wanted, _other = entry(field=field, question="公厕几点开门?"), entry()
    query = f"?field={field.slug}"
    page = client.get(reverse("feedback:knowledge") + query)
    assert f"/csv/{query}" in page.text
    sent = client.get(reverse("feedback:knowledge-download", args=["csv"]) + query)
    content = b"".join(sent)
    assert [row.cells["问题"] for row in tables.read_table(content, filename="a.csv")] == [
        wanted.question
    ]
    book = client.get(reverse("feedback:knowledge-download", args=["xlsx"]) + query)
    sheet = load_workbook(io.BytesIO(book.content)).active
    assert [row[0].value for row in sheet.iter_rows()] == ["问题", wanted.question]
    assert client.get(reverse("feedback:knowledge-download", args=["doc"])).status_code == 404


def test_a_cell_of_the_download_is_never_a_formula(client):
    entry(question="=1+1")
    content = b"".join(client.get(reverse("feedback:knowledge-download", args=["csv"])))
    assert "'=1+1" in content.decode("utf-8-sig")
