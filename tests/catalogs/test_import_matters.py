"""Importing a county's catalogue: headers, encodings, bad rows, codes, the dry run."""

import csv
import io
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from openpyxl import Workbook

from catalogs.demo.matters import CATALOGUES
from catalogs.enums import Audience, EntryState, PublicityMode
from catalogs.matter_import import read_matters, write_matters
from catalogs.models import Department, HistoryRow, MatterGroup, PublicityMatter
from catalogs.reference import Loaded, load_departments, load_fields, read_fixture
from catalogs.time_limits import LimitKind

pytestmark = pytest.mark.django_db

OFFICIAL = [
    [
        "序号", "公开领域", "公开事项", "", "公开内容（要素）", "公开依据", "公开时限", "公开主体",
        "公开渠道和载体", "公开对象", "", "公开方式", "", "公开层级", "",
    ],
    ["", "", "一级事项", "二级事项", "", "", "", "", "", "全社会", "特定群体", "主动", "依申请公开",
     "县级", "乡级"],
    ["1", "环境保护", "行政许可", "排污许可证核发", "1.受理公示 2.许可证正本", "《环境保护法》",
     "信息形成之日起7个工作日内", "区环保局", "■政府网站 □政府公报", "√", "", "√", "", "√", ""],
    ["2", "环境保护", "", "夜间施工许可", "许可文件", "《噪声污染防治法》", "同上", "某某科", "",
     "", "项目单位", "", "√", "√", "√"],
]  # fmt: skip


@pytest.fixture(autouse=True)
def _reference():
    loaded = Loaded()
    load_departments(read_fixture("departments"), loaded)
    load_fields(read_fixture("fields") + read_fixture("demo/fields"), loaded)


def as_csv(rows: list[list[str]], encoding: str = "utf-8") -> bytes:
    stream = io.StringIO()
    csv.writer(stream).writerows(rows)
    return stream.getvalue().encode(encoding)


def as_xlsx(rows: list[list[str]]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.active.merge_cells("C1:D1")
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "filename"),
    [
        pytest.param(as_csv(OFFICIAL), "目录.csv", id="csv-utf8"),
        pytest.param(as_csv(OFFICIAL, "utf-8-sig"), "目录.csv", id="csv-utf8-bom"),
        pytest.param(as_csv(OFFICIAL, "gb18030"), "目录.csv", id="csv-gbk"),
        pytest.param(as_xlsx(OFFICIAL), "目录.xlsx", id="xlsx"),
    ],
)
def test_official_two_row_headers_are_read_in_every_format(content, filename):
    read = read_matters(content, filename=filename)
    assert read.bad == []
    first, second = read.rows
    assert (first.level1, first.level2) == ("行政许可", "排污许可证核发")
    assert first.elements == ("受理公示", "许可证正本")
    assert first.department.code == "BHQ-HBJ"
    assert first.channels == (("website", ""),)
    assert (first.at_county, first.at_township) == (True, False)
    assert second.level1 == "行政许可", "a merged cell takes what stands above"
    assert second.time_limit == "信息形成之日起7个工作日内", "同上 is the wording above"
    assert second.audience == Audience.NAMED_GROUP
    assert second.audience_group == "项目单位"
    assert second.mode == PublicityMode.ON_APPLICATION
    assert second.at_township
    assert dict(read.unmatched).keys() == {("某某科", second.department)}


@pytest.mark.parametrize(
    ("last", "cells"),
    [
        (["公开对象", "公开方式", "公开层级"], ["全社会", "主动", "县级"]),
        (["公开对象", "公开方式", "公开层级"], ["√", "主动公开", "县级、乡级"]),
        (["公开方式", "公开层级"], ["主动", "乡级"]),
    ],
    ids=["words of the second header row", "a tick", "without audience"],
)
def test_a_row_below_a_header_of_one_row_is_not_taken_for_its_second(last, cells):
    headers = ["公开领域", "一级事项", "二级事项", "公开内容", "公开依据", *last]
    row = ["环境保护", "行政许可", "排污许可", "受理公示", "《环境保护法》", *cells]
    read = read_matters(as_csv([headers, row]), filename="a.csv")
    assert read.bad == []
    assert [(found.level2, found.mode) for found in read.rows] == [
        ("排污许可", PublicityMode.PROACTIVE)
    ]


