"""What the public sees of an entry: Markdown, its versions, its file, where it belongs."""

import json
from datetime import date

import pytest
from django.urls import reverse

from feedback import knowledge
from feedback.models import KnowledgeEntry
from tests.factories import MatterFactory, OfficialFactory, ServiceItemFactory
from tests.feedback.factories import KnowledgeEntryFactory, moment

pytestmark = pytest.mark.django_db
DAY = date(2024, 1, 8)


def entry(**values) -> KnowledgeEntry:
    return KnowledgeEntryFactory(
        published=True, **{"published_on": DAY, "reviewed_at": moment(DAY)} | values
    )


def test_the_answer_is_read_as_markdown_and_runs_nothing(client):
    row = entry(answer="# 标准\n\n- **二十万元**\n\n<script>x</script>")
    page = client.get(row.get_absolute_url())
    assert "<h3>标准</h3>" in page.text
    assert "<strong>二十万元</strong>" in page.text
    assert "<script>x" not in page.text
    listed = client.get(reverse("feedback:knowledge")).text
    assert "标准 二十万元" in listed


def test_an_entry_tells_its_version_when_it_was_reviewed_and_no_former_text(client):
    clerk = OfficialFactory()
    row = KnowledgeEntryFactory(department=clerk.department, answer="二十万元")
    knowledge.publish(row, actor=clerk, now=moment(DAY))
    knowledge.revise(row, actor=clerk, now=moment(date(2024, 2, 1)), answer="三十万元")
    knowledge.confirm(row, actor=clerk, now=moment(date(2024, 3, 5)))
    page = client.get(row.get_absolute_url())
    assert [version.number for version in page.context["versions"]] == [2, 1]
    assert 'datetime="2024-03-05' in page.text
    assert "三十万元" in page.text
    assert "二十万元" not in page.text


def test_the_list_is_downloaded_as_json_as_shown(client):
    wanted = entry(question="公厕几点开门?")
    entry()
    url = reverse("feedback:knowledge-download", args=["json"])
    sent = client.get(f"{url}?q=公厕")
    assert sent.headers["Content-Type"] == "application/json"
    assert "attachment" in sent.headers["Content-Disposition"]
    assert json.loads(sent.content) == {
        "entries": [
            {
                "question": wanted.question,
                "answer": wanted.answer,
                "basis": wanted.basis,
                "field": wanted.field.name,
                "department": wanted.department.name,
                "published_on": "2024-01-08",
                "version": 1,
            }
        ]
    }
    assert f"{url}?q=" in client.get(f"{reverse('feedback:knowledge')}?q=公厕").text


@pytest.mark.parametrize("factory", [MatterFactory, ServiceItemFactory])
def test_the_page_of_what_it_belongs_to_leads_to_it_in_one_query(
    client, factory, django_assert_num_queries, django_assert_max_num_queries
):
    row = factory(in_force=True)
    url = row.get_absolute_url()
    client.get(url)
    with django_assert_max_num_queries(40) as counted:
        assert not client.get(url).context["questions"]
    shown = [entry() for _n in range(3)]
    for one in (*shown, KnowledgeEntryFactory(), entry(state="withdrawn")):
        row.knowledge_entries.add(one)
    with django_assert_num_queries(len(counted)):
        page = client.get(url)
    assert set(page.context["questions"]) == set(shown)
    assert all(one.get_absolute_url() in page.text for one in shown)


def test_a_list_page_asks_equally_often_however_long(client, django_assert_num_queries):
    url = reverse("feedback:knowledge")
    for _n in range(2):
        for _m in range(4):
            entry()
        with django_assert_num_queries(6):
            client.get(url)
