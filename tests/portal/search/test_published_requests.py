"""Answered requests are found by the editor's text, and by nothing of the application."""

from datetime import date

import pytest

from applications.publishing_requests import publish_request, withdraw_request
from portal.search.backend import get_backend
from portal.search.documents import document_of
from portal.search.queries import Query
from portal.search.tasks import refresh
from tests.applications.factories import ASKED, PERSON, ApplicationFactory, office

pytestmark = pytest.mark.django_db


@pytest.fixture
def published(today, tmp_path, settings):
    settings.PRIVATE_ROOT = tmp_path / "private"
    return publish_request(
        ApplicationFactory(answered=True, consent_to_publish=True),
        actor=office(),
        title="公共厕所开放时间",
        question="希望了解各公共厕所的开放时间。",
        answer="详见附件所列的开放时间表。",
        today=today,
    )


def keys(text: str) -> list[str]:
    return [hit.key for hit in get_backend().search(Query(text)).hits]


def test_an_answered_request_is_found_by_its_text(published, indexed):
    indexed()
    assert f"request:{published.pk}" in keys("公共厕所")
    assert f"request:{published.pk}" in keys("开放时间表")


@pytest.mark.parametrize("part", ["name", "certificate_number", "telephone", "email", "address"])
def test_nothing_of_who_asked_is_in_the_document(published, today, part):
    document = document_of("request", published.pk, today)
    assert PERSON[part] not in str(document.as_json())
    assert ASKED["title"] not in str(document.as_json())
    assert published.application.receipt_number not in str(document.as_json())


def test_a_typical_case_is_found_under_its_own_address(published, today):
    ordinary = document_of("request", published.pk, today).path
    assert ordinary == f"/applications/answered/{published.pk}/"
    type(published).objects.filter(pk=published.pk).update(is_typical=True)
    assert (
        document_of("request", published.pk, today).path == f"/applications/cases/{published.pk}/"
    )


def test_what_is_taken_back_is_gone_from_search(published, indexed, today):
    indexed()
    withdraw_request(published, actor=office(), reason="申请人撤回同意", today=today)
    refresh("applications.publishedrequest", published.pk)
    assert keys("公共厕所") == []


def test_what_is_published_later_is_not_found_before(published, indexed):
    type(published).objects.filter(pk=published.pk).update(published_on=date(2099, 1, 1))
    indexed()
    assert keys("公共厕所") == []
