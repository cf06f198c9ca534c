"""What pages say to search engines and to other sites that show them."""

import json
import re
from html import unescape

import pytest
from django.utils import timezone

from feedback.models import KnowledgeEntry
from portal.structured_data import block
from tests import factories
from tests.datasets import published
from tests.feedback.factories import KnowledgeEntryFactory

pytestmark = pytest.mark.django_db
SITE = "http://testserver"


def blocks(client, address: str) -> dict[str, dict]:
    """The data blocks of a page by their type."""
    page = client.get(address).text
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)
    words = [json.loads(text) for text in found]
    assert all(row["@context"] == "https://schema.org" for row in words)
    return {row["@type"]: row for row in words}


def graph(client, address: str) -> dict[str, list[str]]:
    """What the page says in the words of Open Graph."""
    said: dict[str, list[str]] = {}
    page = client.get(address).text
    for name, text in re.findall(r'<meta property="og:([^"]+)"\s+content="([^"]*)"', page):
        said.setdefault(name, []).append(unescape(text))
    return said


def test_nothing_ends_a_block_early_and_what_is_empty_is_left_out():
    text = block({"@type": "Thing", "name": "</script><!-- & x", "url": "", "keywords": []})
    assert not set("<>&") & set(text)
    assert json.loads(text) == {
        "@context": "https://schema.org",
        "@type": "Thing",
        "name": "</script><!-- & x",
    }


def test_the_home_page_names_the_site_and_its_search(client):
    words = blocks(client, "/en/")["WebSite"]
    assert words["url"] == f"{SITE}/en/"
    template = words["potentialAction"]["target"]["urlTemplate"]
    assert template == f"{SITE}/en/search/?q={{search_term_string}}"
    assert "BreadcrumbList" not in blocks(client, "/en/")


def test_the_way_to_a_page_is_the_one_it_shows(client):
    power = factories.PowerItemFactory(in_force=True, name="食品<经营>许可", name_en="")
    address = f"/en{power.get_absolute_url()}"
    steps = blocks(client, address)["BreadcrumbList"]["itemListElement"]
    assert [step["position"] for step in steps] == [1, 2, 3]
    assert [step["item"] for step in steps] == [
        f"{SITE}/en/",
        f"{SITE}/en/powers/",
        SITE + address,
    ]
    assert steps[2]["name"] == "食品<经营>许可"


def test_a_department_gives_its_contact_and_its_parent(client):
    parent = factories.DepartmentFactory()
    department = factories.DepartmentFactory(
        parent=parent, telephone="0510-85180000", address="金城西路500号", postcode="214000"
    )
    words = blocks(client, department.get_absolute_url())["GovernmentOrganization"]
    assert words["name"] == department.display_name
    assert words["telephone"] == "0510-85180000"
    assert words["address"]["streetAddress"] == "金城西路500号"
    assert words["parentOrganization"]["url"] == SITE + parent.get_absolute_url()
    assert words["identifier"] == department.organization_code


@pytest.mark.parametrize("factory", [factories.PowerItemFactory, factories.ServiceItemFactory])
def test_a_power_and_a_service_are_what_a_department_does(client, factory):
    entry = factory(in_force=True)
    words = blocks(client, entry.get_absolute_url())["GovernmentService"]
    assert (words["name"], words["identifier"]) == (entry.display_name, entry.code)
    assert words["url"] == SITE + entry.get_absolute_url()
    assert words["serviceOperator"]["name"] == entry.department.display_name


def test_an_entry_of_the_knowledge_list_is_a_question_with_its_whole_answer(client):
    row = KnowledgeEntryFactory(published=True)
    KnowledgeEntry.objects.filter(pk=row.pk).update(answer="第一。\n\n**第二** </script>")
    words = blocks(client, row.get_absolute_url())["FAQPage"]
    [question] = words["mainEntity"]
    assert question["name"] == row.question
    answer = question["acceptedAnswer"]["text"]
    assert "第一。" in answer
    assert "<strong>第二</strong>" in answer
    # The list shows beginnings of answers only, and so claims none.
    assert "FAQPage" not in blocks(client, "/feedback/knowledge/")


def test_the_catalogue_and_a_dataset_lead_to_the_same_in_rdf(client):
    published(day=timezone.localdate(), code="homes", licence="source_named")
    catalogue = blocks(client, "/en/data/")["DataCatalog"]
    assert catalogue["url"] == f"{SITE}/en/data/"
    dataset = blocks(client, "/en/data/homes/")["Dataset"]
    assert dataset["includedInDataCatalog"]["url"] == catalogue["url"]
    assert dataset["license"] == f"{SITE}/data/licence/#source-named"
    for page, address in (("/data/", "/data/catalog"), ("/en/data/homes/", "/data/homes")):
        links = re.findall(
            r'<link rel="alternate"\s+type="([^"]+)"\s+href="([^"]+)">', client.get(page).text
        )
        named = {kind: url for kind, url in links if url.startswith(f"{SITE}{address}.")}
        assert set(named) == {"text/turtle", "application/ld+json", "application/rdf+xml"}
        for kind, url in named.items():
            assert client.get(url.removeprefix(SITE))["Content-Type"].startswith(kind)


def test_data_open_on_conditions_offer_no_file_to_machines(client):
    published(
        day=timezone.localdate(), code="closed", openness="conditional", conditions="签订协议"
    )
    words = blocks(client, "/data/closed/")["Dataset"]
    assert words["conditionsOfAccess"] == "签订协议"
    assert "distribution" not in words


@pytest.mark.parametrize(
    ("address", "locale", "other"),
    [("/about/", "zh_CN", "en_GB"), ("/en/about/", "en_GB", "zh_CN")],
)
def test_every_page_says_what_another_site_shows_of_it(client, address, locale, other):
    said = graph(client, address)
    assert said["url"] == [SITE + address]
    assert said["locale"] == [locale]
    assert said["locale:alternate"] == [other]
    assert said["type"] == ["website"]
    assert all(said[name][0] for name in ("site_name", "title", "description"))


def test_title_and_description_are_those_of_the_page_and_stay_inside_their_attributes(client):
    power = factories.PowerItemFactory(in_force=True, name='许可"><b>甲', name_en="")
    said = graph(client, power.get_absolute_url())
    assert said["title"] == ['许可"><b>甲']
    assert said["url"] == [SITE + power.get_absolute_url()]
    second = graph(client, "/en/services/?page=2&audience=person")
    assert second["title"] == ["Public services"]
    assert second["url"] == [f"{SITE}/en/services/"]
