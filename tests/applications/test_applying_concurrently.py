"""The same draft sent by several requests at one moment becomes one application."""

import pytest
from django.test import Client
from django.urls import reverse

from applications.models import Application, ApplicationDraft
from tests.applications import applying_pages as pages
from tests.racing import race

RECEIPT = reverse("applications:receipt")


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_presses_at_the_same_moment_get_the_same_receipt(client):
    pages.walk(client)
    proof = pages.proof(client)
    led = []

    def press():
        browser = Client()
        browser.cookies = client.cookies
        led.append(browser.post(reverse("applications:new-check"), proof)["Location"])

    assert race(*[press] * 8) == ["done"] * 8
    assert led == [RECEIPT] * 8
    application = Application.objects.get()
    assert ApplicationDraft.objects.get().application == application
    assert client.get(RECEIPT).context["application"] == application
