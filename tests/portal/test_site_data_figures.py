"""Figures of open data for the public: how new, how good and how much used they are."""

from datetime import timedelta

import pytest
from django.utils import timezone

from portal.opendata.store import building
from tests.datasets import published

pytestmark = pytest.mark.django_db


@pytest.fixture
def day():
    return timezone.localdate()


@pytest.fixture
def dataset(day):
    return published(
        day=day,
        code="care-homes",
        name="养老机构名录",
        name_en="Care homes",
        description_en="Care homes on record in Binhu District.",
    )


def fetched(client, address: str, **headers: str):
    """The answer, read to its end."""
    response = client.get(address, headers=headers)
    if response.streaming:
        assert b"".join(response.streaming_content)
    return response


def named(response) -> list[str]:
    return [row["name"] for row in response.context["datasets"]]


def test_late_data_are_found_by_their_facet(client, dataset, day):
    published(day=day - timedelta(days=39), name="逾期未更新的数据")
    published(day=day - timedelta(days=900), name="不定期更新的数据", frequency="irregular")
    assert named(client.get("/data/?update=overdue")) == ["逾期未更新的数据"]
    assert named(client.get("/data/?update=on_time")) == ["养老机构名录"]
    assert named(client.get("/data/?update=irregular")) == ["不定期更新的数据"]


def test_the_most_used_data_come_first_where_asked(client, dataset, day):
    published(day=day, code="parking", name="停车场名录")
    for code in ("parking", "parking", "care-homes"):
        fetched(client, f"/data/{code}/1/")
    assert named(client.get("/data/?order=used")) == ["停车场名录", "养老机构名录"]


def test_a_download_is_counted_when_the_file_goes_out(client, dataset):
    address = "/data/care-homes/1/"
    tag = fetched(client, address).headers["ETag"]
    fetched(client, address, **{"If-None-Match": tag})
    fetched(client, address, Range="bytes=0-3")
    response = client.get("/en/data/care-homes/")
    figures = {stat["label"]: stat["figure"] for stat in response.context["uses"]}
    assert figures["Downloads of files"] == 1


def test_the_page_shows_the_parts_of_the_quality_score(client, dataset):
    response = client.get("/en/data/care-homes/")
    assert response.context["quality"]["score"] == 84
    assert "84 of 100 points" in response.content.decode()
    assert "Describe the data in fifty characters or more." in response.content.decode()


def test_every_way_to_the_data_that_the_pages_show_answers(client, dataset):
    building.build(dataset.latest)
    for page in ("/en/data/", "/en/data/care-homes/"):
        for way in client.get(page).context["ways"]:
            response = client.get(way["url"])
            assert (way["text"], response.status_code) == (way["text"], 200)
