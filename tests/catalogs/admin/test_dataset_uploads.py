"""The pages of files sent for datasets: what was found, types corrected, released, discarded."""

from functools import partial

import pytest
from django.utils import timezone, translation

from catalogs import data_catalogue, data_uploading
from catalogs.data_enums import UploadState
from catalogs.data_workflow import UPLOADS
from catalogs.tables import read_table
from tests import datasets

from .conftest import desk_of

pytestmark = pytest.mark.django_db

FAULTY = b"code,name,beds\nA,a,12\nB,b,many\nC,c,3,4\n"


@pytest.fixture
def dataset(clerk):
    return datasets.drafted(actor=clerk.official)


@pytest.fixture
def send(clerk, dataset):
    return partial(datasets.sent, dataset, clerk.official)


def links(page) -> list[str]:
    return [link["url"].rstrip("/").rpartition("/")[2] for link in page.context["moves"]]


def types(*kinds: str) -> dict[str, str]:
    return {f"type_{number}": kind for number, kind in enumerate(kinds)}


def test_the_page_shows_what_was_found_and_offers_release_and_discard(clerk, send):
    page = clerk.get("change", send(datasets.CSV.decode("utf-8-sig").encode("gb18030")))
    text = page.content.decode()
    assert "GB18030" in text
    assert "滨湖一号 · 滨湖二号" in text
    assert links(page) == ["release", "discard"]
    assert [column.field.value() for column in page.context["columns"]] == [
        "text",
        "text",
        "integer",
    ]


def test_faults_are_listed_by_row_and_bar_the_release(clerk, send):
    row = send(FAULTY)
    page = clerk.get("change", row)
    assert links(page) == ["discard"]
    assert [fault["row"] for fault in page.context["faults"]] == [3, 4]
    assert [column.faults for column in page.context["columns"]] == [0, 0, 1]
    response = clerk.post("move", row, "release")
    assert response.status_code == 302
    row.refresh_from_db()
    assert row.state == UploadState.CHECKED


def test_the_list_of_faults_is_a_table(clerk, send):
    response = clerk.get("report", send(FAULTY))
    assert response["Content-Disposition"].startswith("attachment")
    table = read_table(b"".join(response), filename="report.csv")
    assert [list(row.cells.values())[:3] for row in table] == [["3", "beds", "many"], ["4", "", ""]]


def test_many_faults_are_shown_by_pages(clerk, send):
    row = send(b"code,name,beds\n" + b"A,a,x\n" * 60)
    assert len(clerk.get("change", row).context["faults"]) == 50
    assert [fault["row"] for fault in clerk.get("change", row, p="2").context["faults"]] == list(
        range(52, 62)
    )


def test_the_clerk_corrects_a_type_and_the_rows_are_checked_again(clerk, send):
    row = send(b"code,name,beds\nA,a,12.5\n")
    seen = clerk.get("change", row).context["seen"]
    response = clerk.post("change", row, **types("text", "text", "number"), seen_history=seen)
    assert response.status_code == 302
    row.refresh_from_db()
    assert (row.types, row.fault_count) == (["text", "text", "number"], 0)
    assert links(clerk.get("change", row)) == ["release", "discard"]


def test_the_page_tells_how_days_are_written_and_what_would_read_as_days(clerk, send):
    with translation.override("en"):
        row = send("day,code\n2026年3月5日,20260305\n2026/3/6,20260306\n".encode())
        text = clerk.get("change", row).content.decode()
        assert "2026/1/31" in text
        assert "2026年1月31日" in text
    columns = clerk.get("change", row).context["columns"]
    assert [column.is_dated for column in columns] == [False, True]
    clerk.post("change", row, **types("date", "date"))
    columns = clerk.get("change", row).context["columns"]
    assert [column.is_dated for column in columns] == [False, False]
    assert columns[1].writings == ["20260131"]


