"""Home, fields, departments, pages about the site, and what machines ask of it."""

import xml.etree.ElementTree as ElementTree

import pytest
from django.urls import get_resolver, reverse
from django.utils import timezone

from catalogs.models import Adjustment
from tests import factories
from tests.permission_letters import ALL
from tests.permission_table import TABLE

pytestmark = pytest.mark.django_db

LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


@pytest.fixture
def content():
    """One public row of each kind, all in one field and department."""
    group = factories.MatterGroupFactory(field__is_pilot=True, field__slug="environment")
    department = factories.DepartmentFactory(
        code="env",
        address="金城西路500号",
        telephone="0510-85180000",
        disclosure_guide="## 获取方式\n\n到查阅点查阅。",
        parent=factories.DepartmentFactory(),
    )
    where = {"in_force": True, "department": department, "field": group.field}
    matter = factories.MatterFactory(in_force=True, department=department, group=group)
    rows = {
        "power": factories.PowerItemFactory(**where),
        "service": factories.ServiceItemFactory(**where),
        "matter": matter,
        "document": factories.PublicationFactory(
            published=True, department=department, field=group.field
        ),
        "interpretation": factories.PublicationFactory(
            published=True, interpretation=True, department=department
        ),
        "adjustment": factories.AdjustmentFactory(power=None, matter=matter, department=department),
    }
    Adjustment.objects.update(state="applied", applied_at=timezone.now())
    return rows


def test_home_leads_to_lists_fields_documents_and_adjustments(client, content):
    response = client.get("/en/")
    page = response.content.decode()
    assert [(tile["figure"], tile["url"]) for tile in response.context["lists"]] == [
        (1, "/en/powers/"),
        (1, "/en/services/"),
        (1, "/en/matters/"),
    ]
    assert response.context["lists"][2]["note"] == "Last adjusted on 1 November 2026"
    assert [card["title"] for card in response.context["documents"]] == [content["document"].title]
    assert [card["title"] for card in response.context["interpretations"]] == [
        content["interpretation"].title
    ]
    assert content["matter"].field.name in page
    assert content["adjustment"].get_absolute_url().removeprefix("/") in page


def test_home_stands_on_an_empty_database(client):
    assert client.get("/").status_code == 200


def test_home_asks_equally_often_however_much_there_is(client, content, django_assert_num_queries):
    with django_assert_num_queries(15):
        client.get("/")
    factories.MatterFactory.create_batch(10, in_force=True)
    factories.PublicationFactory.create_batch(10, published=True)
    with django_assert_num_queries(15):
        client.get("/")


def test_a_field_shows_everything_of_it(client, content):
    factories.MatterFactory(in_force=True, name="别的领域的事项")
    response = client.get(content["matter"].field.get_absolute_url())
    page = response.content.decode()
    assert [tile["figure"] for tile in response.context["tiles"]] == [1, 1, 1, 1, 0]
    for tile in response.context["tiles"]:
        assert client.get(tile["url"]).context["total"] == tile["figure"]
    assert content["matter"].name in page
    assert content["document"].title in page
    assert "别的领域的事项" not in page


def test_a_level_1_matter_names_some_of_its_matters_and_leads_to_all(client):
    group = factories.MatterGroupFactory()
    factories.MatterFactory.create_batch(13, in_force=True, group=group)
    small = factories.MatterFactory(
        in_force=True, group=factories.MatterGroupFactory(field=group.field)
    )
    first, second = client.get(group.field.get_absolute_url()).context["groups"]
    assert (len(first["matters"]), first["total"]) == (10, 13)
    assert second["matters"] == [small]
    assert client.get(first["url"]).context["total"] == 13


def test_a_department_shows_contact_guide_lists_and_documents(client, content):
    response = client.get("/departments/env/")
    page = response.content.decode()
    for part in ("金城西路500号", "0510-85180000", "<h3>获取方式</h3>", content["document"].title):
        assert part in page
    assert content["power"].department.parent.get_absolute_url() in page
    for tile in response.context["tiles"]:
        assert client.get(tile["url"]).context["total"] == tile["figure"]


