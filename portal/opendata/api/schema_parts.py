"""What completes the generated schema: errors, headers, rows, examples, and who runs the API."""

from typing import Any

from django.conf import settings

from portal.opendata import throttling
from portal.opendata.addresses import site
from portal.opendata.api import component_words, index
from portal.opendata.api import schema_words as words
from portal.opendata.api.schema_examples import example_of
from portal.opendata.problems import CONTENT_TYPE
from portal.opendata.rows.parameters import OPERATOR_WORDS, PARAMETERS, Parameter

INDEX = "/api/v1/"
ROWS = "/api/v1/datasets/{code}/rows/"
# Beside the answer itself; whoever names a row may name none.
EVERYWHERE = (304, 400, 401, 406, 429)
OF_ROWS = (403, 404, 410, 422, 503)
LINK = {"type": "string"}
HEADERS = {
    "ETag": {"schema": LINK},
    "Last-Modified": {"schema": LINK},
    "Link": {"schema": LINK},
    "RateLimit": {"schema": LINK},
    "RateLimit-Policy": {"schema": LINK},
}


def complete(result: dict, generator: Any, request: Any, public: bool) -> dict:
    """Complete the schema, as a hook of drf-spectacular, in the language now active."""
    result["info"] |= {
        "title": str(words.TITLE),
        "description": str(words.DESCRIPTION),
        "contact": {"name": settings.OPERATOR, "url": f"{site()}/about/"},
    }
    result["servers"] = [{"url": site()}]
    result["tags"] = [
        {"name": str(part.name), "description": str(part.description)}
        for part in words.PARTS.values()
    ]
    result["paths"][ROWS] = {"get": _rows()}
    components = result["components"]
    components["schemas"]["Problem"] = _problem()
    for name, component in components["schemas"].items():
        component["description"] = component_words.words_of(name)
    components["responses"] = {_name(status): _error(status) for status in words.ERRORS}
    components["securitySchemes"] = _security()
    for path, operations in result["paths"].items():
        if "get" in operations and "/push/" not in path:
            answer = operations["get"]["responses"]["200"]
            _require_all(answer, components["schemas"], set())
            _complete_reading(path, operations["get"], components["schemas"])
        for operation in operations.values():
            operation["security"] = [{"push": []}] if "/push/" in path else [{}, {"key": []}]
    return result


def _complete_reading(path: str, operation: dict, schemas: dict) -> None:
    own = OF_ROWS if path == ROWS else (404,) if "{" in path else ()
    for status in sorted({*EVERYWHERE, *own}):
        reference = {"$ref": f"#/components/responses/{_name(status)}"}
        operation["responses"][str(status)] = reference
    answer = operation["responses"]["200"]
    answer["headers"] = HEADERS
    if path == INDEX:
        answer["content"]["application/json"]["example"] = index.addresses()
    for media in answer["content"].values():
        if "example" not in media and "schema" in media:
            media["example"] = example_of(media["schema"], schemas)


def _require_all(part: Any, schemas: dict, seen: set[str]) -> None:
    """Say of everything an answer is made of that each member is always there."""
    if isinstance(part, list):
        for below in part:
            _require_all(below, schemas, seen)
    if not isinstance(part, dict):
        return
    name = part["$ref"].rpartition("/")[2] if isinstance(part.get("$ref"), str) else ""
    if name and name not in seen:
        seen.add(name)
        members = schemas[name].get("properties", {})
        schemas[name] |= {"required": list(members)} if members else {}
        _require_all(schemas[name], schemas, seen)
    for below in part.values():
        _require_all(below, schemas, seen)


