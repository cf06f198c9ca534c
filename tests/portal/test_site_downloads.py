"""Downloads: exactly what is filtered, in the official layout, safe to open."""

import csv
import io

import pytest
from django.utils import timezone, translation
from openpyxl import load_workbook

from catalogs.enums import PowerCategory, PublicityMode
from catalogs.models import Adjustment
from catalogs.resources.matters import MatterResource
from catalogs.tables import read_table
from tests import factories

pytestmark = pytest.mark.django_db


def rows_of_csv(response, encoding: str = "utf-8-sig") -> list[dict]:
    text = b"".join(response.streaming_content).decode(encoding)
    return list(csv.DictReader(io.StringIO(text, newline="")))


def cells_of(matter) -> dict[str, str]:
    resource = MatterResource()
    with translation.override("zh-hans"):
        cells = resource.cells_of(matter)
    return {column.header: str(cells.get(column.name, "")) for column in resource.columns}


def rows_of_xlsx(response) -> list[dict]:
    lines = list(load_workbook(io.BytesIO(response.content)).active.iter_rows(values_only=True))
    return [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]


@pytest.fixture
def powers():
    standards = [
        factories.StandardFactory(category=category)
        for category in (PowerCategory.LICENCE, PowerCategory.LICENCE, PowerCategory.PENALTY)
    ]
    return [factories.PowerItemFactory(standard=row, in_force=True) for row in standards]


@pytest.mark.parametrize("query", ["", "?category=licence", "?q=建设&category=penalty"])
def test_a_file_holds_exactly_the_rows_found(client, powers, query):
    page = client.get(f"/powers/{query}")
    shown = [row["entry"].code for row in page.context["table"]["entries"]]
    as_csv = rows_of_csv(client.get(page.context["csv_url"]))
    as_xlsx = rows_of_xlsx(client.get(page.context["xlsx_url"]))
    assert [row["事项编码"] for row in as_csv] == shown
    assert [row["事项编码"] for row in as_xlsx] == shown
    assert shown


def test_a_file_holds_all_pages_in_the_order_of_the_list(client):
    factories.ServiceItemFactory.create_batch(60, in_force=True)
    rows = rows_of_csv(client.get("/services/?order=code&size=20&page=2&format=csv"))
    codes = [row["事项编码"] for row in rows]
    assert codes == sorted(codes)
    assert len(codes) == 60
    assert [row["序号"] for row in rows] == [str(number) for number in range(1, 61)]


def test_a_csv_begins_with_the_mark_spreadsheets_need(client, powers):
    response = client.get("/powers/?format=csv")
    assert b"".join(response.streaming_content).startswith(b"\xef\xbb\xbf")
    assert response["Content-Type"] == "text/csv; charset=utf-8; header=present"
    assert "filename*=utf-8''" in response["Content-Disposition"]


def test_a_csv_in_gb18030_reads_the_same(client, powers):
    utf8 = rows_of_csv(client.get("/powers/?format=csv"))
    response = client.get("/powers/?format=csv&encoding=gb18030")
    assert "gb18030" in response["Content-Type"]
    assert rows_of_csv(response, "gb18030") == utf8


def test_no_cell_runs_as_a_formula(client):
    factories.ServiceItemFactory(in_force=True, name='=HYPERLINK("http://x","点")', code="@S1")
    for row in (
        *rows_of_csv(client.get("/services/?format=csv")),
        *rows_of_xlsx(client.get("/services/?format=xlsx")),
    ):
        assert row["事项名称"].startswith("'=")
        assert row["事项编码"].startswith("'@")


def test_matters_come_in_the_layout_of_the_standard_catalogue(client):
    matter = factories.MatterFactory(
        in_force=True,
        mode=PublicityMode.ON_APPLICATION,
        at_township=True,
        audience="named_group",
        audience_group="申请人",
        elements=["依据", "结果"],
    )
    (row,) = rows_of_csv(client.get("/matters/?format=csv"))
    assert list(row) == [column.header for column in MatterResource.columns]
    assert row["公开事项/一级事项"] == matter.group.name
    assert row["公开事项/二级事项"] == matter.name
    assert row["公开内容"] == "依据\n结果"
    assert row["公开时限"] == matter.time_limit_text
    assert (row["公开对象/全社会"], row["公开对象/特定群体"]) == ("", "申请人")
    assert (row["公开方式/主动"], row["公开方式/依申请公开"]) == ("", "√")
    assert (row["公开层级/县级"], row["公开层级/乡级"]) == ("√", "√")


def test_documents_and_adjustments_have_their_files(client):
    document = factories.PublicationFactory(published=True, keywords=["环境", "审批"])
    factories.PublicationFactory(withdrawn=True)
    factories.PublicationFactory()
    (row,) = rows_of_csv(client.get("/documents/?format=csv"))
    assert (row["索引号"], row["信息名称"]) == (document.index_number, document.title)
    assert row["关键词"] == "环境、审批"
    adjustment = factories.AdjustmentFactory()
    Adjustment.objects.update(state="applied", applied_at=timezone.now())
    (row,) = rows_of_csv(client.get("/adjustments/?format=csv"))
    assert row["编码"] == adjustment.entry.code


def test_headers_are_the_official_ones_for_every_reader(client, powers):
    chinese = rows_of_csv(client.get("/powers/?format=csv"))
    assert rows_of_csv(client.get("/en/powers/?format=csv")) == chinese


def test_a_file_names_public_entries_only(client):
    matter = factories.MatterFactory(in_force=True)
    power = factories.PowerItemFactory(in_force=True)
    matter.powers.add(power, factories.PowerItemFactory(), power.standard)
    document = factories.PublicationFactory(published=True)
    document.matters.add(matter, factories.MatterFactory())
    (row,) = rows_of_csv(client.get("/matters/?format=csv"))
    assert row["权力事项编码"] == power.code
    (row,) = rows_of_csv(client.get("/documents/?format=csv"))
    assert row["公开事项编码"] == matter.code
    assert "正文" not in row


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_file_sent_in_again_changes_nothing(client, encoding):
    matter = factories.MatterFactory(in_force=True, at_township=True, stage="result")
    response = client.get(f"/matters/?format=csv&encoding={encoding}")
    table = read_table(b"".join(response.streaming_content), filename="matters.csv")
    assert table.rows[0].cells == {
        **cells_of(matter),
        "序号": "1",
    }


@pytest.mark.parametrize(
    ("address", "make"),
    [
        ("/powers/", lambda: factories.PowerItemFactory(in_force=True)),
        ("/services/", lambda: factories.ServiceItemFactory(in_force=True)),
        ("/matters/", lambda: factories.MatterFactory(in_force=True)),
        ("/documents/", lambda: factories.PublicationFactory(published=True)),
        ("/adjustments/", lambda: factories.AdjustmentFactory()),
    ],
    ids=["powers", "services", "matters", "documents", "adjustments"],
)
def test_a_file_needs_few_queries_however_long(
    client, django_assert_max_num_queries, address, make
):
    for _ in range(15):
        make()
    Adjustment.objects.update(state="applied", applied_at=timezone.now())
    with django_assert_max_num_queries(6):
        rows = rows_of_csv(client.get(f"{address}?format=csv"))
    assert len(rows) == 15
