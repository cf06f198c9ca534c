"""Where the data of the catalogue are found: fields, departments, doors, sitemap, search."""

import pytest
from django.utils import timezone

from catalogs import data_catalogue
from portal.search.backend import get_backend
from portal.search.documents import document_of
from portal.search.queries import Query
from portal.search.rebuilding import rebuild
from portal.search.tasks import refresh
from tests import factories
from tests.datasets import drafted, moment, published

pytestmark = pytest.mark.django_db


@pytest.fixture
def day():
    return timezone.localdate()


@pytest.fixture
def dataset(day):
    return published(day=day, code="care-homes", name="养老机构名录", name_en="Care homes")


@pytest.mark.parametrize("owner", ["field", "department"])
def test_the_page_of_a_field_and_of_a_department_counts_and_lists_its_data(
    client, dataset, day, owner
):
    row = getattr(dataset, owner)
    published(day=day, **{owner: row})
    drafted(**{owner: row})
    published(day=day)
    response = client.get(f"/en{row.get_absolute_url()}")
    [tile] = [tile for tile in response.context["tiles"] if "/data/" in tile["url"]]
    assert tile["figure"] == 2
    assert client.get(tile["url"]).context["total"] == 2
    assert {entry["name"] for entry in response.context["datasets"]} >= {"Care homes"}
    assert len(response.context["datasets"]) == 2


def test_data_have_their_door_and_stand_in_the_sitemap(client, dataset):
    door = next(door for door in client.get("/en/data/").context["portal"]["doors"] if door["here"])
    assert str(door["text"]) == "Open data"
    assert "/data/care-homes/" in client.get("/sitemap-datasets.xml").content.decode()
    assert "/data/<" in client.get("/sitemap-pages.xml").content.decode()


def test_data_are_found_by_name_and_column_until_they_are_withdrawn(dataset, day):
    def keys(text: str) -> list[str]:
        return [hit.key for hit in get_backend().search(Query(text)).hits]

    rebuild(today=day)
    assert keys("养老机构名录") == keys("核定床位数") == [f"dataset:{dataset.pk}"]
    assert "滨湖一号" not in str(document_of("dataset", dataset.pk, day).as_json())
    reviewer = factories.OfficialFactory(reviewer=True, department=dataset.department)
    data_catalogue.withdraw(dataset, actor=reviewer, reason="数据有误", now=moment(day))
    refresh("catalogs.dataset", dataset.pk)
    assert keys("养老机构名录") == []