def test_a_type_that_is_none_is_refused_beside_its_column_and_the_others_are_kept(clerk, send):
    page = clerk.post("change", send(), **types("date", "text", "nonsense"))
    first, _second, third = page.context["columns"]
    assert first.field.value() == "date"
    assert third.field.errors


def test_a_page_opened_before_a_colleague_corrected_changes_nothing(clerk, send):
    row = send()
    seen = clerk.get("change", row).context["seen"]
    desk_of(department=clerk.department).post("change", row, **types("text", "text", "text"))
    page = clerk.post("change", row, **types("text", "text", "number"), seen_history=seen)
    assert len(page.context["adminform"].form.non_field_errors()) == 1
    assert page.context["columns"][2].field.value() == "number"
    row.refresh_from_db()
    assert row.types == ["text", "text", "text"]


def test_a_file_without_personal_numbers_asks_for_no_reason(clerk, send):
    assert list(clerk.get("move", send(), "release").context["form"].fields) == ["note"]


def test_an_unreadable_file_says_why_and_is_discarded(clerk, send):
    row = send(b'a,b\n"1,2\n')
    page = clerk.get("change", row)
    assert row.refusal in page.content.decode()
    assert links(page) == ["discard"]
    assert clerk.post("move", row, "discard").status_code == 302
    row.refresh_from_db()
    assert row.state == UploadState.DISCARDED
    assert links(clerk.get("change", row)) == []


def test_a_file_that_is_still_read_says_so(clerk, send, monkeypatch):
    monkeypatch.setattr(data_uploading, "CHECKED_AT_ONCE", 1)
    row = send()
    page = clerk.get("change", row)
    assert page.context["is_waiting"]
    assert links(page) == ["discard"]
    assert clerk.post("change", row, **types("text")).status_code == 403


def test_others_read_only_and_another_department_nothing(reviewer, stranger, supervisor, send):
    row = send(FAULTY)
    assert stranger.get("change", row).status_code == 404
    assert stranger.get("report", row).status_code == 404
    for desk in (reviewer, supervisor):
        page = desk.get("change", row)
        assert links(page) == []
        assert all(column.field is None for column in page.context["columns"])
        assert desk.post("change", row, **types("text", "text", "text")).status_code == 403
        assert desk.post("move", row, "discard").status_code == 403


def test_nobody_adds_or_deletes_a_file_by_itself(clerk, administrator, send):
    row = send()
    for desk in (clerk, administrator):
        assert desk.get("add", model="datasetupload").status_code == 403
        assert desk.get("delete", row).status_code == 403


def test_the_list_shows_the_files_of_the_department(clerk, stranger, supervisor, send):
    row = send()
    for desk, shown in ((clerk, [row]), (stranger, []), (supervisor, [row])):
        page = desk.get("changelist", model="datasetupload")
        assert list(page.context["cl"].queryset) == shown


def test_a_released_file_leads_to_its_public_version_once_there_is_one(clerk, send, dataset):
    row = send()
    clerk.post("move", row, "release")
    row.refresh_from_db()
    address = f'href="{row.version.get_absolute_url()}"'
    assert address not in clerk.get("change", row).content.decode()
    data_catalogue.publish(dataset, actor=None, now=timezone.now())
    assert address in clerk.get("change", row).content.decode()


def test_the_history_of_a_file_is_read_in_words(clerk, send):
    row = send()
    clerk.post("move", row, "release")
    told = [happening["action"] for happening in clerk.get("history", row).context["happenings"]]
    assert told[:2] == [str(UPLOADS.find(action).label) for action in ("release", "check")]


def test_columns_that_a_draft_does_not_name_yet_are_told_and_bar_nothing(clerk, send):
    page = clerk.get("change", send(b"code,colour\nA,red\n"))
    assert [("colour" in words, "beds" in words) for words in page.context["notes"]] == [
        (True, False),
        (False, True),
    ]
    assert links(page) == ["release", "discard"]