@pytest.mark.parametrize(
    "headers",
    [
        ["公开领域", "一级事项", "二级事项", "公开依据"],
        ["领域", "公开事项(一级)", "公开事项(二级)", "依据"],
        ["公开领域", "一级公开事项", "二级公开事项", "公开依据"],
        ["领域", "公开事项一级", "公开事项二级", "公开依据(文件名称)"],
        ["field", "level1_matter", "level2_matter", "basis"],
    ],
    ids=["short", "brackets", "公开 inside", "number last", "english"],
)
def test_the_usual_forms_of_the_matter_headers_are_known(headers):
    rows = [headers, ["环境保护", "行政许可", "排污许可", "《环境保护法》"]]
    read = read_matters(as_csv(rows), filename="a.csv")
    assert [(row.level1, row.level2, row.basis) for row in read.rows] == [
        ("行政许可", "排污许可", "《环境保护法》")
    ]


def test_ditto_in_any_column_is_what_stands_above():
    rows = [BAD[0], BAD[1], ["同上", "同上", "别的事项", "同上", "同上"]]
    first, second = read_matters(as_csv(rows), filename="a.csv").rows
    assert (second.field, second.level1, second.elements, second.basis) == (
        first.field,
        first.level1,
        first.elements,
        first.basis,
    )


def test_a_merged_heading_ends_with_its_field():
    rows = [BAD[0], BAD[1], ["食品药品监管", "", "抽检", "结果", "《食品安全法》"]]
    read = read_matters(as_csv(rows), filename="a.csv")
    assert [bad.number for bad in read.bad] == [3]


