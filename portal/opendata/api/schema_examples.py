"""Examples for the schema: one value for each name that occurs, put together as the schema says."""

from collections.abc import Mapping
from typing import Any

# By the name of a member; what is not here follows from its type.
VALUES: Mapping[str, Any] = {
    "address": "滨湖区金城西路500号",
    "answer": "到街道办事处民生服务窗口办理，五个工作日内办结。",
    "basis": "《中华人民共和国政府信息公开条例》第二十条",
    "api_url": "https://www.example.org/api/v1/matters/HB-01-001/",
    "body": "## 一、总体要求\n\n全面推进基层政务公开标准化规范化。",
    "body_html": "<h2>一、总体要求</h2>\n<p>全面推进基层政务公开标准化规范化。</p>",
    "checksum": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "code": "JS-FL-JC-0020",
    "content_type": "application/pdf",
    "count": 1,
    "description": "滨湖区备案的养老机构，每月更新一次。",
    "document_number": "锡滨政办发〔2026〕12号",
    "email": "office@example.org",
    "index_number": "014006438/2026-00012",
    "legal_basis": "《中华人民共和国律师法》第五十二条",
    "month": 10,
    "name": "对律师事务所执业活动的日常监督管理",
    "name_en": "Day-to-day supervision of law firms",
    "next": None,
    "organization_code": "014006438",
    "postcode": "214123",
    "previous": None,
    "question": "小区加装电梯的补贴标准是多少？",
    "telephone": "0510-00000000",
    "time_limit_text": "信息形成或者变更之日起20个工作日内",
    "title": "关于印发基层政务公开工作方案的通知",
    "title_en": "Notice on the plan of grassroots openness",
    "year": 2026,
}
BUREAU = {"code": "BHQ-SFJ", "name": "滨湖区司法局", "name_en": "Binhu District Justice Bureau"}
FIELD = {"code": "legal", "name": "公共法律服务", "name_en": "Public legal services"}
# What some components are better shown with: members of each, or the whole of a reference.
OF_COMPONENTS: Mapping[str, Mapping[str, Any]] = {
    "DatasetDetail": {"code": "elderly-care-homes", "name": "养老机构名录"},
    "DatasetEntry": {"code": "elderly-care-homes", "name": "养老机构名录"},
    "DepartmentRow": BUREAU,
    "FieldReference": FIELD,
    "FieldRow": FIELD | {"number": "03"},
}
OF_MEMBERS: Mapping[str, Mapping[str, Any]] = {"department": BUREAU, "parent": BUREAU}
FORMATS: Mapping[str, Any] = {
    "date": "2026-11-24",
    "date-time": "2026-11-24T08:00:00+08:00",
    "uri": "https://www.example.org/documents/014006438/2026-00012/",
    "email": "office@example.org",
}
PATTERNS: Mapping[str, str] = {r"^\d{4}-\d{2}$": "2026-10"}
TYPES: Mapping[str, Any] = {"string": "", "integer": 1, "number": 0.95, "boolean": True}


def example_of(schema: Mapping[str, Any], schemas: Mapping[str, Any], name: str = "") -> Any:
    """Return an example of ``schema``; ``schemas`` are the components it may refer to."""
    if name in OF_MEMBERS:
        return dict(OF_MEMBERS[name])
    if "$ref" in schema:
        component = schema["$ref"].rpartition("/")[2]
        example = example_of(schemas[component], schemas, name)
        better = OF_COMPONENTS.get(component)
        return {**example, **better} if better else example
    if "example" in schema:
        return schema["example"]
    for several in ("oneOf", "allOf", "anyOf"):
        if several in schema:
            return example_of(schema[several][0], schemas, name)
    if "enum" in schema:
        return schema["enum"][0]
    kind = schema.get("type", "string")
    kind = kind[0] if isinstance(kind, list) else kind
    if kind == "object":
        members = schema.get("properties", {})
        return {key: example_of(value, schemas, key) for key, value in members.items()}
    if kind == "array":
        return [example_of(schema["items"], schemas, name)]
    if "pattern" in schema and schema["pattern"] in PATTERNS:
        return PATTERNS[schema["pattern"]]
    ordinary = FORMATS.get(schema.get("format", ""), TYPES[kind])
    value = VALUES.get(name, ordinary)
    return value if value is None or isinstance(value, type(ordinary)) else ordinary
