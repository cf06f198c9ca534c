"""The same draft sent by several requests at one moment becomes one application."""

import threading

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from applications.models import Application, ApplicationDraft
from tests.applications import applying_pages as pages

RECEIPT = reverse("applications:receipt")


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_presses_at_the_same_moment_get_the_same_receipt(client):
    pages.walk(client)
    proof = pages.proof(client)
    barrier, led, failed = threading.Barrier(8), [], []

    def press():
        browser = Client()
        browser.cookies = client.cookies
        barrier.wait()
        try:
            led.append(browser.post(reverse("applications:new-check"), proof)["Location"])
        except Exception as failure:
            failed.append(failure)
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert led == [RECEIPT] * 8
    application = Application.objects.get()
    assert ApplicationDraft.objects.get().application == application
    assert client.get(RECEIPT).context["application"] == application
