"""The list pages: filters, counts, order, pages."""

import re
from datetime import timedelta

import pytest
from django.http import QueryDict
from django.utils import timezone

from catalogs.enums import Genre, Level, PowerCategory, PublicityMode, ServiceAudience, Theme
from catalogs.models import Adjustment, PowerItem, PublicityMatter
from portal.filters import DocumentFilter, FacetedFilter, MatterFilter, PowerFilter
from tests import factories

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def names(response) -> list[str]:
    return [row["entry"].name for row in response.context["table"]["entries"]]


def options(response, facet: str) -> dict[str, int]:
    found = next(item for item in response.context["facets"] if item["name"] == facet)
    return {str(option["value"]): option["count"] for option in found["options"]}


def power(**columns):
    standard = factories.StandardFactory(
        **{name: columns.pop(name) for name in ("name", "code", "category") if name in columns}
    )
    return factories.PowerItemFactory(standard=standard, in_force=True, **columns)


@pytest.fixture
def two_bureaus():
    return [
        factories.DepartmentFactory(code="env", name="生态环境局"),
        factories.DepartmentFactory(code="market", name="市场监督管理局"),
    ]


def test_a_list_shows_entries_in_force_and_no_others(client):
    shown = factories.ServiceItemFactory(in_force=True)
    factories.ServiceItemFactory()
    factories.ServiceItemFactory(abolished=True)
    later = factories.ServiceItemFactory(in_force=True)
    later.effective_on = timezone.localdate() + timedelta(days=1)
    later.save()
    assert names(client.get("/services/")) == [shown.name]


def test_the_list_of_powers_is_the_districts_own_unless_a_level_is_chosen(client):
    item = power()
    assert names(client.get("/powers/")) == [item.name]
    city = client.get("/powers/", {"level": "city"})
    assert [row["entry"] for row in city.context["table"]["entries"]] == [item.standard]
    both = client.get("/powers/", {"level": ["city", "county"]})
    assert both.context["total"] == 2


def test_choices_of_one_facet_add_up_and_of_two_facets_narrow(client, two_bureaus):
    env, market = two_bureaus
    licence = power(department=env, category=PowerCategory.LICENCE)
    power(department=env, category=PowerCategory.PENALTY)
    other = power(department=market, category=PowerCategory.LICENCE)
    power(department=market, category=PowerCategory.REWARD)
    found = client.get("/powers/", {"category": ["licence"], "department": ["env", "market"]})
    assert set(names(found)) == {licence.name, other.name}
    found = client.get("/powers/", {"category": "licence", "department": "env"})
    assert names(found) == [licence.name]


def test_counts_of_a_facet_ignore_its_own_choice_and_heed_the_others(client, two_bureaus):
    env, market = two_bureaus
    power(department=env, category=PowerCategory.LICENCE)
    power(department=env, category=PowerCategory.PENALTY)
    power(department=market, category=PowerCategory.LICENCE)
    found = client.get("/powers/", {"category": "licence"})
    assert options(found, "category") == {"licence": 2, "penalty": 1}
    assert options(found, "department") == {"env": 1, "market": 1}
    assert found.context["total"] == 2


def test_every_count_is_what_choosing_it_would_find(client, two_bureaus):
    for number in range(12):
        factories.MatterFactory(
            in_force=True,
            department=two_bureaus[number % 2],
            at_township=number % 3 == 0,
            mode=PublicityMode.ON_APPLICATION if number % 4 == 0 else PublicityMode.PROACTIVE,
        )
    rows = PublicityMatter.objects.public(timezone.localdate())
    found = MatterFilter(QueryDict("department=env"), rows, today=TODAY)
    for facet in found.options:
        for option in facet["options"]:
            query = QueryDict(mutable=True)
            if facet["name"] != "department":
                query["department"] = "env"
            query[facet["name"]] = option["value"]
            assert MatterFilter(query, rows, today=TODAY).total == option["count"], (
                facet["name"],
                option,
            )


def test_words_are_found_in_name_english_name_and_code(client):
    by_name = power(name="食品经营许可")
    by_code = power(code="0399AB")
    english = factories.PowerItemFactory(in_force=True, name_en="Fire safety inspection")
    assert names(client.get("/powers/", {"q": "食品 许可"})) == [by_name.name]
    assert names(client.get("/powers/", {"q": "99ab"})) == [by_code.name]
    assert names(client.get("/powers/", {"q": "fire SAFETY"})) == [english.name]
    assert names(client.get("/powers/", {"q": "100%"})) == []


def test_matters_are_filtered_by_level_mode_and_stage(client):
    both = factories.MatterFactory(in_force=True, at_county=True, at_township=True)
    county = factories.MatterFactory(
        in_force=True, at_township=False, mode=PublicityMode.ON_APPLICATION, stage="result"
    )
    assert set(names(client.get("/matters/", {"level": "county"}))) == {both.name, county.name}
    assert names(client.get("/matters/", {"level": "township"})) == [both.name]
    assert names(client.get("/matters/", {"mode": "on_application"})) == [county.name]
    assert names(client.get("/matters/", {"stage": "result"})) == [county.name]


def test_services_are_filtered_by_whom_they_serve(client):
    person = factories.ServiceItemFactory(in_force=True, audience=ServiceAudience.PERSON)
    factories.ServiceItemFactory(in_force=True, audience=ServiceAudience.ORGANISATION)
    assert names(client.get("/services/", {"audience": "person"})) == [person.name]


