"""The documents of the catalogue: pages, notations asked for, tags, and what is gone."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from rdflib import RDF, Graph, URIRef

from catalogs import data_catalogue, data_keeping
from catalogs.models import Department
from portal.opendata.dcat import views
from portal.opendata.dcat.vocabulary import DCAT, HYDRA
from tests import factories
from tests.datasets import drafted, moment, published

pytestmark = pytest.mark.django_db
SITE = "http://testserver"


@pytest.fixture
def day():
    return timezone.localdate()


@pytest.fixture
def care_homes(day):
    return published(day=day, code="care-homes", name="养老机构名录")


def test_a_long_catalogue_is_cut_into_pages_that_lead_to_each_other(client, day, monkeypatch):
    monkeypatch.setattr(views, "PAGE_SIZE", 2)
    for number in range(5):
        published(day=day, code=f"part-{number}")
    seen, address = [], "/data/catalog.ttl"
    for number in (1, 2, 3):
        response = client.get(address, {"page": number})
        graph = Graph().parse(data=response.content, format="turtle")
        [view] = graph.subjects(RDF.type, HYDRA.PartialCollectionView)
        [total] = graph.objects(None, HYDRA.totalItems)
        assert total.toPython() == 5
        seen += graph.objects(None, DCAT.dataset)
        following = graph.value(view, HYDRA.next)
        assert (following is None) == (number == 3)
        assert ('rel="next"' in response.headers["Link"]) == (number < 3)
        assert graph.value(view, HYDRA.last) == URIRef(f"{SITE}/data/catalog?page=3")
    assert sorted(seen) == [URIRef(f"{SITE}/data/part-{number}/#dataset") for number in range(5)]
    assert client.get(address, {"page": 4}).status_code == 404
    assert client.get(address, {"page": "x"}).status_code == 404


@pytest.mark.parametrize(
    ("accept", "content_type"),
    [
        ("*/*", "text/turtle; charset=utf-8"),
        ("text/turtle", "text/turtle; charset=utf-8"),
        ("application/ld+json", "application/ld+json; charset=utf-8"),
        ("application/rdf+xml;q=0.9, text/turtle;q=0.5", "application/rdf+xml; charset=utf-8"),
    ],
)
def test_a_machine_gets_the_notation_it_asks_for(client, care_homes, accept, content_type):
    response = client.get("/data/catalog", headers={"Accept": accept})
    assert (response.status_code, response["Content-Type"]) == (200, content_type)
    assert "Accept" in response["Vary"]


def test_a_person_is_led_to_the_page_and_an_unknown_notation_refused(client, care_homes):
    browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    response = client.get("/data/catalog", headers={"Accept": browser})
    assert (response.status_code, response["Location"]) == (302, "/data/")
    assert client.get("/data/catalog", headers={"Accept": "image/png"}).status_code == 406


@pytest.mark.parametrize("address", ["/data/catalog.ttl", "/data/care-homes.jsonld"])
def test_whoever_has_the_document_is_told_so_until_something_changes(client, care_homes, address):
    first = client.get(address)
    assert first["Last-Modified"]
    assert first["Access-Control-Allow-Origin"] == "*"
    again = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    care_homes.department.name = "滨湖区民政和养老局"
    care_homes.department.save()
    changed = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert changed.status_code == 200
    assert "滨湖区民政和养老局" in changed.text


@pytest.mark.parametrize(
    "address",
    [
        "/data/catalog.ttl",
        "/data/care-homes.rdf",
        "/data/care-homes/schema.json",
        "/data/care-homes/csv-metadata.json",
    ],
)
def test_whoever_asks_since_a_moment_gets_what_has_changed_without_one(
    client, care_homes, day, address
):
    first = client.get(address)
    since = {"If-Modified-Since": first["Last-Modified"]}
    assert client.get(address, headers=since).status_code == 304
    data_keeping.confirm_current(care_homes, now=moment(day + timedelta(days=1)))
    Department.objects.update(name="滨湖区民政和养老局")
    care_homes.columns.update(meaning="核对过的意思")
    assert client.get(address, headers=since).status_code == 200


def test_a_withdrawn_dataset_is_gone_and_a_draft_was_never_there(client, care_homes, day):
    drafted(code="draft")
    reviewer = factories.OfficialFactory(reviewer=True, department=care_homes.department)
    data_catalogue.withdraw(care_homes, actor=reviewer, reason="数据有误", now=moment(day))
    assert client.get("/data/care-homes.ttl").status_code == 410
    assert client.get("/data/draft.ttl").status_code == 404
    assert "care-homes" not in client.get("/data/catalog.ttl").text


def test_the_catalogue_asks_equally_often_however_long_it_is(
    client, day, django_assert_num_queries
):
    published(day=day)
    with django_assert_num_queries(3):
        client.get("/data/catalog.ttl")
    for _number in range(8):
        published(day=day)
    with django_assert_num_queries(3):
        client.get("/data/catalog.ttl")


def test_an_empty_catalogue_is_a_catalogue_too(client):
    graph = Graph().parse(data=client.get("/data/catalog.ttl").content, format="turtle")
    [catalogue] = graph.subjects(RDF.type, DCAT.Catalog)
    assert list(graph.objects(catalogue, DCAT.dataset)) == []
    assert re.match(rf"^{SITE}/data/#", str(catalogue))
