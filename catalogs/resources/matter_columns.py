"""The columns of the national standard catalogue, and the headers counties give them."""

from collections.abc import Sequence

from catalogs.matter_import.columns import find_columns
from catalogs.tables import TableError

from .columns import Column, match

COLUMNS = (
    Column("number", "序号", ("no.",)),
    Column("field", "公开领域", ("领域",)),
    Column("group", "公开事项/一级事项", ("level1_matter", "level-1 matter")),
    Column("name", "公开事项/二级事项", ("level2_matter", "level-2 matter", "事项名称")),
    Column("elements", "公开内容", ("公开内容(要素)", "content_elements", "content elements")),
    Column("legal_basis", "公开依据", ("basis", "legal basis")),
    Column("time_limit_text", "公开时限", ("time_limit", "time limit")),
    Column("department", "公开主体", ("subject", "责任主体")),
    Column("channels", "公开渠道和载体", ("公开渠道", "channels and carriers")),
    Column("audience_all", "公开对象/全社会", ("audience_all(0/1)", "audience_all")),
    Column("audience_group", "公开对象/特定群体", ("audience_specific", "特定群众")),
    Column("mode_proactive", "公开方式/主动", ("主动公开",)),
    Column("mode_on_application", "公开方式/依申请公开", ("依申请",)),
    Column("at_county", "公开层级/县级", ("区级", "县(区)级")),
    Column("at_township", "公开层级/乡级", ("乡镇级", "镇级", "街道级")),
    Column("code", "事项编码", ("编码", "matter code")),
    Column("name_en", "英文名称", ("English name",)),
    Column(
        "mode",
        "公开属性",
        (
            "公开方式",
            "mode(proactive|on_request)",
        ),
    ),
    Column(
        "level",
        "适用层级",
        (
            "公开层级",
            "level(county|township)",
        ),
    ),
    Column("stage", "五公开", ("五公开环节", "stage of the five publics")),
    Column("powers", "权力事项编码", ("power items",)),
    Column("services", "服务事项编码", ("service items",)),
    Column("work_post", "责任岗位", ("responsible post",)),
    Column("work_authority", "工作权限", ("authority",)),
    Column("work_procedure", "工作程序", ("procedure",)),
    Column("work_limit", "工作时限", ("limit of the work",)),
    Column("non_disclosure_ground", "不予公开依据", ("ground of non-disclosure",)),
    Column("non_disclosure_justification", "不予公开理由", ("justification",)),
    Column("state", "状态", written_only=True),
    Column("effective_on", "生效日期", written_only=True),
)

# What the readers of county catalogues call a column, and what this table does.
COUNTY_HEADERS = {
    "level1": "group",
    "level2": "name",
    "field": "field",
    "elements": "elements",
    "basis": "legal_basis",
    "time_limit": "time_limit_text",
    "subject": "department",
    "channels": "channels",
    "whole_society": "audience_all",
    "group": "audience_group",
    "proactive": "mode_proactive",
    "on_application": "mode_on_application",
    "mode": "mode",
    "county": "at_county",
    "township": "at_township",
    "levels": "level",
    "stage": "stage",
}


def match_county_headers(
    headers: Sequence[str], columns: Sequence[Column]
) -> tuple[dict[str, str], list[str]]:
    """Match by the official headers; what is left, by the many wordings of county catalogues."""
    names, strange = match(headers, columns)
    try:
        found = find_columns(headers)
    except TableError:
        return names, strange
    for theirs, header in found.items():
        ours = COUNTY_HEADERS.get(theirs)
        if ours and header in strange and ours not in names.values():
            names[header] = ours
            strange.remove(header)
    return names, strange
