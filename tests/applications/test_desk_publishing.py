"""Publishing an answered request from the desk: side by side, and never with an identity."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from applications.models import PublishedRequest
from tests.applications.factories import PERSON, ApplicationFactory, clerk_of

pytestmark = pytest.mark.django_db
TEXTS = {"title": "城市更新计划", "question": "请求公开计划。", "answer": "已公开。"}


@pytest.fixture(autouse=True)
def _tuesday(calendar):
    with time_machine.travel("2026-11-24 09:00 +0800", tick=False):
        yield


@pytest.fixture
def application(calendar):
    return ApplicationFactory(
        answered=True, consent_to_publish=True, features=f"我是{PERSON['name']},住在滨湖。"
    )


@pytest.fixture
def url(client, application) -> str:
    client.force_login(clerk_of(application))
    return reverse("applications:desk-move", args=[application.receipt_number, "publish_request"])


def test_the_original_stands_beside_the_text_with_its_identity_parts_struck_out(client, url):
    response = client.get(url)
    pairs = {pair["field"].name: pair["original"] for pair in response.context["form"].pairs()}
    assert pairs["question"] == "我是**,住在滨湖。"
    assert PERSON["name"] not in response.content.decode()


def test_comparing_shows_old_and_new_and_publishes_nothing(client, url):
    response = client.post(url, TEXTS | {"compare": "1"})
    changes = {
        row["label"]: (row["old"], row["new"]) for row in response.context["form"].comparison()
    }
    assert ("我是**,住在滨湖。", "请求公开计划。") in changes.values()
    assert "<del" in response.content.decode()
    assert not PublishedRequest.objects.exists()


@pytest.mark.parametrize("part", ["name", "telephone", "address"])
def test_a_text_with_a_part_of_the_identity_is_refused_beside_its_field(client, url, part):
    seen = client.get(url).context["seen"]
    hidden = " ".join(PERSON[part])
    response = client.post(url, TEXTS | {"answer": f"经查,{hidden}。", "seen": seen})
    assert response.context["form"].errors["answer"]
    assert not PublishedRequest.objects.exists()


def test_a_typical_case_is_published_and_taken_back(client, application, url):
    seen = client.get(url).context["seen"]
    response = client.post(url, TEXTS | {"is_typical": "on", "lesson": "要点", "seen": seen})
    assert response.status_code == 302
    published = PublishedRequest.objects.get()
    assert (published.title, published.is_typical) == ("城市更新计划", True)
    back = reverse("applications:desk-move", args=[application.receipt_number, "unpublish_request"])
    seen = client.get(back).context["seen"]
    assert client.post(back, {"reason": "需要修改。", "seen": seen}).status_code == 302
    published.refresh_from_db()
    assert published.withdrawn_on == date(2026, 11, 24)


def test_without_the_consent_no_button_offers_it(client):
    application = ApplicationFactory(answered=True)
    client.force_login(clerk_of(application))
    where = [application.receipt_number, "publish_request"]
    assert client.get(reverse("applications:desk-move", args=where)).status_code == 409
