"""The moves of a finding by their forms: reports with evidence, verification, exemptions."""

from datetime import date
from io import BytesIO

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from catalogs.matter_parts import save_matter_parts
from catalogs.models import HistoryRow
from supervision import rectifying
from supervision.enums import FindingState
from supervision.models import Evidence, Finding
from tests import factories
from tests.supervision.finding_desk import (
    LIST,
    TODAY,
    do,
    gaps,
    moment,
    of_matter,
    page,
    supervisor,
)

pytestmark = pytest.mark.django_db
NOW = moment(date(2026, 11, 25))


@pytest.fixture(autouse=True)
def _wednesday():
    with time_machine.travel("2026-11-25 10:00 +0800", tick=False):
        yield


@pytest.fixture
def matter(calendar, office):
    return gaps(1)[0]


@pytest.fixture
def finding(inspect, matter) -> Finding:
    inspect(TODAY, rule="matter-without-elements")
    return of_matter(matter)


@pytest.fixture
def clerk(matter):
    return factories.OfficialFactory(department=matter.department, email="clerk@example.org")


def test_a_report_brings_document_and_files_and_a_supervisor_sends_it_back(
    client, finding, clerk, settings, tmp_path
):
    settings.PRIVATE_ROOT = tmp_path / "private"
    shows = factories.PublicationFactory(department=clerk.department, published=True)
    given = SimpleUploadedFile("说明.txt", "已整改".encode())
    response = do(
        client,
        clerk,
        finding,
        "report",
        text="已补充公开内容要素。",
        document=shows.index_number,
        files=given,
    )
    assert response.status_code == 302
    assert finding.state == FindingState.RECTIFIED
    report = finding.rectifications.get()
    assert (report.publication, report.reported_by) == (shows, clerk)
    words = client.get(page("finding-detail", finding.pk)).content.decode()
    assert "已补充公开内容要素。" in words
    assert shows.get_absolute_url() in words

    official = supervisor()
    assert do(client, official, finding, "send_back", reason="").status_code == 200
    do(client, official, finding, "send_back", reason="要素仍不完整。")
    assert finding.state == FindingState.OPEN
    events = client.get(page("finding-detail", finding.pk)).context["events"]
    assert [event["what"].split(" →")[0] for event in events] == [
        "Send the rectification back",
        "Report the rectification",
        "Found",
    ]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"text": ""}, "text"),
        ({"text": "已补充。", "document": "没有"}, "document"),
        ({"text": "已补充。", "files": ("a.txt", b"")}, "files"),
        ({"text": "已补充。", "files": ("a.exe", b"MZ")}, "files"),
        ({"text": "已补充。", "files": ("a.pdf", b"no pdf")}, "files"),
    ],
)
def test_what_a_report_lacks_is_told_beside_its_field_and_what_was_typed_stays(
    client, finding, clerk, values, field
):
    given = dict(values)
    if "files" in given:
        given["files"] = SimpleUploadedFile(*given["files"])
    response = do(client, clerk, finding, "report", **given)
    assert response.status_code == 200
    assert set(response.context["form"].errors) == {field}
    assert response.context["form"]["text"].value() == given["text"]
    assert not finding.rectifications.exists()


def test_a_refused_file_leaves_none_of_the_others_behind(finding, clerk, settings, tmp_path):
    settings.PRIVATE_ROOT = tmp_path / "private"
    files = [("a.txt", BytesIO("已整改".encode())), ("b.pdf", BytesIO(b"no pdf"))]
    with pytest.raises(rectifying.ValidationError) as refusal:
        rectifying.report(finding, actor=clerk, text="已整改。", files=files, now=NOW)
    assert set(refusal.value.message_dict) == {"files"}
    assert [path for path in (tmp_path / "private").rglob("*") if path.is_file()] == []


def test_evidence_is_opened_by_a_press_that_is_written_down(
    client, finding, clerk, settings, tmp_path
):
    settings.PRIVATE_ROOT = tmp_path / "private"
    files = [("说明.txt", BytesIO("已整改".encode()))]
    rectifying.report(finding, actor=clerk, text="已整改。", files=files, now=NOW)
    url = page("finding-file", finding.pk, Evidence.objects.get().pk)
    official = supervisor()
    client.force_login(official)
    assert client.get(url).status_code == 405
    response = client.post(url)
    assert response.content == "已整改".encode()
    assert response.headers["Content-Type"] == "application/octet-stream"
    row = HistoryRow.objects.of(finding).get(action="open_file")
    assert row.actor == official
    client.force_login(factories.OfficialFactory())
    assert client.post(url).status_code == 404
    client.force_login(official)
    assert client.post(page("finding-file", finding.pk, 0)).status_code == 404


