"""What a table does row by row: new drafts, changes, proposals, bad rows with their reasons."""

import pytest
from django.core.exceptions import ValidationError

from catalogs.enums import AdjustmentState, Audience, EntryState, Level, PublicityMode
from catalogs.models import (
    Adjustment,
    HistoryRow,
    MatterGroup,
    PowerItem,
    PublicityMatter,
    ServiceItem,
)
from catalogs.resources.formats import FORMATS, TableFormat
from catalogs.resources.matters import MatterResource
from catalogs.resources.plans import Verdict
from catalogs.resources.powers import PowerResource
from catalogs.resources.services import ServiceResource
from tests.catalogs.tables_of_tests import exported, plan_of, table
from tests.factories import (
    DepartmentFactory,
    FieldFactory,
    MatterFactory,
    MatterGroupFactory,
    OfficialFactory,
    PowerItemFactory,
    ServiceItemFactory,
    StandardFactory,
)

pytestmark = pytest.mark.django_db

OFFICIAL = (
    "序号,公开事项,,公开内容,公开依据,公开时限,公开主体,公开渠道和载体,公开对象,,公开方式,,公开层级,\n"
    ",一级事项,二级事项,,,,,,全社会,特定群体,主动,依申请公开,县级,乡级\n"
)
HEAD = {
    "reason": "law_revised",
    "basis": "《条例》修订",
    "explanation": "",
    "effective_on": "2026-12-01",
}


@pytest.fixture
def clerk():
    return OfficialFactory(department=DepartmentFactory(name="滨湖区生态环境局"))


@pytest.fixture
def group():
    field = FieldFactory(name="环境保护", slug="environment", code="ENV")
    return MatterGroupFactory(field=field, name="行政许可", code="ENV-01")


def official_row(**cells) -> str:
    row = {
        "level1": "行政许可",
        "level2": "环评审批",
        "content": "1.受理公告;2.审批决定",
        "basis": "《环境影响评价法》",
        "limit": "自信息形成或者变更之日起20个工作日内公开",
        "subject": "滨湖区生态环境局",
        "channels": "■政府网站 □广播电视 ■其他:审批平台",
        "ticks": "√,,√,,√,√",
    } | cells
    return ("1,{level1},{level2},{content},{basis},{limit},{subject},{channels},{ticks}\n").format(
        **row
    )


def in_field(text: str) -> str:
    """Add the column of the field to an official table."""
    first, second, *rows = text.splitlines()
    return "\n".join([f"公开领域,{first}", f",{second}", *(f"环境保护,{row}" for row in rows)])


def test_a_row_of_the_official_layout_becomes_a_draft_with_all_its_parts(clerk, group):
    MatterResource(actor=clerk).apply(table(in_field(OFFICIAL + official_row())))
    matter = PublicityMatter.objects.get()
    assert (matter.state, matter.group, matter.department) == ("draft", group, clerk.department)
    assert [row.name for row in matter.elements.all()] == ["受理公告", "审批决定"]
    assert [(row.channel, row.name) for row in matter.channels.all()] == [
        ("website", ""),
        ("other", "审批平台"),
    ]
    assert [row.amount for row in matter.time_limits.all()] == [20]
    assert (matter.mode, matter.at_county, matter.at_township) == ("proactive", True, True)
    assert matter.code == "ENV-01-001"
    history = HistoryRow.objects.of(matter).get()
    assert (history.actor, history.action) == (clerk, "import_create")


def test_planning_changes_nothing(clerk, group):
    plan = plan_of(MatterResource, in_field(OFFICIAL + official_row()), clerk)
    assert plan.counts["new"] == 1
    assert not PublicityMatter.objects.exists()
    assert not HistoryRow.objects.exists()


def test_a_merged_level_1_cell_holds_for_the_rows_below_and_ditto_for_the_limit_above(clerk, group):
    rows = official_row() + official_row(level1="", level2="排污许可", limit="同上")
    MatterResource(actor=clerk).apply(table(in_field(OFFICIAL + rows)))
    second = PublicityMatter.objects.get(name="排污许可")
    assert second.group == group
    assert second.time_limit_text == "自信息形成或者变更之日起20个工作日内公开"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_utf_8_and_gbk_read_alike(clerk, group, encoding):
    dataset = table(in_field(OFFICIAL + official_row()), encoding=encoding)
    assert MatterResource(actor=clerk).plan(dataset).counts["new"] == 1


