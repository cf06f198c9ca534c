"""The search page, its suggestions and its description for browsers."""

import re
from datetime import date
from html import unescape

import pytest

from portal.search.queries import LONGEST_QUERY, Query
from tests.factories import (
    DepartmentFactory,
    FieldFactory,
    MatterFactory,
    MatterGroupFactory,
    PowerItemFactory,
    PublicationFactory,
    ServiceItemFactory,
    StandardFactory,
)

from .documents import document

pytestmark = pytest.mark.django_db


@pytest.fixture
def site(indexed):
    """A few rows of each list, indexed."""
    field = FieldFactory(slug="food", name="食品药品", name_en="Food and drugs")
    bureau = DepartmentFactory(code="BH-SJJ", name="市场监督管理局", name_en="Market Bureau")
    group = MatterGroupFactory(field=field)
    common = {"in_force": True, "department": bureau}
    MatterFactory(name="食品经营许可", group=group, **common)
    MatterFactory(name="食品经营许可服务指南", group=group, **common)
    standard = StandardFactory(
        name="消防安全检查", name_en="Fire safety inspection", code="0200016000"
    )
    PowerItemFactory(standard=standard, name_en=standard.name_en, in_force=True, field=field)
    PublicationFactory(
        published=True,
        title="食品经营许可公示",
        document_number="锡滨市监〔2026〕12号",
        department=bureau,
        body="公示食品经营许可名单。",
    )
    indexed()


def results(client, path: str = "/search/", **parameters):
    response = client.get(path, parameters)
    assert response.status_code == 200
    return response


def names(response) -> list[str]:
    headings = re.findall(r"<h2><a href=[^>]*>(.*?)</a></h2>", response.content.decode(), re.S)
    return [unescape(re.sub("<[^>]+>", "", heading)).strip() for heading in headings]


def test_the_page_shows_the_best_match_first_with_marks_and_counts(client, site):
    response = results(client, q="食品经营许可")

    assert names(response)[0] == "食品经营许可"
    assert "<mark>食品经营许可</mark>" in response.content.decode()
    assert response.context["total"] == 3


def test_a_document_number_brings_its_document(client, site):
    assert names(results(client, q="锡滨市监[2026]12"))[0] == "食品经营许可公示"


def test_in_english_titles_names_and_addresses_are_english(client, site):
    response = results(client, "/en/search/", q='"fire safety"')
    page = response.content.decode()

    assert names(response)[0] == "Fire safety inspection"
    assert 'href="/en/powers/0200016000/"' in page
    assert "Food and drugs" in page
    assert "Power and responsibility" in page


def test_in_chinese_the_same_entry_has_its_chinese_name_and_address(client, site):
    response = results(client, q="fire safety")

    assert names(response)[0] == "消防安全检查"
    assert 'href="/powers/0200016000/"' in response.content.decode()


def test_facets_are_in_the_address_and_a_chip_takes_them_away(client, site):
    response = results(client, q="食品经营许可", type="publication", department="BH-SJJ")

    assert names(response) == ["食品经营许可公示"]
    assert {chip["text"] for chip in response.context["chips"]} >= {"市场监督管理局"}
    without = response.context["chips"][0]["url"]
    assert "type=" not in without
    assert "department=BH-SJJ" in without
    assert client.get(without).context["total"] == 3


def test_filters_and_order_are_kept_on_every_page(client, indexed):
    for number in range(13):
        ServiceItemFactory(in_force=True, name=f"图书借阅{number}")
    indexed()

    response = results(client, q="图书借阅", type="service", sort="date")

    assert response.context["page_obj"].paginator.num_pages == 2
    assert "q=%E5%9B%BE" in response.content.decode()
    second = results(client, q="图书借阅", type="service", sort="date", page="2")
    assert len(second.context["cards"]) == 3
    last = results(client, q="图书借阅", page="2", type="service", sort="date")
    assert names(last) == names(second)


@pytest.mark.parametrize("page", ["0", "-1", "x", "", "99999999999999999999", "２"])
def test_a_page_that_makes_no_sense_is_answered_with_one_that_does(client, site, page):
    assert results(client, q="食品", page=page).context["page_obj"].number == 1


def test_unknown_types_and_orders_are_left_out(client, site):
    response = results(client, q="食品经营许可", type="secret", sort="random")

    assert response.context["total"] == 3
    assert response.context["chips"] == []


def test_without_words_or_filters_the_page_offers_to_search(client):
    response = results(client)

    assert "results" in response.context
    assert response.context["results"] is None


