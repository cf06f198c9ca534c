"""What the head of a page tells machines, and in which language each name is read aloud."""

import re

import pytest

from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def power():
    return factories.PowerItemFactory(
        in_force=True, name="食品经营许可", name_en="Food business licence"
    )


def attribute(page: str, pattern: str) -> str:
    """The content or href of the first element the pattern begins."""
    return re.search(pattern + r'\s+(?:content|href)="([^"]*)"', page)[1]


@pytest.mark.parametrize(
    "address", ["/", "/matters/", "/search/", "/about/", "/accounts/login/", "/nothing/"]
)
def test_every_page_offers_its_search_to_the_browser(client, address):
    assert "/search/opensearch.xml" in client.get(address).content.decode()
    assert "/en/search/opensearch.xml" in client.get(f"/en{address}").content.decode()


def test_the_home_page_has_one_search_box_and_so_have_the_others(client, power):
    for address in ("/", "/powers/", power.get_absolute_url(), "/about/"):
        assert client.get(address).content.decode().count('role="search"') == 1, address


def test_a_list_says_which_column_it_is(client, power):
    page = client.get("/en/powers/").content.decode()
    assert attribute(page, '<meta name="ColumnName"') == "Powers and responsibilities"
    assert attribute(page, '<meta name="ColumnDescription"')
    assert attribute(page, '<meta name="ColumnType"')


def test_an_entry_says_its_column_its_title_its_source_and_its_day_to_the_minute(client, power):
    page = client.get(f"/en{power.get_absolute_url()}").content.decode()
    assert attribute(page, '<meta name="ColumnName"') == "Powers and responsibilities"
    assert attribute(page, '<meta name="ArticleTitle"') == "Food business licence"
    assert attribute(page, '<meta name="ContentSource"') == power.department.display_name
    assert attribute(page, '<meta name="PubDate"') == f"{power.effective_on:%Y-%m-%d} 00:00"


def test_descriptions_differ_from_page_to_page(client, power):
    addresses = [
        *("/en/", "/en/powers/", "/en/fields/", "/en/departments/", "/en/about/", "/en/privacy/"),
        *("/en/accessibility/", f"/en{power.get_absolute_url()}"),
        *(f"/en{row.get_absolute_url()}" for row in (power.field, power.department)),
    ]
    found = {
        attribute(client.get(address).content.decode(), '<meta name="description"')
        for address in addresses
    }
    assert len(found) == len(addresses)
    assert all(text == text.strip() for text in found)


def test_a_further_page_of_a_list_names_itself_and_a_filtered_one_the_whole_list(client):
    factories.ServiceItemFactory.create_batch(25, in_force=True)
    second = client.get("/en/services/?page=2").content.decode()
    assert attribute(second, '<link rel="canonical"').endswith("/en/services/?page=2")
    assert '"http://testserver/services/?page=2"' in second
    filtered = client.get("/en/services/?audience=person&page=2").content.decode()
    assert attribute(filtered, '<link rel="canonical"').endswith("/en/services/")


def test_a_standard_item_of_the_province_is_not_taken_for_the_district_s(client, power):
    page = client.get(power.standard.get_absolute_url()).content.decode()
    assert attribute(page, '<link rel="canonical"').endswith(power.standard.get_absolute_url())


def test_the_index_for_machines_names_languages_as_the_pages_do(client, power):
    index = client.get("/sitemap-powers.xml").content.decode()
    assert set(re.findall(r'hreflang="([^"]+)"', index)) == {"zh-CN", "en", "x-default"}


def test_the_mark_of_a_government_site_leads_to_its_certificate_where_one_is_named(
    client, settings
):
    settings.PARTY_MARK_URL = ""
    assert 'href=""' not in client.get("/").content.decode()
    settings.PARTY_MARK_URL = "https://example.org/certificate"
    assert 'href="https://example.org/certificate"' in client.get("/").content.decode()


def test_a_chinese_name_on_an_english_page_is_marked_as_chinese(client):
    matter = factories.MatterFactory(in_force=True, name="空气质量月报", name_en="")
    for address in ("/en/matters/", f"/en{matter.field.get_absolute_url()}"):
        page = client.get(address).content.decode()
        assert re.search(r'<a[^>]*lang="zh-CN"[^>]*>\s*空气质量月报', page), address
    assert 'lang="zh-CN">空气质量月报' not in client.get("/matters/").content.decode()


def test_the_page_of_a_power_gives_the_telephone_before_the_guide_and_the_duties_after(client):
    power = factories.PowerItemFactory(
        in_force=True,
        department__telephone="0510-85180000",
        responsibilities="受理责任",
    )
    factories.GuideFactory(power=power)
    page = client.get(power.get_absolute_url()).content.decode()
    assert page.index("0510-85180000") < page.index('id="guide"') < page.index("受理责任")


def test_the_sign_in_names_its_fields_above_them_and_nowhere_else(client):
    page = client.get("/en/accounts/login/").content.decode()
    form = page[page.index('<form method="post" action="/en/accounts/login/"') :]
    assert "Account name" in form
    assert "placeholder" not in form
    assert 'autocomplete="username"' in form
