"""The desk: each official sees the own work and nothing else."""

from datetime import date

import pytest
import time_machine
from django.utils import timezone

from catalogs import data_second_look
from catalogs.enums import PublicationState
from catalogs.models import Publication
from tests import datasets, factories

pytestmark = pytest.mark.django_db


def due(response) -> list[tuple[str, str]]:
    return [(row["text"], row["left"]) for row in response.context["due"]]


def work(response, part: str) -> set[str]:
    return {row["text"] for kind in response.context[part] for row in kind["rows"]}


@pytest.fixture
def clerk(client):
    official = factories.OfficialFactory()
    client.force_login(official)
    return official


def publication(department, due_on: date | None = None, **columns):
    row = factories.PublicationFactory(department=department, **columns)
    Publication.objects.filter(pk=row.pk).update(due_on=due_on)
    return row


def test_a_stranger_is_asked_to_sign_in(client):
    response = client.get("/desk/")
    assert response.status_code == 302
    assert "/accounts/login/" in response["Location"]


@time_machine.travel("2026-11-24 09:00 +0800", tick=False)
def test_what_is_due_stands_first_with_days_left_as_number_and_word(client, clerk):
    own = clerk.department
    soon = publication(own, date(2026, 11, 26))
    late = publication(own, date(2026, 11, 20))
    now = publication(own, date(2026, 11, 24))
    publication(own, date(2027, 1, 20))
    publication(own, date(2026, 11, 1), published=True)
    publication(factories.DepartmentFactory(), date(2026, 11, 20))
    assert due(client.get("/en/desk/")) == [
        (late.title, "Overdue by 2 working days"),
        (now.title, "Due today"),
        (soon.title, "2 working days left"),
    ]


def test_a_clerk_sees_own_drafts_and_returns_and_none_of_another_department(client, clerk):
    own, other = clerk.department, factories.DepartmentFactory()
    draft = publication(own)
    back = publication(own, state=PublicationState.RETURNED)
    entry = factories.MatterFactory(department=own)
    publication(other)
    factories.MatterFactory(department=other)
    response = client.get("/desk/")
    assert work(response, "drafts") == {draft.title, entry.name}
    assert work(response, "returned") == {back.title}
    assert not response.context["decides"]


def test_a_reviewer_sees_what_waits_for_a_review_in_the_own_department(client):
    reviewer = factories.OfficialFactory(reviewer=True)
    client.force_login(reviewer)
    waiting = publication(reviewer.department, state=PublicationState.IN_REVIEW)
    publication(reviewer.department)
    publication(factories.DepartmentFactory(), state=PublicationState.IN_REVIEW)
    review = factories.ReviewFactory(
        matter__department=reviewer.department, state="with_department"
    )
    response = client.get("/desk/")
    assert work(response, "decisions") == {waiting.title, str(review)}
    assert response.context["drafts"] == []


def test_each_office_sees_reviews_it_has_not_yet_decided(client):
    office = factories.OfficialFactory(government_office=True)
    legal = factories.OfficialFactory(legal_affairs=True)
    first = factories.ReviewFactory(state="with_offices")
    second = factories.ReviewFactory(state="with_offices", office_at="2026-11-20T09:00+08:00")
    adjustment = factories.AdjustmentFactory(state="submitted")
    client.force_login(office)
    assert work(client.get("/desk/"), "decisions") == {str(first), str(adjustment)}
    client.force_login(legal)
    assert work(client.get("/desk/"), "decisions") == {str(first), str(second)}


def test_a_supervisor_reads_and_decides_nothing(client):
    client.force_login(factories.OfficialFactory(supervisor=True))
    factories.AdjustmentFactory(state="submitted")
    publication(factories.DepartmentFactory(), state=PublicationState.IN_REVIEW)
    response = client.get("/desk/")
    assert response.status_code == 200
    assert work(response, "decisions") == set()
    assert not response.context["writes"]


@pytest.mark.parametrize(
    "trait",
    ["reviewer", "government_office", "legal_affairs", "supervisor", "administrator"],
)
def test_every_role_has_a_desk_whose_links_open(client, trait):
    client.force_login(factories.OfficialFactory(**{trait: True}))
    response = client.get("/desk/")
    assert response.status_code == 200
    for link in (link for group in response.context["groups"] for link in group["links"]):
        assert client.get(link["url"]).status_code == 200, link["url"]


def test_long_work_is_cut_and_the_rest_is_one_click_away(client, clerk):
    factories.PublicationFactory.create_batch(23, department=clerk.department)
    (part,) = client.get("/desk/").context["drafts"]
    assert (part["total"], len(part["rows"]), part["left"]) == (23, 20, 3)
    assert client.get(part["url"]).status_code == 200


def test_a_desk_is_kept_by_no_cache(client, clerk):
    assert "no-store" in client.get("/desk/")["Cache-Control"]


def test_a_second_look_waits_for_others_than_who_sent_the_file_and_comes_back_to_the_clerk(
    client, clerk
):
    row = datasets.sent(datasets.drafted(actor=clerk), clerk, b"code,name,beds\nA,13912345678,1\n")
    data_second_look.ask(row, actor=clerk, now=timezone.now(), personal_reason="公布的热线")
    reviewer = factories.OfficialFactory(reviewer=True, department=clerk.department)
    for official, shown in (
        (reviewer, {str(row)}),
        (factories.OfficialFactory(administrator=True), {str(row)}),
        (factories.OfficialFactory(reviewer=True), set()),
        (clerk, set()),
    ):
        client.force_login(official)
        assert work(client.get("/desk/"), "decisions") == shown
    data_second_look.return_(row, actor=reviewer, reason="理由不足", now=timezone.now())
    client.force_login(clerk)
    assert work(client.get("/desk/"), "returned") == {str(row)}
    client.force_login(reviewer)
    assert not work(client.get("/desk/"), "decisions")
