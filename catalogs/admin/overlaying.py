"""Proposed values as the initial values of an entry's form."""

from typing import Any

from catalogs.channels import Channel
from catalogs.entry_values import REFERENCES
from catalogs.models import CatalogEntry, PowerItem, ServiceItem


def initial_of_values(entry: CatalogEntry, values: dict[str, Any]) -> dict[str, Any]:
    """Return what ``values`` (as ``entry_values`` names them) put into the form of ``entry``."""
    initial: dict[str, Any] = {}
    for name, value in values.items():
        if name == "elements":
            initial["elements_text"] = "\n".join(value)
        elif name == "channels":
            initial["channel_choice"] = [code for code, _name in value if code != Channel.OTHER]
            initial["other_channels"] = "\n".join(
                words or str(Channel.OTHER.label) for code, words in value if code == Channel.OTHER
            )
        elif name == "standard":
            initial[name] = _power(value)
        elif name == "powers":
            initial[name] = [pk for pk in map(_power, value) if pk]
        elif name == "services":
            initial[name] = list(
                ServiceItem.objects.filter(code__in=value).values_list("pk", flat=True)
            )
        elif name in REFERENCES:
            model, key = REFERENCES[name]
            initial[name] = model._default_manager.filter(**{key: value}).values("pk").first()
            initial[name] = initial[name] and initial[name]["pk"]
        elif name != "guide":
            initial[name] = value
    return initial


def _power(key: str | None) -> int | None:
    if not key:
        return None
    level, _colon, code = key.partition(":")
    return PowerItem.objects.filter(level=level, code=code).values_list("pk", flat=True).first()
