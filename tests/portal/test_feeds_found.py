"""How a reader finds the feeds, and what those of consultations and findings hold."""

import re
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from catalogs.models import PublicityMatter
from feedback.models import Consultation
from supervision.enums import Level
from supervision.models import Finding
from tests import factories
from tests.feedback.factories import ConsultationFactory

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def entries(client, address: str) -> list[ElementTree.Element]:
    feed = ElementTree.fromstring(client.get(address).content)
    return feed.findall(f"{ATOM}entry")


def offered(client, address: str) -> list[str]:
    """The feeds named in the head of a page."""
    links = re.findall(
        r"<link rel=\"alternate\"\s+type=\"application/atom[^>]*>", client.get(address).text
    )
    return [re.search(r'href="([^"]*)"', link)[1] for link in links]


def test_the_pages_of_lists_and_rows_lead_to_their_feed(client):
    matter = factories.MatterFactory(in_force=True)
    pages = {
        "/documents/": "/feeds/documents/",
        "/interpretations/": "/feeds/interpretations/",
        "/en/adjustments/": "/en/feeds/adjustments/",
        "/en/data/": "/en/feeds/datasets/",
        "/feedback/consultations/": "/feeds/consultations/",
        "/feedback/answers/": "/feeds/answers/",
        "/supervision/red/": "/feeds/red-findings/",
        matter.get_absolute_url(): f"/feeds/matters/{matter.code}/",
        matter.field.get_absolute_url(): f"/feeds/fields/{matter.field.slug}/",
        matter.department.get_absolute_url(): f"/feeds/departments/{matter.department.code}/",
    }
    for page, feed in pages.items():
        assert offered(client, page) == [feed], page
        assert client.get(feed).status_code == 200
    assert offered(client, "/about/") == []


def test_the_feed_of_an_abolished_matter_stays_with_its_page(client):
    matter = factories.MatterFactory(abolished=True)
    [feed] = offered(client, matter.get_absolute_url())
    assert client.get(feed).status_code == 200


def test_the_home_page_and_the_page_of_feeds_lead_to_all_of_the_site(client):
    field, department = factories.FieldFactory(), factories.DepartmentFactory()
    found = offered(client, "/en/")
    assert len(found) == 7
    page = client.get("/en/feeds/")
    assert offered(client, "/en/feeds/") == found
    rows = (f"/en/feeds/fields/{field.slug}/", f"/en/feeds/departments/{department.code}/")
    for address in (*found, *rows):
        assert f'<a href="{address}"' in page.text
        assert client.get(address).status_code == 200


def test_every_page_leads_to_the_page_of_feeds_and_the_index_for_machines_names_it(client):
    assert 'href="/feeds/"' in client.get("/about/").text
    assert "http://testserver/en/feeds/" in client.get("/sitemap-pages.xml").text
    assert "http://testserver/data/licence/" in client.get("/sitemap-pages.xml").text


def test_the_result_of_a_consultation_is_a_change_of_its_entry(client):
    row = ConsultationFactory(published=True)
    [before] = entries(client, "/feeds/consultations/")
    Consultation.objects.filter(pk=row.pk).update(
        result="采纳两条。", result_published_on=date(2026, 11, 20)
    )
    [after] = entries(client, "/feeds/consultations/")
    assert before.find(f"{ATOM}id").text == after.find(f"{ATOM}id").text
    assert before.find(f"{ATOM}updated").text < after.find(f"{ATOM}updated").text
    assert after.find(f"{ATOM}summary").text == "采纳两条。"


def red(rule: str, *, title: str, opened_on: date) -> Finding:
    matter = factories.MatterFactory(in_force=True)
    return Finding.objects.create(
        rule=rule,
        content_type=ContentType.objects.get_for_model(PublicityMatter),
        object_id=matter.pk,
        department=matter.department,
        field=matter.field,
        title=title,
        level=Level.RED,
        opened_on=opened_on,
        reddened_on=opened_on,
    )


def test_red_findings_are_those_of_the_page_and_name_only_what_is_public(client):
    yesterday = timezone.localdate() - timedelta(days=1)
    red("matter-without-elements", title="空气质量月报", opened_on=yesterday)
    red("application-overdue", title="张三的申请", opened_on=yesterday)
    red("matter-without-elements", title="今天发现的", opened_on=timezone.localdate())
    found = entries(client, "/feeds/red-findings/")
    assert len(found) == len(client.get("/supervision/red/").context["findings"]) == 2
    titles = " ".join(entry.find(f"{ATOM}title").text for entry in found)
    assert "空气质量月报" in titles
    assert "张三" not in client.get("/feeds/red-findings/").text
    assert len({entry.find(f"{ATOM}id").text for entry in found}) == 2