def test_an_empty_result_says_why_and_what_to_do(client, site):
    page = results(client, "/en/search/", q="zzzzqqqq").content.decode()

    assert "Nothing was found for" in page
    assert "Check the spelling" in page


def test_an_empty_result_with_filters_offers_the_search_without_them(client, site):
    page = results(client, "/en/search/", q="食品", type="adjustment").content.decode()

    assert "Search again without the filters" in page


def test_a_misspelling_is_answered_with_what_was_meant(client, site):
    response = results(client, "/en/search/", q="fire saftey")

    assert response.context["correction"] == "fire safety"
    assert results(client, response.context["correction_url"]).context["total"] == 1


def test_words_that_are_found_are_not_doubted(client, site):
    assert results(client, q="食品经营许可").context["correction"] is None


def test_too_long_a_text_is_refused_beside_the_field(client, site):
    response = results(client, "/en/search/", q="环" * (LONGEST_QUERY + 1))
    page = response.content.decode()

    assert response.context["results"] is None
    assert "Use at most 200 characters" in page
    assert 'aria-describedby="search-hint search-error"' in page
    assert 'aria-invalid="true"' in page
    assert re.search(r"<title>\s*Error: ", page)


def test_signs_alone_are_refused_beside_the_field(client, site):
    assert "Enter at least one word" in results(client, "/en/search/", q="***").content.decode()


ATTACKS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "<mark>食品</mark>",
    "食品 <b onmouseover=alert(1)>",
    "{{ settings.SECRET_KEY }}",
    "\x00食品",
    "食品\ud800",
    "' OR 1=1 --",
]


@pytest.mark.parametrize("text", ATTACKS)
@pytest.mark.parametrize("path", ["/search/", "/en/search/"])
def test_what_a_visitor_types_is_never_markup(client, site, path, text):
    page = client.get(path, {"q": text.encode("utf-8", "ignore")}).content.decode()

    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "<b onmouseover" not in page


def test_markup_in_names_and_texts_is_shown_as_text(client, indexed):
    ServiceItemFactory(
        in_force=True,
        name="<script>alert('名')</script>借阅",
        content="<img src=x onerror=alert(1)> 借阅 & 归还",
    )
    indexed()

    page = results(client, q="借阅").content.decode()

    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "&lt;img src=x onerror=alert(1)&gt; <mark>借阅</mark> &amp; 归还" in page


def test_the_page_takes_two_queries_however_many_results_there_are(
    client, site, django_assert_num_queries
):
    results(client, q="食品")

    with django_assert_num_queries(2):  # the names of departments and of fields
        results(client, q="食品")


def test_suggestions_are_titles_with_addresses_and_types(client, site):
    found = client.get("/search/suggest/", {"q": "shipin"}).json()
    english = client.get("/en/search/suggest/", {"q": "消防"}).json()

    assert "食品经营许可" in [one["text"] for one in found]
    assert all(one["url"].startswith("/") and one["type"] for one in found)
    assert english == [
        {
            "text": "Fire safety inspection",
            "url": "/en/powers/0200016000/",
            "type": "Power and responsibility",
        }
    ]


def test_every_address_that_is_suggested_or_found_opens(client, site):
    urls = {one["url"] for one in client.get("/en/search/suggest/", {"q": "食"}).json()}
    urls |= {
        card["url"] for card in results(client, "/en/search/", q="食品经营许可").context["cards"]
    }

    assert urls
    for url in urls:
        assert client.get(url).status_code == 200, url


def test_the_description_for_browsers_is_well_formed_and_leads_to_the_search(client):
    from xml.etree import ElementTree

    response = client.get("/search/opensearch.xml")
    root = ElementTree.fromstring(response.content)

    assert response.headers["Content-Type"] == "application/opensearchdescription+xml"
    url = root.find("{http://a9.com/-/spec/opensearch/1.1/}Url")
    assert url.get("template") == "http://testserver/search/?q={searchTerms}"


@pytest.mark.parametrize("path", ["/search/", "/search/suggest/", "/search/opensearch.xml"])
def test_search_is_only_read(client, path):
    assert client.post(path).status_code == 405


def test_dates_are_written_as_people_write_them(client, site):
    assert "2026年9月10日" in results(client, q="食品经营许可公示").content.decode()


def test_what_fits_equally_well_stands_newest_first(engine):
    months = {"publication:1": 5, "publication:2": 7, "publication:3": 6}
    engine.rebuild(
        [document(key, "空气质量月报", day=date(2026, month, 1)) for key, month in months.items()]
    )
    found = [hit.key for hit in engine.search(Query("空气质量月报")).hits]
    assert found == ["publication:2", "publication:3", "publication:1"]
