"""Data that are open on conditions: no rows without a grant, asked for, decided, and fetched."""

from datetime import timedelta

import pytest
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone
from django.utils.http import http_date

from catalogs import data_access
from catalogs.models import DataAccessRequest, HistoryRow
from catalogs.sharing_enums import AccessState
from portal.opendata import throttling
from portal.opendata.granting import may_read
from portal.opendata.problems import Problem
from portal.opendata.store import building
from tests import data_access as requests
from tests import datasets, factories
from tests.datasets import moment, published
from tests.feedback.asking_pages import proof

pytestmark = pytest.mark.django_db
ROW = "滨湖一号"


@pytest.fixture
def day():
    return timezone.localdate()


@pytest.fixture
def dataset(day):
    return requests.conditional(day=day)


def opened(client, receipt):
    given = {"number": receipt.row.receipt_number, "code": receipt.code}
    client.post(reverse("portal:access-track"), given)


def file_of(dataset) -> str:
    return reverse("portal:dataset-file", args=[dataset.code, 1])


@pytest.mark.parametrize("language", ["", "/en"])
def test_without_a_grant_the_page_shows_no_rows_and_the_file_is_not_given(
    client, dataset, language
):
    detail, file = dataset.get_absolute_url(), file_of(dataset)
    asking = reverse("portal:access-new", args=[dataset.code])
    page = client.get(f"{language}{detail}")
    assert requests.CONDITIONS in page.text
    assert f'href="{language}{asking}"' in page.text
    assert "唯一编号" in page.text
    assert ROW not in page.text
    assert f'href="{language}{file}"' not in page.text

    refused = client.get(f"{language}{file}")
    assert refused.status_code == 403
    assert requests.CONDITIONS in refused.text
    assert [step.get("url") for step in refused.context["trail"]][1] == f"{language}{detail}"
    assert dataset.uses.count() == 0


def test_data_open_to_everyone_have_no_such_page(client, day):
    dataset = datasets.published(day=day)

    assert client.get(reverse("portal:access-new", args=[dataset.code])).status_code == 404
    assert ROW in client.get(dataset.get_absolute_url()).text


def test_the_form_says_how_long_the_decision_takes(client, dataset, settings):
    settings.DATA_SHARING_WORKING_DAYS = 7
    page = client.get(f"/en{reverse('portal:access-new', args=[dataset.code])}")
    assert "decides within 7 working days" in page.text


def test_a_request_is_sent_and_followed(client, dataset):
    url = reverse("portal:access-new", args=[dataset.code])
    form = client.get(url).context["form"]
    given = requests.WHO | requests.ASKED | {"key": str(form["key"].value())} | proof(form)
    without = client.post(url, given)
    assert list(without.context["form"].errors) == ["promise"]
    assert "研究养老服务的布局。" in without.text

    form = without.context["form"]
    answer = client.post(url, given | proof(form) | {"promise": "on"})

    receipt = client.get(answer["Location"]).context["receipt"]
    row = DataAccessRequest.objects.get()
    assert receipt["number"] == row.receipt_number
    client.post(
        reverse("portal:access-track"), {"number": receipt["number"], "code": receipt["code"]}
    )
    page = client.get(reverse("portal:access-case"))
    assert "研究养老服务的布局。" in page.text
    assert "王小明" not in page.text
    assert file_of(dataset) not in page.text
    assert client.get(file_of(dataset)).status_code == 403


def test_who_was_granted_access_fetches_the_file_until_it_ends(client, day, dataset):
    receipt = requests.granted(day=day, dataset=dataset)
    opened(client, receipt)

    assert file_of(dataset) in client.get(reverse("portal:access-case")).text
    assert ROW in client.get(dataset.get_absolute_url()).text
    answer = client.get(file_of(dataset))
    assert ROW in b"".join(answer).decode()
    assert answer["Cache-Control"] == "private, no-store"
    assert receipt.row.uses.get().times == 1

    rows = DataAccessRequest.objects.filter(pk=receipt.row.pk)
    yesterday = day - timedelta(days=1)
    rows.update(received_on=yesterday, settled_on=yesterday, granted_until=yesterday)
    assert client.get(file_of(dataset)).status_code == 403
    assert file_of(dataset) not in client.get(reverse("portal:access-case")).text
    assert client.post(reverse("portal:access-key")).status_code == 302


def test_files_open_to_everyone_are_read_from_other_sites_and_those_on_conditions_are_not(
    client, day, dataset
):
    file = file_of(published(day=day))
    whole = client.get(file)
    assert b"".join(whole)
    part = client.get(file, headers={"Range": "bytes=0-3"})
    assert b"".join(part)
    known = client.get(file, headers={"If-None-Match": whole["ETag"]})
    assert (whole.status_code, part.status_code, known.status_code) == (200, 206, 304)
    for answer in (whole, part, known):
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"
        assert answer["Last-Modified"] == http_date(moment(day).timestamp())

    opened(client, requests.granted(day=day, dataset=dataset))
    closed = client.get(file_of(dataset))
    assert b"".join(closed)
    assert "Access-Control-Allow-Origin" not in closed
    assert closed["Cross-Origin-Resource-Policy"] == "same-origin"


