"""Cases from a table: each fault with its row and column, all or the sound ones, none twice."""

from datetime import date, time, timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from catalogs.models import Letter
from catalogs.tables import read_table, write_csv, write_xlsx
from feedback import opinion_import
from feedback.models import OpinionCase
from tests.factories import OfficialFactory
from tests.feedback.factories import moment, office

pytestmark = pytest.mark.django_db
HEADERS = list(opinion_import.HEADERS.values())
NOW = moment(date(2026, 11, 24))
ADDRESS = "/en/desk/opinions/import/"
SOUND = [
    "夜间施工扰民",
    "多名网民反映",
    "internet",
    "https://example.org/1",
    "2026-11-24 08:30",
    "",
]


@pytest.fixture(autouse=True)
def _tuesday():
    with time_machine.travel("2026-11-24 10:00 +0800", tick=False):
        yield


def table(*rows, headers=HEADERS):
    return read_table(b"".join(write_csv(rows, headers)), filename="a.csv")


def row(**changes):
    return list((dict(zip(opinion_import.HEADERS, SOUND, strict=True)) | changes).values())


def bring(client, content: bytes, *, name: str = "a.csv", faulty: str = "nothing"):
    file = SimpleUploadedFile(name, content)
    return client.post(ADDRESS, {"file": file, "faulty": faulty})


@pytest.mark.parametrize(
    "written",
    [
        "2026-11-24 08:30",
        "2026/11/24 8:30",
        "2026年11月24日 8时30分",
        "2026-11-24T08:30:00",
        "2026年11月24日08:30",
    ],
)
def test_a_moment_is_read_as_offices_write_it(written):
    opinion_import.take_up(table(row(collected_at=written)), actor=OfficialFactory(), now=NOW)
    assert timezone.localtime(OpinionCase.objects.get().collected_at) == moment(
        date(2026, 11, 24), time(8, 30)
    )


@pytest.mark.parametrize(
    ("source", "value"),
    [("互联网和社交媒体", "internet"), ("Hotline 12345", "hotline"), ("media", "media")],
)
def test_a_source_is_written_by_its_name_or_code(source, value):
    opinion_import.take_up(table(row(source=source)), actor=office(), now=NOW)
    assert OpinionCase.objects.get().source == value


def test_a_row_with_a_level_is_judged_from_the_hour_of_collecting():
    opinion_import.take_up(table(row(level="major")), actor=office(), now=NOW)
    case = OpinionCase.objects.get()
    assert (case.state, case.respond_by) == ("judged", case.collected_at + timedelta(hours=5))


@pytest.mark.parametrize(
    ("changes", "column"),
    [
        ({"title": ""}, "标题"),
        ({"title": "题" * 201}, "标题"),
        ({"summary": ""}, "摘要"),
        ({"summary": "反映人电话13812345678"}, "摘要"),
        ({"source": "传言"}, "来源"),
        ({"source_address": "javascript:alert(1)"}, "来源地址"),
        ({"collected_at": "昨天"}, "采集时间"),
        ({"collected_at": "2026-11-24"}, "采集时间"),
        ({"collected_at": "2026-11-25 08:00"}, "采集时间"),
        ({"level": "特大"}, "等级"),
        ({"level": "major"}, "等级"),
    ],
    ids=str,
)
def test_a_fault_is_told_with_its_row_and_column_and_changes_nothing(changes, column):
    rows = table(
        SOUND, row(title="另一件", **changes) if "title" not in changes else row(**changes)
    )
    report = opinion_import.take_up(rows, actor=OfficialFactory(), now=NOW)
    assert [(fault.row, fault.column) for fault in report.faults] == [(3, column)]
    assert report.refused
    assert all(fault.reason for fault in report.faults)
    assert not OpinionCase.objects.exists()
    assert not Letter.objects.exists()


def test_only_the_sound_rows_are_taken_where_that_was_chosen():
    intake = office()
    rows = table(SOUND, row(title="另一件", source="?"), row(title="第三件"))
    report = opinion_import.take_up(rows, actor=OfficialFactory(), now=NOW, only_sound=True)
    assert (report.taken, len(report.faults), report.refused) == (2, 1, False)
    assert OpinionCase.objects.count() == 2
    # One letter of the whole table.
    assert Letter.objects.get().recipient == intake


def test_the_same_file_twice_and_the_same_row_twice_make_one_case(client):
    client.force_login(office())
    content = write_xlsx([SOUND, SOUND, row(title="另一件")], HEADERS)
    for _time in range(2):
        assert bring(client, content, name="a.xlsx").status_code == 302
        assert OpinionCase.objects.count() == 2
    response = client.get("/en/desk/opinions/?tab=judge")
    assert "There already: 3." in response.content.decode()


def test_a_table_of_an_office_in_gb18030_is_read(client):
    client.force_login(office())
    content = b"".join(write_csv([SOUND], HEADERS, encoding="gb18030"))
    assert bring(client, content).status_code == 302
    assert OpinionCase.objects.get().title == "夜间施工扰民"


def test_the_page_says_what_is_wrong_and_what_was_taken(client):
    client.force_login(office())
    content = b"".join(write_csv([SOUND, row(title="另一件", source="?")], HEADERS))
    refused = bring(client, content).content.decode()
    assert "Nothing was taken up" in refused
    assert "Row 3" in refused
    assert "来源" in refused
    assert "Taken up: 1." in bring(client, content, faulty="sound").content.decode()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "The file is empty."),
        ("标题,摘要\n甲,乙\n".encode(), "The column 来源 is missing."),
        (b"\xd0\xcf\x11\xe0old", "Save it as .xlsx"),
    ],
    ids=["empty", "columns", "old"],
)
def test_what_is_no_such_table_is_refused_beside_the_field(client, content, words):
    client.force_login(office())
    response = bring(client, content)
    assert words in str(response.context["form"].errors["file"])


def test_too_many_rows_are_refused(client):
    client.force_login(office())
    rows = [row(title=f"第{number}件") for number in range(opinion_import.ROWS_AT_MOST + 1)]
    response = bring(client, b"".join(write_csv(rows, HEADERS)))
    assert "more than 500 rows" in str(response.context["form"].errors["file"])
    assert not OpinionCase.objects.exists()


@pytest.mark.parametrize("format", ["csv", "xlsx"])
def test_the_empty_table_has_the_columns_and_is_read_again(client, format):
    client.force_login(OfficialFactory())
    response = client.get(f"/en/desk/opinions/import/template.{format}")
    content = b"".join(response) if response.streaming else response.content
    assert read_table(content, filename=f"a.{format}").headers == tuple(HEADERS)
    assert client.get("/en/desk/opinions/import/template.exe").status_code == 404
