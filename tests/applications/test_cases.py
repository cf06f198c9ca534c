"""Answered requests and typical cases: what the public reads, and what it never reads."""

from datetime import date

import pytest
from django.urls import reverse

from applications.enums import Outcome
from applications.models import PublishedRequest
from catalogs.enums import PublicityMode
from tests.applications.factories import (
    ORGANISATION,
    PERSON,
    ApplicationFactory,
    PublishedRequestFactory,
    office,
)
from tests.factories import DepartmentFactory, MatterFactory, OfficialFactory

pytestmark = pytest.mark.django_db
ANSWERED, CASES = reverse("applications:answered"), reverse("applications:cases")


@pytest.fixture
def typical(calendar):
    return PublishedRequestFactory(title="城市更新项目清单")


@pytest.fixture
def ordinary(calendar):
    return PublishedRequestFactory(
        title="公厕开放时间", is_typical=False, lesson="", published_on=date(2025, 5, 6)
    )


def test_cases_are_the_typical_ones_and_answered_requests_are_all(client, typical, ordinary):
    cases, answered = client.get(CASES).content.decode(), client.get(ANSWERED).content.decode()
    assert typical.title in cases
    assert ordinary.title not in cases
    assert typical.title in answered
    assert ordinary.title in answered


def test_what_was_taken_back_or_is_not_yet_due_is_nowhere(client, typical, ordinary):
    PublishedRequest.objects.filter(pk=typical.pk).update(withdrawn_on=date(2026, 11, 24))
    PublishedRequest.objects.filter(pk=ordinary.pk).update(published_on=date(2099, 1, 1))
    for row in (typical, ordinary):
        assert row.title not in client.get(ANSWERED).content.decode()
        assert client.get(reverse("applications:answered-detail", args=[row.pk])).status_code == 404
    assert client.get(typical.get_absolute_url()).status_code == 404


def test_an_ordinary_answer_is_no_case(client, ordinary):
    assert client.get(reverse("applications:case-detail", args=[ordinary.pk])).status_code == 404
    assert client.get(ordinary.get_absolute_url()).status_code == 200


def test_a_page_shows_the_editors_text_and_nothing_of_who_asked(client, typical):
    page = client.get(typical.get_absolute_url()).content.decode()
    assert typical.question in page
    assert typical.lesson in page
    application = typical.application
    hidden = [str(PERSON[part]) for part in ("name", "certificate_number", "telephone", "email")]
    for part in [*hidden, ORGANISATION["organisation"], application.receipt_number]:
        assert part not in page
    assert application.features not in page


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ({"q": "公厕"}, ["公厕开放时间"]),
        ({"q": "城市 清单"}, ["城市更新项目清单"]),
        ({"q": "城市 公厕"}, []),
        ({"year": "2025"}, ["公厕开放时间"]),
        ({"year": ["2025", "2026"]}, ["城市更新项目清单", "公厕开放时间"]),
        ({"year": "abc"}, ["城市更新项目清单", "公厕开放时间"]),
        ({"department": "none"}, []),
    ],
)
def test_words_years_and_departments_narrow_the_list(client, typical, ordinary, query, titles):
    found = client.get(ANSWERED, query).context["page_obj"].object_list
    assert [row.title for row in found] == titles


def test_the_department_filter_counts_what_it_would_find(client, typical, ordinary):
    code = typical.department.code
    context = client.get(ANSWERED, {"department": code}).context
    assert [row.title for row in context["page_obj"]] == [typical.title]
    (departments, years) = context["facets"]
    assert {option["count"] for option in departments["options"]} == {1}
    assert [option["value"] for option in years["options"]] == ["2026"]


def test_hostile_words_find_nothing_and_break_nothing(client, typical):
    for words in ("'; drop table", "<script>alert(1)</script>", "%", "x" * 500):
        response = client.get(ANSWERED, {"q": words, "page": "x", "year": "9" * 4})
        assert response.status_code == 200
        assert "<script>alert" not in response.content.decode()


def test_an_empty_list_says_why(client, db):
    assert "Nothing is published yet" in client.get("/en/applications/answered/").content.decode()


def test_the_list_asks_equally_often_however_long(client, typical, django_assert_num_queries):
    with django_assert_num_queries(5):
        client.get(ANSWERED)
    PublishedRequestFactory.create_batch(25)
    with django_assert_num_queries(5):
        assert len(client.get(ANSWERED).context["page_obj"]) == 20


@pytest.fixture
def often_asked(calendar):
    department = DepartmentFactory()
    matter = MatterFactory(department=department, in_force=True, mode=PublicityMode.ON_APPLICATION)
    own = {"department": department, "matter": matter}
    for _time in range(3):
        ApplicationFactory(answered=True, outcome=Outcome.DISCLOSED, **own)
    return matter


def test_a_matter_disclosed_three_times_is_proposed_to_its_clerk(client, often_asked):
    client.force_login(OfficialFactory(department=often_asked.department))
    page = client.get(reverse("applications:repeated")).content.decode()
    assert often_asked.name in page
    assert (
        reverse("admin:catalogs_publicitymatter_propose", args=[often_asked.pk, "revise"]) in page
    )


def test_others_see_it_without_the_link_or_not_at_all(client, often_asked):
    address = reverse("applications:repeated")
    assert client.get(address).status_code == 302
    client.force_login(office())
    page = client.get(address).content.decode()
    assert often_asked.name in page
    assert "propose" not in page
    client.force_login(OfficialFactory())
    assert often_asked.name not in client.get(address).content.decode()