def test_a_file_without_the_matter_column_is_refused_by_name(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(as_csv([["公开领域", "一级事项"], ["环境保护", "行政许可"]]))
    with pytest.raises(CommandError, match="二级事项"):
        call_command("import_matters", path)


BAD = [
    ["公开领域", "一级事项", "二级事项", "公开内容", "公开依据"],
    ["环境保护", "行政许可", "排污许可", "许可证", "《环境保护法》"],
    ["环境保护", "行政许可", "", "许可证", "《环境保护法》"],
    ["占星领域", "行政许可", "排污许可", "许可证", "《环境保护法》"],
    ["环境保护", "行政许可", "无依据事项", "许可证", ""],
]


def test_bad_rows_are_all_reported_and_nothing_is_changed(tmp_path):
    path, errors = tmp_path / "a.csv", io.StringIO()
    path.write_bytes(as_csv(BAD))
    with pytest.raises(CommandError, match="3 of 4 rows"):
        call_command("import_matters", path, stderr=errors)
    assert PublicityMatter.objects.count() == 0
    assert MatterGroup.objects.count() == 0
    told = errors.getvalue().splitlines()
    assert [line.split(":")[0] for line in told] == ["row 3", "row 4", "row 5"]
    assert "占星领域" in told[1]


def test_skip_bad_writes_the_sound_rows(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(as_csv(BAD))
    call_command("import_matters", path, skip_bad=True, stderr=io.StringIO(), stdout=io.StringIO())
    assert list(PublicityMatter.objects.values_list("name", "state")) == [
        ("排污许可", EntryState.DRAFT)
    ]


def test_the_dry_run_tells_wordings_sums_and_bad_rows_and_writes_nothing(tmp_path):
    path, out = tmp_path / "a.csv", io.StringIO()
    rows = [
        [*BAD[0], "公开时限"],
        [*BAD[1], "形成之日起20个工作日内"],
        [*BAD[2], "形成之日起20个工作日内"],
        [*BAD[1][:2], "别的事项", *BAD[1][3:], "看心情"],
    ]
    path.write_bytes(as_csv(rows))
    call_command("import_matters", path, dry_run=True, stdout=out)
    lines = out.getvalue().splitlines()
    assert lines[0].split()[:2] == ["2", "形成之日起20个工作日内"]
    assert any(line.split()[:2] == ["1", "看心情"] and "NOT READ" in line for line in lines)
    assert "Rows: 3" in lines
    assert any(line.startswith("Readable: 2 of 3") and "66.7 %" in line for line in lines)
    assert lines[-2:][0] == "Bad rows: 1"
    assert lines[-1].startswith("  row 3: ")
    assert PublicityMatter.objects.count() == 0


def catalogue() -> bytes:
    return (Path(settings.BASE_DIR) / "fixtures" / "demo" / CATALOGUES[0]).read_bytes()


def test_the_real_catalogue_is_read_with_at_least_95_percent_of_its_time_limits():
    read = read_matters(catalogue(), filename="standard_catalog.csv")
    assert read.total == 308
    assert len(read.bad) == 1
    assert read.readable / read.worded >= 0.95


def test_codes_never_collide_and_are_the_same_in_every_import():
    rows = read_matters(catalogue(), filename="standard_catalog.csv").rows
    first = write_matters(rows, actor=None, basis="目录")
    codes = {matter.code: matter.name for matter in first.created}
    assert len(codes) == len(first.created)
    assert (len(codes), first.present) == (306, 1), "one row is another's twin"
    PublicityMatter.objects.all().delete()
    MatterGroup.objects.all().delete()
    again = write_matters(rows, actor=None, basis="目录")
    assert {matter.code: matter.name for matter in again.created} == codes


def test_names_within_a_group_are_told_apart():
    rows = read_matters(catalogue(), filename="standard_catalog.csv").rows
    created = write_matters(rows, actor=None, basis="目录").created
    names = [(matter.group_id, matter.name) for matter in created]
    assert len(set(names)) == len(names)


def test_importing_the_same_file_again_changes_nothing():
    rows = read_matters(catalogue(), filename="standard_catalog.csv").rows
    write_matters(rows, actor=None, basis="目录")
    history = HistoryRow.objects.count()
    second = write_matters(rows, actor=None, basis="目录")
    assert second.created == []
    assert second.present == len(rows)
    assert HistoryRow.objects.count() == history


def test_a_transcribers_notes_never_reach_a_citizen():
    rows = read_matters(catalogue(), filename="standard_catalog.csv").rows
    write_matters(rows, actor=None, basis="目录")
    for matter in PublicityMatter.objects.prefetch_related("elements", "channels"):
        shown = [
            matter.name,
            matter.group.name,
            matter.legal_basis,
            matter.time_limit_text,
            matter.audience_group,
            *(element.name for element in matter.elements.all()),
            *(channel.name for channel in matter.channels.all()),
        ]
        assert not any("摘录" in text or "截断" in text for text in shown), matter.code


def test_in_force_adopts_what_has_content_and_keeps_the_rest_as_draft(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(as_csv([BAD[0], BAD[1], [*BAD[1][:2], "空事项", "", BAD[1][4]]]))
    call_command("import_matters", path, in_force="2026-01-05", stdout=io.StringIO())
    states = dict(PublicityMatter.objects.values_list("name", "state"))
    assert states == {"排污许可": EntryState.IN_FORCE, "空事项": EntryState.DRAFT}
    adopted = PublicityMatter.objects.get(name="排污许可")
    assert adopted.adjustments.get().action == "add"
    assert str(adopted.effective_on) == "2026-01-05"


def test_limits_are_written_as_read():
    write_matters(read_matters(as_csv(OFFICIAL), filename="a.csv").rows, actor=None, basis="目录")
    limit = PublicityMatter.objects.get(name="排污许可证核发").time_limits.get()
    assert (limit.kind, limit.amount) == (LimitKind.WITHIN_WORKING_DAYS, 7)


def test_the_named_department_takes_subjects_that_are_none_of_ours():
    legal = Department.objects.get(code="BHQ-SFJ")
    read = read_matters(as_csv(OFFICIAL), filename="a.csv", department=legal)
    assert [row.department.code for row in read.rows] == ["BHQ-HBJ", "BHQ-SFJ"]


@pytest.mark.parametrize(
    ("written", "name"),
    [("1.就业信息服务", "就业信息服务"), ("1.1 职业介绍", "职业介绍"), ("12345热线", "12345热线")],
)
def test_a_sequence_number_is_no_part_of_a_name(written, name):
    rows = [BAD[0], ["就业", written, written, "内容", "《就业促进法》"]]
    read = read_matters(as_csv(rows), filename="a.csv")
    assert [(row.level1, row.level2) for row in read.rows] == [(name, name)]