def test_english_headers_read_like_the_chinese_ones(clerk, group):
    text = (
        "field,level1_matter,level2_matter,content_elements,basis,time_limit,subject,channels,"
        "audience_all(0/1),audience_specific,mode(proactive|on_request),level(county|township)\n"
        "environment,行政许可,环评审批,受理公告;审批决定,《环评法》,及时公开,,政府网站,0,申请人,"
        "on_request,county\n"
    )
    MatterResource(actor=clerk).apply(table(text))
    matter = PublicityMatter.objects.get()
    assert (matter.mode, matter.audience) == (PublicityMode.ON_APPLICATION, Audience.NAMED_GROUP)
    assert (matter.audience_group, matter.at_township) == ("申请人", False)


def test_a_clerk_cannot_import_a_row_of_another_department(clerk, group):
    DepartmentFactory(name="滨湖区教育局")
    text = in_field(OFFICIAL + official_row() + official_row(subject="滨湖区教育局", level2="甲"))
    plan = plan_of(MatterResource, text, clerk)
    assert [row.verdict for row in plan.rows] == [Verdict.NEW, Verdict.BAD]
    assert "公开主体" in plan.rows[1].reasons[0]
    with pytest.raises(ValidationError):
        MatterResource(actor=clerk).apply(table(text))
    assert not PublicityMatter.objects.exists()


def test_a_clerk_cannot_take_over_an_entry_of_another_department_by_its_code(clerk, group):
    foreign = MatterFactory(group=group, name="他人的事项")
    text = (
        f"事项编码,公开领域,一级事项,二级事项,公开内容\n{foreign.code},环境保护,行政许可,改名,甲\n"
    )
    row = plan_of(MatterResource, text, clerk).rows[0]
    assert row.verdict == Verdict.BAD
    assert not row.changes


def test_good_rows_are_imported_without_the_bad_ones_only_when_asked(clerk, group):
    text = in_field(OFFICIAL + official_row() + official_row(level2="乙", subject="无此部门"))
    plan = MatterResource(actor=clerk).apply(table(text), skip_bad=True)
    assert (plan.counts["new"], plan.counts["bad"]) == (1, 1)
    assert PublicityMatter.objects.get().name == "环评审批"


def test_the_same_matter_twice_in_one_file_is_bad_the_second_time(clerk, group):
    plan = plan_of(MatterResource, in_field(OFFICIAL + official_row() + official_row()), clerk)
    assert [row.verdict for row in plan.rows] == [Verdict.NEW, Verdict.BAD]


def test_an_unknown_level_1_matter_is_added_with_the_import(clerk, group):
    MatterResource(actor=clerk).apply(table(in_field(OFFICIAL + official_row(level1="行政处罚"))))
    added = MatterGroup.objects.get(name="行政处罚")
    assert added.field == group.field
    assert PublicityMatter.objects.get().group == added


ROUND_TRIPS = [
    pytest.param(MatterResource, PublicityMatter, MatterFactory, id="matters"),
    pytest.param(ServiceResource, ServiceItem, ServiceItemFactory, id="services"),
    pytest.param(PowerResource, PowerItem, PowerItemFactory, id="powers"),
]


@pytest.mark.parametrize("kind", list(FORMATS))
@pytest.mark.parametrize(("resource", "model", "make"), ROUND_TRIPS)
def test_an_export_read_again_changes_nothing(clerk, kind, resource, model, make):
    for state in ({}, {"in_force": True}):
        row = make(department=clerk.department, **state)
        model.objects.filter(pk=row.pk).update(legal_basis="=危险(1+1)；第二条、第三条")
        if model is PowerItem:
            PowerItem.objects.filter(pk=row.standard_id).update(
                legal_basis="=危险(1+1)；第二条、第三条"
            )
    queryset = model.objects.filter(department=clerk.department)
    content = exported(resource, queryset, kind)
    dataset = TableFormat().create_dataset(content, filename="export")
    plan = resource(actor=clerk).plan(dataset)
    assert [(row.verdict, row.reasons) for row in plan.rows] == [(Verdict.SAME, [])] * 2


