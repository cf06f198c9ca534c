"""A guide with its steps and materials as plain data, for history and adjustments."""

from typing import Any

from catalogs.models import CatalogEntry, Guide, GuideMaterial, GuideStep

GUIDE = "guide"
COLUMNS = (
    "conditions",
    "statutory_limit",
    "commitment_limit",
    "limit_unit",
    "limit_note",
    "result",
)
STEP_COLUMNS = ("name", "description", "post", "limit")
MATERIAL_COLUMNS = ("name", "form", "copies", "is_required", "source")


def read_guide(entry: CatalogEntry) -> dict[str, Any] | None:
    """Return the guide of a power or service item as data, or None where there is none."""
    guide = getattr(entry, "guide", None)
    if guide is None:
        return None
    values: dict[str, Any] = {name: getattr(guide, name) for name in COLUMNS}
    values["steps"] = [_row(step, STEP_COLUMNS) for step in guide.steps.all()]
    values["materials"] = [_row(row, MATERIAL_COLUMNS) for row in guide.materials.all()]
    return values


def write_guide(entry: CatalogEntry, values: dict[str, Any] | None) -> None:
    """Make the guide of ``entry`` equal ``values``; None removes it.

    Raises ``ValidationError`` when a limit, a step or a material is not valid.
    """
    guide = getattr(entry, "guide", None)
    if values is None:
        if guide is not None:
            guide.delete()
        return
    guide = guide or Guide(**{entry.list_name: entry})
    for name in COLUMNS:
        if name in values:
            setattr(guide, name, values[name])
    guide.full_clean()
    guide.save()
    if "steps" in values:
        _replace(guide, GuideStep, values["steps"])
    if "materials" in values:
        _replace(guide, GuideMaterial, values["materials"])


def _row(row, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


def _replace(guide: Guide, model, rows: list[dict[str, Any]]) -> None:
    model.objects.filter(guide=guide).delete()
    for position, values in enumerate(rows, start=1):
        row = model(guide=guide, position=position, **values)
        row.full_clean()
        row.save()
