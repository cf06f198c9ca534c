"""Registering by hand on the desk, and taking a list away as a file."""

from uuid import uuid4

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from catalogs.query_codes import check
from catalogs.tables import read_table
from feedback.enums import Channel
from feedback.models import Submission
from tests.factories import OfficialFactory
from tests.feedback.factories import ASKED, PERSON, SubmissionFactory, clerk_of, office

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _tuesday(calendar):
    with time_machine.travel("2026-11-24 09:00 +0800", tick=False):
        yield


@pytest.fixture
def url(client) -> str:
    client.force_login(office())
    return reverse("feedback:desk-register")


def call(**changes) -> dict:
    values = {"key": str(uuid4()), "channel": "hotline", "received_on": "2026-11-20"}
    return values | PERSON | ASKED | changes


def test_a_call_to_the_hotline_is_registered_with_its_day_and_its_channel(client, url):
    assert client.get(url).status_code == 200
    page = client.post(url, call())
    row = Submission.objects.get()
    assert row.channel == Channel.HOTLINE
    assert row.receipt_number in page.text
    assert check(page.context["code"], row.code_hash)


def test_the_letter_itself_is_kept_with_it(client, url):
    scan = SimpleUploadedFile("来信.txt", "来信".encode())
    client.post(url, call(channel="letter", telephone="", email="", files=scan))
    assert Submission.objects.get().files.get().name == "来信.txt"


def test_what_is_missing_is_said_beside_its_field_and_nothing_written_is_lost(client, url):
    page = client.post(url, call(title="", received_on="2026-11-25"))
    assert set(page.context["form"].errors) == {"title"}
    page = client.post(url, call(telephone="", email="", channel="telephone"))
    assert set(page.context["form"].errors) == {"telephone"}
    assert ASKED["text"] in page.text
    page = client.post(url, call(received_on="2026-11-25"))
    assert set(page.context["form"].errors) == {"received_on"}
    assert not Submission.objects.exists()


def test_pressing_twice_registers_once(client, url):
    values = call()
    assert client.post(url, values).status_code == 200
    assert client.post(url, values).status_code == 302
    assert Submission.objects.count() == 1


def test_the_list_goes_away_as_a_table_without_who_asks(client):
    row = SubmissionFactory(reviewed=True, title=f"{PERSON['name']}问补贴", channel="hotline")
    client.force_login(office())
    shown = client.get(reverse("feedback:desk-list"), {"tab": "concluded"})
    for file in shown.context["exports"]:
        response = client.get(file["url"])
        content = response.getvalue()
        name = f"a.{file['text'].lower()}"
        cells = next(iter(read_table(content, filename=name).rows)).cells
        assert cells["登记编号"] == row.receipt_number
        assert cells["收到渠道"] == "12345热线"
        assert PERSON["name"] not in str(cells)
        assert "问补贴" in cells["标题"]


def test_who_does_not_answer_for_the_figures_takes_nothing_away(client):
    row = SubmissionFactory(issued=True)
    client.force_login(clerk_of(row))
    assert client.get(reverse("feedback:desk-export", args=["csv"])).status_code == 403
    assert client.get(reverse("feedback:desk-list")).context["exports"] == []
    client.force_login(OfficialFactory(supervisor=True))
    assert client.get(reverse("feedback:desk-export", args=["json"])).status_code == 404