@pytest.mark.parametrize("kind", ["csv", "gbk"])
def test_an_export_holds_no_formula(clerk, kind):
    ServiceItemFactory(name="=HYPERLINK(1)")
    text = exported(ServiceResource, ServiceItem.objects.all(), kind)
    assert b",=HYPERLINK" not in text
    assert b",'=HYPERLINK" in text


def service_row(item: ServiceItem, **cells) -> str:
    values = {"code": item.code, "name": item.name, "fee": "不收费"} | cells
    return "事项编码,事项名称,收费情况\n{code},{name},{fee}\n".format(**values)


def test_a_changed_draft_is_updated_and_its_history_says_what_changed(clerk):
    item = ServiceItemFactory(department=clerk.department)
    plan = ServiceResource(actor=clerk).apply(table(service_row(item)))
    item.refresh_from_db()
    assert item.fee == "不收费"
    assert plan.rows[0].changes == {"收费情况": ["", "不收费"]}
    history = HistoryRow.objects.of(item).get()
    assert (history.action, history.changes) == ("import_edit", {"fee": ["", "不收费"]})


def test_a_changed_entry_in_force_gets_a_proposal_and_stays_as_it_is(clerk):
    item = ServiceItemFactory(department=clerk.department, in_force=True)
    plan = ServiceResource(actor=clerk).apply(table(service_row(item)), head=HEAD)
    item.refresh_from_db()
    assert (plan.counts["proposed"], item.fee) == (1, "")
    adjustment = Adjustment.objects.get()
    assert (adjustment.state, adjustment.proposed) == (AdjustmentState.DRAFT, {"fee": "不收费"})
    assert adjustment.proposed_by == clerk


@pytest.mark.parametrize("situation", ["abolished", "pending"])
def test_abolished_entries_and_those_under_adjustment_are_bad_rows(clerk, situation):
    item = ServiceItemFactory(
        department=clerk.department,
        **{"abolished" if situation == "abolished" else "in_force": True},
    )
    if situation == "pending":
        ServiceResource(actor=clerk).apply(table(service_row(item, fee="十元")), head=HEAD)
    assert plan_of(ServiceResource, service_row(item), clerk).rows[0].verdict == Verdict.BAD


@pytest.mark.parametrize(
    ("column", "value", "part"),
    [
        pytest.param("事项名称", "另一名称", "事项名称", id="name"),
        pytest.param("权力类别", "行政处罚", "权力类别", id="category"),
        pytest.param("设定依据", "另一依据", "设定依据", id="basis"),
    ],
)
def test_a_power_that_departs_from_its_standard_is_a_bad_row_naming_the_part(
    clerk, column, value, part
):
    standard = StandardFactory()
    text = f"事项编码,{column}\n{standard.code},{value}\n"
    row = plan_of(PowerResource, text, clerk).rows[0]
    assert row.verdict == Verdict.BAD
    assert [reason for reason in row.reasons if reason.startswith(part)]


def test_a_power_with_the_code_of_no_standard_is_a_bad_row(clerk):
    row = plan_of(PowerResource, "事项编码,事项名称\n999,自设许可\n", clerk).rows[0]
    assert row.verdict == Verdict.BAD


def test_a_power_row_takes_what_it_leaves_blank_from_its_standard(clerk):
    standard = StandardFactory()
    PowerResource(actor=clerk).apply(table(f"事项编码,承办机构\n{standard.code},审批科\n"))
    item = PowerItem.objects.get(level=Level.COUNTY)
    assert (item.name, item.category, item.standard) == (
        standard.name,
        standard.category,
        standard,
    )
    assert (item.state, item.office) == (EntryState.DRAFT, "审批科")


def test_a_new_row_that_breaks_a_constraint_is_bad_before_the_database_says_so(clerk, group):
    text = "公开领域,一级事项,二级事项,公开内容,公开方式\n环境保护,行政许可,内部事项,甲,不予公开\n"
    row = plan_of(MatterResource, text, clerk).rows[0]
    assert row.verdict == Verdict.BAD


def test_a_table_without_a_needed_column_is_refused_as_a_whole(clerk):
    with pytest.raises(ValidationError):
        plan_of(ServiceResource, "事项编码\nS1\n", clerk)
