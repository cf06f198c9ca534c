"""Interaction in the frame of the site: its door, the home page, departments and the site map."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from portal.doors import doors
from tests.factories import DepartmentFactory
from tests.feedback.factories import (
    KnowledgeEntryFactory,
    PublishedReplyFactory,
    SubmissionFactory,
)

pytestmark = pytest.mark.django_db
PUBLISHED_ON = date(2024, 1, 8)


def test_the_door_is_here_on_every_page_below_it(client):
    page = client.get(reverse("feedback:knowledge"))
    assert [door["url"] for door in page.context["portal"]["doors"] if door["here"]] == [
        "/feedback/"
    ]


def test_behind_the_door_the_page_itself_is_marked(client):
    page = client.get(reverse("feedback:knowledge"))
    here = [
        entry["url"]
        for door in page.context["portal"]["doors"]
        for entry in door["pages"]
        if entry["here"]
    ]
    assert here == [reverse("feedback:knowledge")]
    assert page.content.decode().count('class="doors-pages"') == 1


def test_a_page_that_stands_elsewhere_marks_the_page_it_belongs_to():
    pages = [entry for door in doors("/data/api-key/give-up/") for entry in door["pages"]]
    assert [entry["url"] for entry in pages if entry["here"]] == ["/data/api/"]


def test_at_home_no_door_is_open(client):
    page = client.get(reverse("portal:home"))
    assert not any(door["here"] for door in page.context["portal"]["doors"])
    assert "doors-pages" not in page.content.decode()


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_page_behind_a_door_opens(client, language):
    with override(language):
        pages = [entry for door in doors("/") for entry in door["pages"]]
        assert len({entry["url"] for entry in pages}) == len(pages)
        assert all(client.get(entry["url"]).status_code == 200 for entry in pages)


def test_home_shows_the_newest_answers(client):
    for n in range(6):
        PublishedReplyFactory(title=f"答复{n}", published_on=date(2024, 1, n + 1))
    page = client.get(reverse("portal:home"))
    assert [row["title"] for row in page.context["replies"]] == ["答复5", "答复4", "答复3", "答复2"]


def test_a_department_shows_how_it_answers(client):
    department, today = DepartmentFactory(), timezone.localdate()
    reviewed = {"received_on": today, "concluded_on": today, "working_days_taken": 4}
    SubmissionFactory(reviewed=True, department=department, **reviewed)
    SubmissionFactory(issued=True, department=department, received_on=today)
    figures = client.get(department.get_absolute_url()).context["interaction"]
    assert [stat["figure"] for stat in figures] == [2, "50%", "4.0"]


def test_a_department_nobody_wrote_to_shows_no_figures(client):
    page = client.get(DepartmentFactory().get_absolute_url())
    assert page.context["interaction"] == []


def test_machines_find_public_answers_and_entries(client):
    reply = PublishedReplyFactory(published_on=PUBLISHED_ON)
    entry = KnowledgeEntryFactory(published=True, published_on=PUBLISHED_ON)
    for section, row in (("replies", reply), ("knowledge", entry)):
        text = client.get(reverse("sitemap-section", args=[section])).text
        assert row.get_absolute_url() in text
    assert "/feedback/" in client.get(reverse("sitemap-section", args=["pages"])).text
