"""A changed guide in words: only the parts that differ, each with its old and its new value."""

from collections.abc import Mapping
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from catalogs.guide_values import COLUMNS, MATERIAL_COLUMNS, STEP_COLUMNS
from catalogs.models import Guide, GuideMaterial, GuideStep

PARTS = {"steps": (GuideStep, STEP_COLUMNS), "materials": (GuideMaterial, MATERIAL_COLUMNS)}


def guide_changes(
    old: Mapping[str, Any] | None, new: Mapping[str, Any] | None
) -> list[dict[str, str]]:
    """Return label, old and new of each part of a guide that differs."""
    old, new = old or {}, new or {}
    rows = []
    for name in (*COLUMNS, *PARTS):
        if old.get(name) == new.get(name):
            continue
        rows.append(
            {
                "label": _("Guide: %(part)s") % {"part": _label(name)},
                "old": _words(name, old.get(name)),
                "new": _words(name, new.get(name)),
            }
        )
    return rows


def _label(name: str) -> str:
    if name in PARTS:
        return str(PARTS[name][0]._meta.verbose_name_plural)
    return str(Guide._meta.get_field(name).verbose_name)


def _words(name: str, value: Any) -> str:
    if name in PARTS:
        model, columns = PARTS[name]
        return "\n".join(
            f"{number}. {_line(model, columns, row)}" for number, row in enumerate(value or [], 1)
        )
    return _value(Guide, name, value)


def _line(model: type, columns: tuple[str, ...], row: Mapping[str, Any]) -> str:
    """Return a step or a material as one line: its name, then what else it says."""
    rest = [
        _(": ").join((str(capfirst(model._meta.get_field(column).verbose_name)), text))
        for column in columns[1:]
        if (text := _value(model, column, row.get(column)))
    ]
    return _("; ").join([str(row.get("name", "")), *rest])


def _value(model: type, name: str, value: Any) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return str(dict(model._meta.get_field(name).flatchoices or ()).get(value, value))
