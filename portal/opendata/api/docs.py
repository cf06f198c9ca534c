"""The page about the API: what the schema says, put in order for readers."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.opendata.addresses import permanent
from portal.opendata.api import schema_words as words
from portal.opendata.api.schema_views import described
from portal.opendata.problems import TITLES


@require_safe
def api_docs(request: HttpRequest) -> HttpResponse:
    """Show every operation with its parameters and an example, limits, keys and errors."""
    schema = described(str(get_language()))
    heading = _("Open API")
    context = {
        "heading": heading,
        "lead": schema["info"]["description"],
        "trail": [
            {"text": _("Open data"), "url": reverse("portal:dataset-list")},
            {"text": heading},
        ],
        "base": permanent("api:index"),
        "schema_url": permanent("api:schema"),
        "times": settings.API_REQUESTS_A_MINUTE,
        "times_by_key": settings.API_REQUESTS_A_MINUTE_BY_KEY,
        "parts": list(_parts(schema)),
        "errors": [
            {"status": status, "title": TITLES.get(status, ""), "text": text}
            for status, text in words.ERRORS.items()
        ],
        "columns": [{"label": label} for label in (_("Parameter"), _("Type"), _("Meaning"))],
    }
    return render(request, "portal/data/api_docs.html", context)


def _parts(schema: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the parts that have operations, in the order of the schema's tags."""
    for name, (tag, part) in zip(words.PARTS, _tagged(schema), strict=True):
        operations = [
            _operation(path, method, operation)
            for path, methods in schema["paths"].items()
            for method, operation in methods.items()
            if tag["name"] in operation.get("tags", ())
        ]
        if operations:
            yield {
                "id": name or "overview",
                "name": tag["name"],
                "text": part.description,
                "operations": operations,
            }


def _tagged(schema: Mapping[str, Any]) -> Iterator[tuple[Mapping[str, Any], words.Part]]:
    return zip(schema["tags"], words.PARTS.values(), strict=True)


def _operation(path: str, method: str, operation: Mapping[str, Any]) -> dict[str, Any]:
    is_read = method == "get" and "{" not in path
    return {
        "id": operation["operationId"],
        "method": method.upper(),
        "path": path,
        "summary": operation.get("summary") or operation.get("description", ""),
        "url": path if is_read else "",
        "rows": [_parameter(row) for row in operation.get("parameters", ())],
        "example": _example(operation),
    }


def _parameter(row: Mapping[str, Any]) -> list[dict[str, str]]:
    schema = row["schema"]
    kind = schema.get("items", schema)
    said = kind.get("format") or kind.get("type", "")
    values = ", ".join(map(str, kind.get("enum", ())))
    default = schema.get("default")
    notes = [
        _sentence(row.get("description", "")),
        _("One of: %(values)s.") % {"values": values} if values else "",
        _("Without it: %(value)s.") % {"value": _plain(default)} if default is not None else "",
    ]
    repeated = _("%(kind)s, may be repeated") % {"kind": said}
    return [
        {"text": row["name"]},
        {"label": _("Type"), "text": repeated if schema.get("type") == "array" else said},
        {"label": _("Meaning"), "text": " ".join(note for note in notes if note)},
    ]


def _sentence(text: str) -> str:
    """End a text as its script ends sentences, so that the next may follow."""
    if not text or text[-1] in ".。":
        return text
    return text + ("." if text[-1].isascii() else "。")


def _plain(value: Any) -> str:
    return ", ".join(value) if isinstance(value, list) else json.dumps(value).strip('"')


def _example(operation: Mapping[str, Any]) -> str:
    """Return the example of the answer, as JSON that is read easily."""
    answer = operation["responses"].get("200", {})
    media = answer.get("content", {}).get("application/json", {})
    example = media.get("example", media.get("schema", {}).get("example"))
    return json.dumps(example, ensure_ascii=False, indent=2) if example else ""