def _rows() -> dict[str, Any]:
    code = {"name": "code", "in": "path", "required": True, "schema": {"type": "string"}}
    filters = {
        "name": "filters",
        "in": "query",
        "description": f"{words.FILTERS_DESCRIPTION} {_operators()}",
        "style": "form",
        "explode": True,
        "schema": {"type": "object", "additionalProperties": {"type": "string"}},
    }
    text = {"schema": {"type": "string"}}
    return {
        "operationId": "datasets_rows",
        "summary": str(words.ROWS_SUMMARY),
        "description": str(words.ROWS_DESCRIPTION),
        "tags": [str(words.PARTS["datasets"].name)],
        "parameters": [code, *map(_row_parameter, PARAMETERS.values()), filters],
        "responses": {
            "200": {
                "description": "",
                "content": {
                    "application/json": {"schema": _page_of_rows()},
                    "text/csv": text | {"example": "机构名称,床位数\n滨湖一号,120\n"},
                    "application/x-ndjson": text | {"example": '{"机构名称":"滨湖一号"}\n'},
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": {
                        "schema": {"type": "string", "format": "binary"},
                        "example": "",
                    },
                },
            }
        },
    }


def _operators() -> str:
    return "; ".join(f"{operator} – {said}" for operator, said in OPERATOR_WORDS.items())


def _row_parameter(row: Parameter) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": row.kind}
    if row.choices:
        schema["enum"] = list(row.choices)
    if row.least is not None:
        schema["minimum"] = row.least
    if row.most is not None:
        schema["maximum"] = row.most
    if row.default is not None:
        schema["default"] = row.default
    said = {
        "name": row.name,
        "in": "query",
        "description": str(row.description),
        "schema": schema,
    }
    if row.example != "":
        said["example"] = row.example
    return said


def _page_of_rows() -> dict[str, Any]:
    text = {"type": "string"}
    column = {
        "type": "object",
        "required": ["name", "title", "type"],
        "properties": dict.fromkeys(("name", "title", "title_en", "type", "unit"), text),
    }
    cells = {"type": "object", "additionalProperties": True}
    members = {
        "dataset": text,
        "version": {"type": "integer"},
        "licence": text,
        "columns": {"type": "array", "items": column},
        "rows": {"type": "array", "items": cells},
        "next": {"type": ["string", "null"]},
        "total": {"type": "integer"},
    }
    return {
        "type": "object",
        "required": ["dataset", "version", "columns", "rows", "next"],
        "properties": members,
        "example": {
            "dataset": "elderly-care-homes",
            "version": 3,
            "licence": "https://creativecommons.org/licenses/by/4.0/",
            "columns": [
                {
                    "name": "床位数",
                    "title": "床位数",
                    "title_en": "Beds",
                    "type": "integer",
                    "unit": "张",
                }
            ],
            "rows": [{"床位数": 120}],
            "next": None,
        },
    }


def _problem() -> dict[str, Any]:
    text = {"type": "string"}
    fault = {"type": "object", "properties": {"parameter": text, "field": text, "detail": text}}
    members = {
        "type": {"type": "string", "format": "uri"},
        "title": text,
        "status": {"type": "integer"},
        "detail": text,
        "errors": {"type": "array", "items": fault},
    }
    required = ["type", "title", "status", "detail"]
    return {"type": "object", "required": required, "properties": members}


def _error(status: int) -> dict[str, Any]:
    said: dict[str, Any] = {"description": str(words.ERRORS[status])}
    if status != 304:
        schema = {"$ref": "#/components/schemas/Problem"}
        said["content"] = {CONTENT_TYPE: {"schema": schema}}
    if status in (429, 503):
        said["headers"] = {"Retry-After": {"schema": {"type": "string"}}}
    return said


def _name(status: int) -> str:
    return f"Status{status}"


def _security() -> dict[str, Any]:
    return {
        "key": {
            "type": "apiKey",
            "in": "header",
            "name": throttling.HEADER,
            "description": str(words.KEY_DESCRIPTION),
        },
        "push": {
            "type": "apiKey",
            "in": "header",
            "name": "Authorization",
            "description": str(words.PUSH_DESCRIPTION),
        },
    }
