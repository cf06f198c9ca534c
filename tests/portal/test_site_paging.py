"""The list pages: pages, orders, and how often the database is asked."""

import pytest

from catalogs.enums import PowerCategory
from tests import factories

pytestmark = pytest.mark.django_db


def names(response) -> list[str]:
    return [row["entry"].name for row in response.context["table"]["entries"]]


def power():
    return factories.PowerItemFactory(in_force=True, standard__category=PowerCategory.LICENCE)


@pytest.mark.parametrize(
    ("page", "shown"),
    [("2", 2), ("99", 3), ("0", 1), ("-1", 1), ("x", 1), ("9" * 30, 3)],
)
def test_a_page_out_of_range_shows_the_nearest(client, page, shown):
    factories.ServiceItemFactory.create_batch(45, in_force=True)
    response = client.get("/services/", {"page": page, "size": "20"})
    assert response.status_code == 200
    assert response.context["page_obj"].number == shown


def test_pages_hold_every_entry_once(client):
    factories.ServiceItemFactory.create_batch(45, in_force=True, name="同名服务")
    codes = []
    for page in (1, 2, 3):
        response = client.get("/services/", {"page": page, "size": 20})
        codes += [row["entry"].code for row in response.context["table"]["entries"]]
    assert len(codes) == len(set(codes)) == 45


def test_an_unknown_page_size_is_the_usual_one(client):
    factories.ServiceItemFactory(in_force=True)
    assert client.get("/services/", {"size": "7"}).context["page_obj"].paginator.per_page == 20


def test_orders_are_by_pinyin_code_and_date(client):
    first = factories.ServiceItemFactory(in_force=True, name="阿姨培训", code="Z")
    last = factories.ServiceItemFactory(in_force=True, name="最低生活保障", code="A")
    last.effective_on = "2026-01-01"
    last.save()
    assert names(client.get("/services/")) == [first.name, last.name]
    assert names(client.get("/services/", {"order": "code"})) == [last.name, first.name]
    assert names(client.get("/services/", {"order": "newest"})) == [last.name, first.name]


@pytest.mark.parametrize(
    ("address", "make", "queries"),
    [
        ("/powers/", lambda: power(), 5),
        ("/powers/?department=env&category=licence", lambda: power(), 7),
        ("/services/", lambda: factories.ServiceItemFactory(in_force=True), 4),
        ("/matters/", lambda: factories.MatterFactory(in_force=True), 5),
        ("/documents/", lambda: factories.PublicationFactory(published=True), 7),
        (
            "/documents/?year=2026&genre=other",
            lambda: factories.PublicationFactory(published=True),
            8,
        ),
    ],
    ids=["powers", "powers filtered", "services", "matters", "documents", "documents filtered"],
)
def test_a_list_asks_the_database_equally_often_however_long_it_is(
    client, django_assert_num_queries, address, make, queries
):
    factories.DepartmentFactory(code="env")
    make()
    with django_assert_num_queries(queries):
        client.get(address)
    for _ in range(30):
        make()
    with django_assert_num_queries(queries):
        client.get(address)