def test_documents_are_filtered_by_year_theme_genre_and_matter(client):
    matter = factories.MatterFactory(in_force=True)
    plan = factories.PublicationFactory(
        published=True, genre=Genre.PLAN, theme=Theme.FINANCE, matters=[matter]
    )
    factories.PublicationFactory(published=True)
    old = factories.PublicationFactory(published=True, issued_on="2024-05-06")

    def titles(**query):
        return [card["title"] for card in client.get("/documents/", query).context["documents"]]

    assert titles(genre="plan") == [plan.title]
    assert titles(theme="finance", year="2026") == [plan.title]
    assert titles(year="2024") == [old.title]
    assert titles(matter=matter.code) == [plan.title]
    assert titles(q=plan.document_number) == [plan.title]
    years = options(client.get("/documents/", {"year": "2024"}), "year")
    assert years == {"2024": 1, "2026": 2}


def test_adjustments_are_filtered_by_list_reason_and_year(client):
    made = [
        factories.AdjustmentFactory(),
        factories.AdjustmentFactory(service=factories.ServiceItemFactory(in_force=True)),
    ]
    waiting = factories.AdjustmentFactory(power=power())
    Adjustment.objects.filter(pk__in=[row.pk for row in made]).update(
        state="applied", applied_at=timezone.now()
    )
    everything = client.get("/adjustments/")
    assert everything.context["total"] == 2
    assert waiting.entry.name not in everything.content.decode()
    services = client.get("/adjustments/", {"list": "services"})
    assert [card["name"] for card in services.context["entries"]] == [made[1].entry.name]
    assert client.get("/adjustments/", {"reason": "reform"}).context["total"] == 0
    assert client.get("/adjustments/", {"year": "2026"}).context["total"] == 2


@pytest.mark.parametrize(
    "query",
    [
        {"department": "nowhere"},
        {"field": "nope"},
        {"category": "licence' OR 1=1"},
        {"order": "sideways"},
        {"level": "galaxy"},
        {"q": "a\x00b"},
        {"q": "长" * 101},
    ],
    ids=lambda query: next(iter(query)),
)
def test_a_value_the_list_does_not_know_is_left_out_and_said(client, query):
    item = power()
    response = client.get("/en/powers/", query)
    assert response.status_code == 200
    assert item.name in response.content.decode()
    assert len(response.context["complaints"]) == 1
    assert "was left out" in str(response.context["complaints"][0])


@pytest.mark.parametrize(
    "query", [{"power": "none"}, {"service": "none"}], ids=["power", "service"]
)
def test_a_link_to_an_unknown_entry_is_left_out_and_said(client, query):
    factories.MatterFactory(in_force=True)
    response = client.get("/matters/", query)
    assert response.context["total"] == 1
    assert len(response.context["complaints"]) == 1


def test_a_draft_cannot_be_named_in_an_address(client):
    draft = factories.MatterFactory(name="未公开的草稿事项")
    response = client.get("/documents/", {"matter": draft.code})
    assert "未公开的草稿事项" not in response.content.decode()


def test_a_chip_takes_its_filter_away_and_keeps_the_rest(client, two_bureaus):
    power(department=two_bureaus[0], category=PowerCategory.LICENCE)
    response = client.get("/en/powers/?q=审批&department=env&category=licence&page=1")
    chips = {str(chip["label"]): chip["url"] for chip in response.context["chips"]}
    assert set(chips) == {"Contains", "Department", "Category"}
    assert "department" not in chips["Department"]
    assert "category=licence" in chips["Department"]
    assert client.get(chips["Department"]).context["total"] == 1


def test_the_default_level_is_no_chip(client):
    power()
    assert client.get("/powers/").context["chips"] == []
    assert len(client.get("/powers/?level=city").context["chips"]) == 1


def test_a_list_works_as_a_plain_form_and_swaps_in_place_by_its_own_address(client):
    power()
    page = client.get("/powers/").content.decode()
    assert re.search(r'<form method="get"[^>]*data-swap', page)
    assert page.count('id="list"') == 1


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize(
    "path", ["/powers/", "/services/", "/matters/", "/documents/", "/adjustments/"]
)
def test_an_empty_list_says_so_in_both_languages(client, prefix, path):
    response = client.get(prefix + path)
    assert response.status_code == 200
    assert 'class="empty"' in response.content.decode()


def test_english_names_are_shown_to_english_readers_and_chinese_where_there_is_none(client):
    factories.ServiceItemFactory(in_force=True, name="图书借阅", name_en="Book lending")
    factories.ServiceItemFactory(in_force=True, name="法律援助")
    english = client.get("/en/services/").content.decode()
    assert "Book lending" in english
    assert "法律援助" in english
    assert "Book lending" not in client.get("/services/").content.decode()


def test_names_are_text_and_never_markup(client):
    item = power(name="<script>alert(1)</script>")
    page = client.get("/powers/").content.decode()
    assert "<script>alert(1)</script>" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert(1)</script>" not in client.get(item.get_absolute_url()).content.decode()


def test_a_filter_that_names_no_facet_finds_everything():
    power()
    rows = PowerItem.objects.public(timezone.localdate())
    assert PowerFilter(QueryDict("utm_source=x"), rows, today=TODAY).total == 1
    assert PowerFilter(QueryDict(""), rows, today=TODAY).data.getlist("level") == [Level.COUNTY]
    assert DocumentFilter.orders["newest"].columns[-1] == "-pk"


def test_no_facet_is_called_like_what_every_list_is_asked_for():
    def subclasses(kind):
        return {kind}.union(*map(subclasses, kind.__subclasses__()))

    facets = {facet.name for kind in subclasses(FacetedFilter) for facet in kind.facets}
    assert "file_format" in facets
    assert not facets & {"page", "size", "order", "format", "encoding", "q"}
