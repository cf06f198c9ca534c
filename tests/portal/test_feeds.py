"""The feeds: valid Atom (RFC 4287), with what the pages show and nothing else."""

from datetime import date, datetime, timedelta
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from catalogs import data_releasing, publishing
from catalogs.enums import AdjustmentState
from catalogs.models import Dataset
from portal.feeds.atom import MOST
from tests import factories
from tests.datasets import CSV, drafted, moment, published
from tests.feedback.factories import ConsultationFactory, PublishedReplyFactory

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
XML = "{http://www.w3.org/XML/1998/namespace}"
SITE = "http://testserver"
APPLIED = {
    "state": AdjustmentState.APPLIED,
    "effective_on": date(2026, 9, 1),
    "applied_at": moment(date(2026, 9, 1)),
}


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def document():
    return factories.PublicationFactory(
        published=True,
        title="滨湖区关于“三张清单”的通知 <一>",
        title_en="Notice on the three lists <1>",
        summary="说明 <b>清单</b> & 要求\x0b",
        field=factories.FieldFactory(),
    )


@pytest.fixture
def everything(document, today):
    """A row of every feed; returns the address of each feed with its number of entries."""
    matter = factories.MatterFactory(in_force=True)
    document.matters.add(matter)
    published(day=today, code="homes")
    ConsultationFactory(published=True)
    PublishedReplyFactory()
    factories.AdjustmentFactory(**APPLIED)
    return {
        "documents/": 1,
        "interpretations/": 0,
        f"fields/{document.field.slug}/": 1,
        f"departments/{document.department.code}/": 1,
        f"matters/{matter.code}/": 1,
        "adjustments/": 1,
        "datasets/": 1,
        "consultations/": 1,
        "answers/": 1,
        "red-findings/": 0,
    }


def read(client, address: str) -> ElementTree.Element:
    response = client.get(address)
    assert response.status_code == 200, address
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(response.content)


def link(element: ElementTree.Element, relation: str) -> str:
    [found] = [row for row in element.findall(f"{ATOM}link") if row.get("rel") == relation]
    return found.get("href")


def texts(element: ElementTree.Element, name: str) -> list[str]:
    return [row.text for row in element.findall(f"{ATOM}{name}")]


def is_moment(text: str) -> bool:
    return datetime.fromisoformat(text).tzinfo is not None


@pytest.mark.parametrize("prefix", ["", "/en"], ids=["chinese", "english"])
def test_every_feed_has_what_the_standard_asks(client, everything, prefix):
    for path, number in everything.items():
        address = f"{prefix}/feeds/{path}"
        feed = read(client, address)
        assert feed.tag == f"{ATOM}feed"
        assert feed.get(f"{XML}lang") == ("en" if prefix else "zh-CN")
        assert texts(feed, "id") == [f"{SITE}{address}"]
        assert link(feed, "self") == f"{SITE}{address}"
        assert client.get(link(feed, "alternate").removeprefix(SITE)).status_code == 200
        [title], [updated] = texts(feed, "title"), texts(feed, "updated")
        assert title
        assert is_moment(updated)
        assert feed.find(f"{ATOM}author/{ATOM}name").text
        entries = feed.findall(f"{ATOM}entry")
        assert len(entries) == number, path
        for entry in entries:
            [identifier], [headline], [changed] = (
                texts(entry, name) for name in ("id", "title", "updated")
            )
            assert identifier.startswith(f"{SITE}{prefix}/")
            assert headline
            assert is_moment(changed)
            assert changed <= updated
            assert texts(entry, "published") <= texts(entry, "updated")
            assert entry.find(f"{ATOM}author/{ATOM}name").text
            assert client.get(link(entry, "alternate").removeprefix(SITE)).status_code == 200


def test_a_title_and_a_summary_are_read_as_they_were_written(client, document):
    [entry] = read(client, "/en/feeds/documents/").findall(f"{ATOM}entry")
    assert texts(entry, "title") == ["Notice on the three lists <1>"]
    summary = entry.find(f"{ATOM}summary")
    assert summary.get("type") == "html"
    assert summary.text == "说明 &lt;b&gt;清单&lt;/b&gt; &amp; 要求"