def test_a_closed_department_has_no_page(client):
    factories.DepartmentFactory(code="closed", is_active=False)
    assert client.get("/departments/closed/").status_code == 404
    assert "closed" not in client.get("/departments/").content.decode()


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_every_plain_page_opens_in_both_languages(client, content, prefix):
    addresses = get_resolver("portal.urls_site").reverse_dict
    names = [name for name in addresses if isinstance(name, str) and not addresses[name][0][0][1]]
    others = {"search", "search-suggest", "opensearch"}
    # Pages of everyone: not the desk, nor the steps of a form.
    names = [name for name in names if TABLE[f"portal:{name}"] == ALL and name not in others]
    paths = [reverse(f"portal:{name}") for name in names]
    assert len(paths) > 12
    language = "en" if prefix else "zh-CN"
    for path in paths:
        response = client.get(prefix + path)
        assert response.status_code == 200, path
        assert f'lang="{language}"' in response.content.decode()


@pytest.mark.parametrize(
    "kind", ["power", "service", "matter", "document", "interpretation", "adjustment"]
)
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_every_detail_page_opens_in_both_languages(client, content, prefix, kind):
    response = client.get(prefix + content[kind].get_absolute_url())
    assert response.status_code == 200
    assert response.content.decode().count("<h1") == 1


@pytest.mark.parametrize(
    "address",
    [
        "/powers/none/",
        "/services/none/",
        "/matters/none/",
        "/documents/000/2026-00001/",
        "/fields/none/",
        "/departments/none/",
        "/adjustments/999999/",
        "/attachments/999999/",
        "/nothing/",
    ],
)
def test_an_address_that_leads_nowhere_is_a_404_in_the_frame_of_the_site(client, address):
    response = client.get(address)
    assert response.status_code == 404
    assert 'id="main"' in response.content.decode()


@pytest.mark.parametrize("address", ["/", "/powers/", "/documents/", "/about/"])
def test_pages_are_only_read(client, address):
    assert client.post(address).status_code == 405


def test_reading_sets_no_cookie(client, content):
    for address in ("/", "/powers/", content["power"].get_absolute_url(), "/documents/"):
        assert not client.get(address).cookies


def test_robots_close_what_repeats_and_name_the_site_map(client):
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert "Disallow: /powers/?" in lines
    assert "Disallow: /en/desk/" in lines
    assert "Disallow: /accounts/login/" in lines
    assert lines[-1] == "Sitemap: http://testserver/sitemap.xml"


def test_the_site_map_for_machines_holds_every_public_page_and_no_other(client, content):
    draft = factories.ServiceItemFactory()
    index = ElementTree.fromstring(client.get("/sitemap.xml").content)
    found = set()
    for section in index.iter(LOC):
        answer = client.get(section.text.removeprefix("http://testserver"))
        found |= {url.text for url in ElementTree.fromstring(answer.content).iter(LOC)}
    for row in content.values():
        assert f"http://testserver{row.get_absolute_url()}" in found
        assert f"http://testserver/en{row.get_absolute_url()}" in found
    assert f"http://testserver{draft.get_absolute_url()}" not in found
    for url in found:
        assert client.get(url.removeprefix("http://testserver")).status_code == 200, url


def test_the_icon_browsers_ask_for_is_there(client):
    assert client.get("/favicon.ico")["Location"].endswith("favicon.svg")


def test_a_title_names_the_page_and_the_site(client, content):
    for row in ("power", "document", "matter"):
        page = client.get(content[row].get_absolute_url()).content.decode()
        title = page[page.index("<title>") : page.index("</title>")]
        name = getattr(content[row], "display_name", "") or content[row].display_title
        assert name in title