def test_a_supervisor_exempts_ends_it_verifies_and_closes_what_is_gone(
    client, finding, matter, clerk
):
    official = supervisor()
    beyond = do(client, official, finding, "exempt", reason="机构改革。", until="2028-01-01")
    assert set(beyond.context["form"].errors) == {"until"}
    do(client, official, finding, "exempt", reason="机构改革。", until="2026-12-31")
    assert (finding.state, finding.exempt_until) == ("exempt", date(2026, 12, 31))
    event = client.get(page("finding-detail", finding.pk)).context["events"][0]
    assert event["note"] == "机构改革。\nExempt until: 31 December 2026"
    do(client, official, finding, "end_exemption", reason="改革已完成。")
    assert finding.state == FindingState.OPEN
    refused = do(client, official, finding, "close", reason="已核实。")
    assert "The gap is still there" in refused.content.decode()
    rectifying.report(finding, actor=clerk, text="已补充。", now=NOW)
    do(client, official, finding, "verify")
    assert finding.state == FindingState.VERIFIED
    save_matter_parts(matter, elements=["决定"], channels=[], time_limit_text="")
    do(client, official, finding, "close", reason="已核实。")
    assert (finding.state, finding.closed_on) == ("closed", date(2026, 11, 25))
    events = client.get(page("finding-detail", finding.pk)).context["events"]
    assert events[0]["what"].startswith("Close")


def test_the_page_says_that_what_was_verified_is_found_again_or_closed(
    client, inspect, finding, matter, clerk
):
    rectifying.report(finding, actor=clerk, text="已补充。", now=NOW)
    rectifying.verify(finding, actor=supervisor(), now=NOW)
    inspect(date(2026, 11, 26), rule="matter-without-elements")
    client.force_login(clerk)
    again = "the next inspection found the gap again"
    response = client.get(page("finding-detail", finding.pk))
    assert again in response.content.decode()
    told = response.context["events"][0]
    assert told["what"] == "Found again after it was verified → Open"
    assert timezone.localdate(told["when"]) == date(2026, 11, 26)
    save_matter_parts(matter, elements=["决定"], channels=[], time_limit_text="")
    inspect(date(2026, 11, 27), rule="matter-without-elements")
    response = client.get(page("finding-detail", finding.pk))
    assert again not in response.content.decode()
    assert response.context["events"][0]["what"] == "Not found any more: closed"


def test_a_form_overtaken_by_another_does_nothing_and_keeps_its_words(client, finding, clerk):
    client.force_login(clerk)
    url = page("finding-move", finding.pk, "report")
    seen = client.get(url).context["seen"]
    Finding.objects.filter(pk=finding.pk).update(rectify_by=date(2026, 12, 31))
    response = client.post(url, {"seen": seen, "text": "已补充。"})
    assert response.status_code == 409
    assert "已补充。" in response.content.decode()
    rectifying.report(finding, actor=clerk, text="先到。", now=NOW)
    response = client.post(url, {"seen": seen, "text": "后到。"})
    assert response.status_code == 409
    assert "后到。" in response.content.decode()
    assert finding.rectifications.count() == 1


def test_a_supervisor_verifies_and_reminds_of_many_at_once(client, inspect, matter, clerk):
    others = gaps(2, group=matter.group, department=matter.department)
    inspect(TODAY, rule="matter-without-elements")
    rows = [of_matter(row) for row in (matter, *others)]
    for row in rows[:2]:
        rectifying.report(row, actor=clerk, text="已补充。", now=NOW)
    pks = [row.pk for row in rows]
    client.force_login(clerk)
    url = page("finding-together", "verify")
    assert client.post(url, {"finding": pks}).status_code == 403
    client.force_login(supervisor())
    assert "Verify the rectification: those ticked" in client.get(LIST).content.decode()
    response = client.post(f"{url}?tab=open", {"finding": [*pks, "x"]}, follow=True)
    words = response.content.decode()
    assert "done for 2 findings" in words
    assert "not possible now for 1 finding" in words
    assert response.redirect_chain[0][0] == f"{LIST}?tab=open"
    states = Finding.objects.filter(pk__in=pks).order_by("pk").values_list("state", flat=True)
    assert sorted(states) == ["open", "verified", "verified"]
    reminding = page("finding-together", "remind")
    assert (
        "done for 1 finding"
        in client.post(reminding, {"finding": pks}, follow=True).content.decode()
    )
    assert "Tick the findings first" in client.post(reminding, follow=True).content.decode()
    assert client.post(page("finding-together", "exempt")).status_code == 404


def test_a_reminder_that_reaches_nobody_is_told(client, finding):
    response = do(client, supervisor(), finding, "remind")
    assert "Nobody was told" in response.content.decode()