def test_identifiers_stay_and_differ_and_updated_follows_the_row(client, document):
    factories.PublicationFactory(published=True)
    first = read(client, "/feeds/documents/")
    identifiers = [texts(entry, "id")[0] for entry in first.findall(f"{ATOM}entry")]
    assert len(set(identifiers)) == 2
    document.save()
    second = read(client, "/feeds/documents/")
    assert identifiers == [texts(entry, "id")[0] for entry in second.findall(f"{ATOM}entry")]
    document.refresh_from_db()
    moments = {texts(entry, "id")[0]: texts(entry, "updated")[0] for entry in second.iter()
               if entry.tag == f"{ATOM}entry"}  # fmt: skip
    changed = datetime.fromisoformat(moments[f"{SITE}{document.get_absolute_url()}"])
    assert abs(changed - document.updated_at) < timedelta(seconds=1)


def test_a_new_version_of_data_is_a_new_entry(client, today):
    dataset = published(day=today, code="homes", name="养老机构名录")
    drafted(code="draft")
    [before] = texts(read(client, "/feeds/datasets/").find(f"{ATOM}entry"), "id")
    data_releasing.release_version(
        dataset, content=CSV + b"A-03,c,5\n", name="b.csv", actor=None, now=moment(today)
    )
    [entry] = read(client, "/feeds/datasets/").findall(f"{ATOM}entry")
    assert texts(entry, "id") == [before.replace("version-1", "version-2")]
    assert link(entry, "alternate") == f"{SITE}/data/homes/"


def test_a_feed_of_a_field_department_or_matter_has_no_rows_of_another(client, document):
    other = factories.PublicationFactory(published=True, field=factories.FieldFactory())
    matter = factories.MatterFactory(in_force=True)
    other.matters.add(matter)
    for path in (
        f"fields/{other.field.slug}",
        f"departments/{other.department.code}",
        f"matters/{matter.code}",
    ):
        [entry] = read(client, f"/feeds/{path}/").findall(f"{ATOM}entry")
        assert texts(entry, "id") == [f"{SITE}{other.get_absolute_url()}"]


def test_what_was_withdrawn_is_in_no_feed_and_the_reader_is_told(client, document):
    first = client.get("/feeds/documents/")
    again = client.get("/feeds/documents/", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    reviewer = factories.OfficialFactory(reviewer=True, department=document.department)
    publishing.withdraw(document, actor=reviewer, reason="有误", now=timezone.now())
    since = {"If-None-Match": first["ETag"], "If-Modified-Since": first["Last-Modified"]}
    gone = client.get("/feeds/documents/", headers=since)
    assert gone.status_code == 200
    assert ElementTree.fromstring(gone.content).findall(f"{ATOM}entry") == []


def test_a_feed_without_entries_stays_the_same_for_the_day(client):
    assert client.get("/feeds/answers/").content == client.get("/feeds/answers/").content


def test_unknown_rows_have_no_feed(client):
    for path in ("fields/none", "departments/none", "matters/none"):
        assert client.get(f"/feeds/{path}/").status_code == 404
    assert client.post("/feeds/documents/").status_code == 405


def test_of_live_data_only_the_first_version_is_news(client, today):
    live = published(day=today, code="live", name="权责清单")
    Dataset.objects.filter(pk=live.pk).update(source="powers")
    before = read(client, "/feeds/datasets/")
    live.refresh_from_db()
    data_releasing.release_version(
        live, content=CSV + b"A-03,c,5\n", name="b.csv", actor=None, now=moment(today)
    )
    [entry] = read(client, "/feeds/datasets/").findall(f"{ATOM}entry")
    assert texts(entry, "id") == texts(before.find(f"{ATOM}entry"), "id")
    assert texts(entry, "title") == ["权责清单"]
    assert texts(entry, "updated") == texts(before.find(f"{ATOM}entry"), "updated")


@pytest.mark.parametrize(
    ("path", "queries"), [("documents/", 1), ("datasets/", 2), ("adjustments/", 1), ("answers/", 1)]
)
def test_a_feed_asks_equally_often_however_long_it_is(
    client, today, django_assert_num_queries, path, queries
):
    for _number in range(3):
        factories.PublicationFactory(published=True)
        published(day=today)
        PublishedReplyFactory()
        factories.AdjustmentFactory(**APPLIED)
    with django_assert_num_queries(queries):
        assert len(read(client, f"/feeds/{path}").findall(f"{ATOM}entry")) == 3


def test_a_feed_holds_the_newest_fifty(client):
    factories.PublicationFactory.create_batch(MOST + 2, published=True)
    assert len(read(client, "/feeds/documents/").findall(f"{ATOM}entry")) == MOST
