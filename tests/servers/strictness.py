"""Undefined template variables fail, where the template is one of ours."""

import sys
from pathlib import Path

import pytest
from django.template.base import Node


class FailOnUndefined(str):
    """Stands in for ``string_if_invalid``: Django formats it with the name it could not resolve."""

    def __new__(cls, templates: Path) -> "FailOnUndefined":
        text = super().__new__(cls, "%s")
        text.templates = str(templates)
        return text

    def __mod__(self, name: object) -> str:
        origin = _origin_of_the_node_being_rendered()
        if origin.startswith(self.templates):
            pytest.fail(f"{origin}: the variable '{name}' is not defined.")
        return ""


def _origin_of_the_node_being_rendered() -> str:
    frame = sys._getframe(2)
    while frame:
        node = frame.f_locals.get("self")
        if isinstance(node, Node) and getattr(node, "origin", None):
            return str(node.origin.name)
        frame = frame.f_back
    return ""
