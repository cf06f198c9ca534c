"""Policies and their interpretations: lists, the two side by side, media, and the plan in words."""

import io
from datetime import date

import pytest
from django.utils import timezone

from catalogs import attaching, publishing
from catalogs.enums import InterpretationForm, InterpretationPhase
from catalogs.publication_clocks import start_interpretation_clock
from tests import factories
from tests.catalogs.test_interpreting import MP3, MP4, png

pytestmark = pytest.mark.django_db
LIST, FORMS = "/interpretations/", "/interpretations/forms/"


def policy(**values):
    return factories.PublicationFactory(**situation(values), policy=True)


def situation(values: dict) -> dict:
    """Published, unless the test says otherwise."""
    return values if {"withdrawn", "state"} & values.keys() else {"published": True, **values}


def explain(document, **values):
    row = factories.PublicationFactory(
        **situation(
            {
                "interpretation": True,
                "department": document.department,
                "field": document.field,
                **values,
            }
        )
    )
    row.interprets.add(document)
    return row


def planned(document, **values):
    publishing.plan_interpretation(
        document,
        actor=None,
        **{
            "form": InterpretationForm.VIDEO,
            "phase": InterpretationPhase.AT_RELEASE,
            "responsible": "区水利局法规科",
            **values,
        },
    )
    start_interpretation_clock(document)


def address(document) -> str:
    return f"/interpretations/{document.index_number}/"


def page_of(document) -> str:
    return f"/documents/{document.index_number}/"


def text(client, where: str, **query) -> str:
    response = client.get(where, query)
    assert response.status_code == 200
    return response.content.decode()


def facet(response, name: str) -> dict:
    options = next(one for one in response.context["facets"] if one["name"] == name)["options"]
    return {option["value"]: option["count"] for option in options}


def test_the_list_shows_each_policy_with_its_interpretations_by_phase(client):
    document = policy(title="滨湖区用水办法")
    explain(document, title="专家谈用水", interpretation_phase="before")
    explain(document, title="一图读懂用水", interpretation_form="chart")
    explain(document, title="未发布的解读", state="draft")
    explain(document, title="撤下的解读", withdrawn=True)
    factories.PublicationFactory(published=True, title="不是政策的公告")
    response = client.get(f"/en{LIST}")
    shown = response.context["policies"]
    assert [row["title"] for row in shown] == ["滨湖区用水办法"]
    assert [group["label"] for group in shown[0]["groups"]] == ["Before release", "At release"]
    page = response.content.decode()
    assert "专家谈用水" in page
    assert "一图读懂用水" in page
    for hidden in ("未发布的解读", "撤下的解读", "不是政策的公告"):
        assert hidden not in page


def test_policies_are_filtered_and_counted_by_what_explains_them(client):
    drawn, filmed, bare = policy(), policy(), policy(issued_on=date(2025, 5, 6))
    explain(drawn, interpretation_form="chart")
    explain(drawn, interpretation_form="chart", interpretation_phase="during")
    explain(filmed, interpretation_form="video")
    planned(bare)
    response = client.get(LIST)
    assert facet(response, "form") == {"chart": 1, "video": 1}
    assert facet(response, "phase") == {"at_release": 2, "during": 1}
    assert facet(response, "progress") == {"interpreted": 2, "overdue": 1}
    for query, found in (
        ({"form": "chart"}, {drawn}),
        ({"form": ["chart", "video"]}, {drawn, filmed}),
        ({"phase": "during"}, {drawn}),
        ({"progress": "overdue"}, {bare}),
        ({"year": "2025"}, {bare}),
        ({"department": filmed.department.code}, {filmed}),
    ):
        shown = client.get(LIST, query).context["page_obj"]
        assert set(shown) == found, query


def test_interpretations_are_listed_by_form_each_with_its_policy(client):
    document = policy(title="滨湖区用水办法")
    film = explain(document, title="用水视频", interpretation_form="video")
    explain(document, title="用水图解", interpretation_form="chart")
    response = client.get(FORMS, {"form": "video"})
    assert list(response.context["page_obj"]) == [film]
    assert facet(response, "form") == {"video": 1, "chart": 1}
    shown = response.context["interpretations"][0]["policies"]
    assert [row["title"] for row in shown] == ["滨湖区用水办法"]