def test_a_grant_opens_no_other_dataset(client, day, dataset):
    other = requests.conditional(day=day)
    opened(client, requests.granted(day=day, dataset=dataset))

    assert client.get(file_of(other)).status_code == 403


def test_the_key_is_shown_once_and_opens_the_data_by_either_header(client, day, dataset):
    receipt = requests.granted(day=day, dataset=dataset)
    opened(client, receipt)
    key = client.post(reverse("portal:access-key")).context["key"]
    assert key not in client.get(reverse("portal:access-case")).text
    client.post(reverse("portal:access-leave"))
    assert client.get(file_of(dataset)).status_code == 403

    for headers in ({"authorization": f"Token {key}"}, {"x-api-key": key}):
        answer = client.get(file_of(dataset), headers=headers)
        assert answer.status_code == 200
        assert b"".join(answer)
        request = RequestFactory().get("/", headers=headers)
        assert throttling.caller(request).policy == "key"
    assert receipt.row.uses.get(way="key").times == 2


def test_a_new_key_of_the_same_grant_gives_no_more_requests_a_minute(day, dataset):
    row, counted = requests.granted(day=day, dataset=dataset).row, set()
    for _time in range(2):
        key = data_access.give_key(row, now=timezone.now())
        request = RequestFactory().get("/", headers={"x-api-key": key})
        counted.add(throttling.caller(request).counted)

    assert len(counted) == 1


def test_no_cache_keeps_the_rows_that_were_given_to_one(client, day, dataset):
    building.build(dataset.latest)
    opened(client, requests.granted(day=day, dataset=dataset))

    api = reverse("api:dataset-rows", args=[dataset.code])
    page = reverse("portal:dataset-rows", args=[dataset.code])
    for url in (dataset.get_absolute_url(), page, api, f"{api}?_format=csv"):
        answer = client.get(url)
        assert ROW in answer.getvalue().decode(), url
        assert answer["Cache-Control"] == "private, no-store", url


@pytest.mark.parametrize("key", ["kf_", "kf_guessed", "bh_guessed", ""])
def test_a_guessed_key_opens_nothing(day, dataset, key):
    requests.granted(day=day, dataset=dataset)
    request = RequestFactory().get("/", headers={"x-api-key": key})
    request.session = {}

    assert not may_read(request, dataset)
    if key:
        with pytest.raises(Problem) as refusal:
            throttling.caller(request)
        assert refusal.value.status == 401


def test_the_reviewer_decides_on_the_desk(client, day, dataset):
    row = requests.asked(day=day, dataset=dataset).row
    reviewer = requests.reviewer_of(dataset)
    client.force_login(reviewer)
    number = row.receipt_number
    listed = client.get(reverse("portal:access-desk"))
    assert [found["number"] for found in listed.context["rows"]] == [number]
    assert "无锡蠡湖数据研究所" not in listed.text
    detail = client.get(reverse("portal:access-desk-detail", args=[number]))
    assert "无锡蠡湖数据研究所" not in detail.text
    assert [offer.action for offer in detail.context["next_steps"]] == [
        "grant",
        "return",
        "refuse",
    ]
    shown = client.post(reverse("portal:access-desk-contact", args=[number]))
    assert "无锡蠡湖数据研究所" in shown.text
    assert HistoryRow.objects.of(row).order_by("pk").last().action == "reveal_contact"

    url = reverse("portal:access-desk-move", args=[number, "grant"])
    seen = client.get(url).context["seen"]
    beyond = {"seen": seen, "until": (day + timedelta(days=400)).isoformat()}
    assert "until" in client.post(url, beyond).context["form"].errors
    client.post(url, beyond | {"until": (day + timedelta(days=90)).isoformat()})

    row.refresh_from_db()
    assert row.state == AccessState.GRANTED
    assert number in client.get(reverse("portal:access-desk-detail", args=[number])).text


def test_the_applicant_corrects_and_gives_up(client, day, dataset):
    receipt = requests.asked(day=day, dataset=dataset)
    data_access.return_(
        receipt.row,
        actor=requests.reviewer_of(dataset),
        reason="请说明用途",
        now=timezone.now(),
    )
    opened(client, receipt)
    url = reverse("portal:access-correct")
    assert "请说明用途" in client.get(url).text
    given = requests.WHO | requests.ASKED | {"promise": "on"}
    assert "telephone" in client.post(url, given | {"telephone": "x"}).context["form"].errors
    client.post(url, given | {"purpose": "编写养老地图"})
    receipt.row.refresh_from_db()
    assert (receipt.row.state, receipt.row.purpose) == (AccessState.SUBMITTED, "编写养老地图")

    client.post(reverse("portal:access-withdraw"), {"confirm": "on"})
    receipt.row.refresh_from_db()
    assert receipt.row.state == AccessState.WITHDRAWN


def test_another_department_learns_not_even_that_somebody_asks(client, day, dataset):
    number = requests.asked(day=day, dataset=dataset).row.receipt_number
    client.force_login(factories.OfficialFactory(reviewer=True))

    for page in ("detail", "contact"):
        url = reverse(f"portal:access-desk-{page}", args=[number])
        answer = client.post(url) if page == "contact" else client.get(url)
        assert answer.status_code == 404
