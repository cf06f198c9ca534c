"""The values of an entry as plain data: what history compares and adjustments propose.

``read_values`` and ``write_values`` are inverse: the same names, JSON-able values,
foreign keys and links by code, the child rows as lists.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from catalogs.channels import Channel
from catalogs.guide_values import GUIDE, read_guide, write_guide
from catalogs.matter_parts import read_channels, save_matter_parts
from catalogs.models import (
    CatalogEntry,
    Department,
    Field,
    MatterGroup,
    PowerItem,
    PublicityMatter,
    ServiceItem,
)

COMMON = ("code", "name", "name_en", "department", "field", "legal_basis")
COLUMNS: dict[type[CatalogEntry], tuple[str, ...]] = {
    PowerItem: (
        *COMMON,
        "category",
        "level",
        "standard",
        "office",
        "target",
        "scope",
        "responsibilities",
        "supervision",
        "remedies",
        "accountability",
        "intermediary_services",
    ),
    ServiceItem: (
        *COMMON,
        "provider",
        "content",
        "accepting_unit",
        "audience",
        "fee",
        "consultation",
        "complaint",
        "place",
        "hours",
        "online_url",
    ),
    PublicityMatter: (
        *COMMON,
        "group",
        "time_limit_text",
        "audience",
        "audience_group",
        "mode",
        "at_county",
        "at_township",
        "stage",
        "work_post",
        "work_authority",
        "work_procedure",
        "work_limit",
        "non_disclosure_ground",
        "non_disclosure_justification",
    ),
}
# Names that stand for rows beside the entry rather than for its columns.
PARTS: dict[type[CatalogEntry], tuple[str, ...]] = {
    PowerItem: (GUIDE,),
    ServiceItem: (GUIDE,),
    PublicityMatter: ("elements", "channels", "powers", "services"),
}
REFERENCES: dict[str, tuple[type[models.Model], str]] = {
    "department": (Department, "code"),
    "field": (Field, "slug"),
    "group": (MatterGroup, "code"),
}


def part_names(entry: CatalogEntry) -> tuple[str, ...]:
    """Return the names of the child rows that ``entry`` carries."""
    return PARTS[type(entry)]


def read_values(entry: CatalogEntry) -> dict[str, Any]:
    """Return every adjustable value of ``entry``, saved or not, as JSON-able data."""
    values = {name: _read(entry, name) for name in COLUMNS[type(entry)]}
    if not entry.pk:
        return values
    if isinstance(entry, PublicityMatter):
        values["elements"] = [row.name for row in entry.elements.all()]
        values["channels"] = read_channels(entry)
        values["powers"] = [_power_key(power) for power in entry.powers.all()]
        values["services"] = [service.code for service in entry.services.all()]
    else:
        values[GUIDE] = read_guide(entry)
    return values


def write_values(entry: CatalogEntry, values: dict[str, Any]) -> None:
    """Set ``values`` on ``entry``, validate the whole and save it with its child rows.

    Raises ``ValidationError`` keyed by the names of ``values``; the caller's
    transaction is then rolled back.
    """
    unknown = set(values) - set(COLUMNS[type(entry)]) - set(part_names(entry))
    if unknown:
        raise ValidationError(
            _("Unknown values: %(names)s") % {"names": ", ".join(sorted(unknown))}
        )
    for name in COLUMNS[type(entry)]:
        if name in values:
            setattr(entry, name, _resolve(entry, name, values[name]))
    entry.prepare()
    entry.full_clean()
    entry.save()
    if isinstance(entry, PublicityMatter):
        save_matter_parts(
            entry,
            elements=values.get("elements"),
            channels=values.get("channels"),
            time_limit_text=values.get("time_limit_text"),
        )
        if "powers" in values:
            entry.powers.set(_powers(values["powers"]))
        if "services" in values:
            entry.services.set(_by_code(ServiceItem, "services", values["services"]))
    elif GUIDE in values:
        write_guide(entry, values[GUIDE])


def labels(entry: CatalogEntry) -> dict[str, str]:
    """Return the name of each adjustable value in the active language."""
    names = {name: str(entry._meta.get_field(name).verbose_name) for name in COLUMNS[type(entry)]}
    parts = {
        "elements": _("content elements"),
        "channels": _("channels"),
        "powers": _("from power items"),
        "services": _("from service items"),
        GUIDE: _("guide"),
    }
    return names | {name: parts[name] for name in part_names(entry)}


def shown(entry: CatalogEntry, name: str, value: Any) -> Any:
    """Return ``value`` for people: the label of a code, the name of what is referred to.

    Lists stay lists, and a guide stays the dictionary it is.
    """
    if name == "channels":
        return [text or str(Channel(code).label) for code, text in value or []]
    if name in REFERENCES:
        model, key = REFERENCES[name]
        row = model._default_manager.filter(**{key: value}).first() if value else None
        return str(row) if row else value or ""
    if name not in COLUMNS[type(entry)] or name == "standard":
        return value or ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    choices = dict(entry._meta.get_field(name).flatchoices)
    return str(choices.get(value, value if value is not None else ""))


def _read(entry: CatalogEntry, name: str) -> Any:
    if name == "standard":
        return _power_key(entry.standard) if entry.standard_id else None
    if name in REFERENCES:
        related = getattr(entry, f"{name}_id") and getattr(entry, name)
        return getattr(related, REFERENCES[name][1]) if related else None
    value = getattr(entry, name)
    return value.replace("\r\n", "\n") if isinstance(value, str) else value


def _resolve(entry: CatalogEntry, name: str, value: Any) -> Any:
    if name == "standard":
        return _powers([value])[0] if value else None
    if name in REFERENCES:
        model, key = REFERENCES[name]
        row = model._default_manager.filter(**{key: value}).first()
        if row is None:
            raise ValidationError({name: _("“%(value)s” is not known.") % {"value": value}})
        return row
    return value


def _power_key(power: PowerItem) -> str:
    """A power's code is the same at three levels, so its level goes with it."""
    return f"{power.level}:{power.code}"


def _powers(keys: list[str]) -> list[PowerItem]:
    found = []
    for key in keys:
        level, _colon, code = key.partition(":")
        power = PowerItem.objects.filter(level=level, code=code).first()
        if power is None:
            raise ValidationError({"powers": _("“%(value)s” is not known.") % {"value": key}})
        found.append(power)
    return found


def _by_code(model, name: str, codes: list[str]) -> list[models.Model]:
    found = {row.code: row for row in model.objects.filter(code__in=codes)}
    if missing := [code for code in codes if code not in found]:
        raise ValidationError({name: _("“%(value)s” is not known.") % {"value": missing[0]}})
    return [found[code] for code in codes]