@pytest.mark.parametrize("where", [LIST, FORMS])
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_both_lists_are_given_as_files(client, where, form):
    explain(policy())
    response = client.get(where, {"format": form})
    assert response.status_code == 200
    assert response["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize("where", [LIST, FORMS])
def test_a_list_asks_equally_often_however_long_it_is(client, where, django_assert_num_queries):
    def grow(total: int) -> None:
        for _number in range(total):
            document = policy(field=factories.FieldFactory())
            planned(document)
            explain(document)
            explain(document, interpretation_form="video", interpretation_phase="during")

    grow(1)
    with django_assert_num_queries(8 if where == LIST else 6):
        client.get(where)
    grow(4)
    with django_assert_num_queries(8 if where == LIST else 6):
        client.get(where)


def test_policy_and_interpretation_stand_side_by_side(client, django_assert_num_queries):
    document = policy(title="滨湖区用水办法", body="第一条 节约用水。")
    before = explain(document, title="专家谈用水", interpretation_phase="before", body="专家说明")
    at_release = explain(document, title="用水问答", body="问与答")
    assert client.get(address(document)).context["chosen"]["title"] == "用水问答"
    with django_assert_num_queries(4):
        response = client.get(address(document), {"beside": before.index_number})
    page = response.content.decode()
    assert response.context["chosen"]["title"] == "专家谈用水"
    for words in ("第一条 节约用水。", "专家说明", document.index_number):
        assert words in page
    assert "问与答" not in page
    for row in (document, before):
        assert f'href="{row.get_absolute_url()}"' in page
    assert at_release.title in page


def test_a_wrong_choice_shows_the_first_interpretation(client):
    document = policy()
    first = explain(document)
    response = client.get(address(document), {"beside": "014006438/2020-00001"})
    assert response.context["chosen"]["title"] == first.title


def test_the_address_of_an_interpretation_leads_to_its_policy(client):
    document = policy()
    row = explain(document)
    response = client.get(address(row), follow=True)
    assert response.redirect_chain[0][0].startswith(address(document))
    assert response.context["chosen"]["url"] == row.get_absolute_url()


def test_an_interpretation_whose_policy_left_the_site_leads_to_its_own_page(client):
    row = explain(policy(withdrawn=True))
    assert client.get(address(row)).url == row.get_absolute_url()


def test_what_is_no_public_policy_has_no_such_page(client):
    for document in (
        factories.PublicationFactory(published=True),
        policy(withdrawn=True),
    ):
        assert client.get(address(document)).status_code == 404


def test_each_page_links_the_other_before_its_text(client):
    document = policy(body="政策正文")
    row = explain(document, body="解读正文")
    page = text(client, document.get_absolute_url())
    assert page.index(row.title) < page.index("政策正文")
    assert address(document) in page
    page = text(client, row.get_absolute_url())
    assert page.index(document.get_absolute_url()) < page.index("解读正文")
    assert address(document) in page


def test_the_plan_is_said_until_it_is_met_and_honestly_when_late(client):
    released = timezone.localdate()
    document = policy(issued_on=released)
    planned(document)
    for where in (page_of(document), address(document), LIST):
        page = text(client, f"/en{where}")
        assert "区水利局法规科 will explain this document by" in page
        assert "Planned form: Video." in page
        assert "Overdue" not in page
    late = policy(issued_on=date(2026, 1, 5))
    planned(late)
    for where in (page_of(late), address(late)):
        page = text(client, f"/en{where}")
        assert "区水利局法规科 was to explain this document by" in page
        assert "Overdue" in page
    explain(late)
    assert "区水利局法规科" not in text(client, f"/en{page_of(late)}")


def test_pictures_and_recordings_stand_on_the_page_with_their_words(client):
    document = policy()
    row = explain(document, body="各位市民，大家好。", media_address="https://tv.example.org/1")
    files = [
        attaching.attach(
            row, file=io.BytesIO(png()), name="图.png", actor=None, text_alternative="三步办理。"
        ),
        attaching.attach(row, file=io.BytesIO(MP4), name="像.mp4", actor=None),
        attaching.attach(row, file=io.BytesIO(MP3), name="音.mp3", actor=None),
        attaching.attach(row, file=io.BytesIO(b"a,b\r\n"), name="表.csv", actor=None),
    ]
    picture, film, sound, table = (file.get_absolute_url() for file in files)
    for where in (page_of(row), address(row)):
        response = client.get(f"/en{where}", follow=True)
        page = response.content.decode()
        assert f'<img src="/en{picture}" alt="三步办理。">' in page
        assert f'<source src="/en{film}" type="video/mp4">' in page
        assert f'<source src="/en{sound}" type="audio/mpeg">' in page
        assert 'href="https://tv.example.org/1"' in page
        assert "You leave this site" in page
        assert page.count('<ul class="files">') == 1
        assert f'<a href="/en{table}" download' in page
        assert "media-src 'self'" in response["Content-Security-Policy"]


def test_the_sitemap_names_policies_beside_their_interpretations(client):
    document, bare = policy(), policy()
    explain(document)
    explain(document)
    page = text(client, "/sitemap-interpretations.xml")
    assert page.count(f"<loc>http://testserver{address(document)}</loc>") == 1
    assert bare.index_number not in page
    assert LIST in text(client, "/sitemap-pages.xml")


@pytest.mark.parametrize("where", ["/", "/documents/"])
def test_the_lists_are_reached_from_home_and_documents(client, where):
    explain(policy())
    assert f'href="{LIST}"' in text(client, where)
