"""How the views of the API are described in OpenAPI: texts, parameters, and our own fields."""

from typing import Any

import django_filters
from drf_spectacular.extensions import OpenApiSerializerFieldExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, set_override

from portal.filters.faceted import LONGEST_WORDS
from portal.opendata.api import words
from portal.opendata.api.filters import ApiFilter, MomentFilter
from portal.opendata.api.schema_words import BESIDE, DETAIL, LIST, PARTS
from portal.opendata.api.serializers.documents import BodyHtml

for _field, _type in (
    (words.Permalink, OpenApiTypes.URI),
    (words.ApiLink, OpenApiTypes.URI),
    (words.Said, OpenApiTypes.STR),
    (BodyHtml, OpenApiTypes.STR),
):
    set_override(_field, "field", _type)


class ApiSchema(AutoSchema):
    """Texts by the first part of the address, in the language now active."""

    @property
    def part(self) -> str:
        """The first part of the address below the API, or an empty text."""
        return next(iter(self._tokenize_path()), "")

    def get_override_parameters(self) -> list[OpenApiParameter]:
        return [
            OpenApiParameter(
                name, str, description=str(BESIDE[name]), enum=type(code).values, default=code.value
            )
            for name, code in getattr(self.view, "beside", {}).items()
        ]

    def get_tags(self) -> list[str]:
        return [str(PARTS[self.part].name)] if self.part in PARTS else super().get_tags()

    def get_summary(self) -> str | None:
        described = PARTS.get(self.part)
        if described is None or not hasattr(self.view, "rows"):
            return str(described.name) if described else None
        return str((LIST if self._is_list_view() else DETAIL) % {"name": described.name})

    def get_description(self) -> str:
        return str(PARTS[self.part].description) if self.part in PARTS else ""


class CodedExtension(OpenApiSerializerFieldExtension):
    """A code with its words: one component for each set of codes."""

    target_class = "portal.opendata.api.words.Coded"
    match_subclasses = True

    def get_name(self) -> str:
        choices = self.target.choices
        app = choices.__module__.partition(".")[0].capitalize()
        return f"{app}{choices.__name__}Code"

    def map_serializer_field(self, auto_schema: AutoSchema, direction: str) -> dict[str, Any]:
        text = {"type": "string"}
        codes = self.target.choices.values
        members = {"code": text | {"enum": codes}, "name": text, "name_en": text}
        example = words.coded(self.target.choices, codes[len(codes) // 2])
        return {"type": "object", "properties": members, "example": dict(example)}


def filter_parameters(filters: type[ApiFilter]) -> list[dict[str, Any]]:
    """Return the parameters of a list, as OpenAPI describes them."""
    return [
        _parameter(name, row, filters.defaults.get(name))
        for name, row in filters.base_filters.items()
    ]


def _parameter(name: str, row: django_filters.Filter, default: list[str] | None) -> dict[str, Any]:
    schema = _value(row)
    if default:
        schema["default"] = default
    said = {"name": name, "in": "query", "description": str(row.label), "schema": schema}
    if schema["type"] == "array":
        said |= {"style": "form", "explode": True}
    return said


def _value(row: django_filters.Filter) -> dict[str, Any]:
    several = isinstance(row, django_filters.MultipleChoiceFilter)
    if isinstance(row, django_filters.ModelChoiceFilter) or "choices" not in row.extra:
        text: dict[str, Any] = {"type": "string"}
    else:
        text = {"type": "string", "enum": [str(code) for code, _words in row.extra["choices"]]}
    if several or "enum" in text:
        return {"type": "array", "items": text} if several else text
    if isinstance(row, django_filters.DateFilter):
        return {"type": "string", "format": "date"}
    if isinstance(row, MomentFilter):
        return {"type": "string", "format": "date-time"}
    if isinstance(row, django_filters.CharFilter):
        return {"type": "string", "maxLength": LONGEST_WORDS}
    return {"type": "string"}
