"""The rows beside a publicity matter: content elements, channels, time limits."""

from collections.abc import Iterable, Sequence

from catalogs.channels import Channel
from catalogs.models import MatterChannel, MatterElement, PublicityMatter, TimeLimit
from catalogs.time_limits import parse_time_limit


def read_channels(matter: PublicityMatter) -> list[list[str]]:
    """Return the channels as pairs of code and, for another channel, its name."""
    return [[row.channel, row.name] for row in matter.channels.all()]


def save_matter_parts(
    matter: PublicityMatter,
    *,
    elements: Sequence[str] | None = None,
    channels: Iterable[Sequence[str]] | None = None,
    time_limit_text: str | None = None,
) -> None:
    """Make the rows beside ``matter`` equal what is given; None leaves a kind as it is.

    An element that keeps its name keeps its row, so that publications covering it
    still do. The time limit is read anew from its words; what cannot be read stays
    as words alone.
    """
    if elements is not None:
        _save_elements(matter, elements)
    if channels is not None:
        matter.channels.all().delete()
        MatterChannel.objects.bulk_create(channel_rows(matter, channels))
    if time_limit_text is not None:
        matter.time_limits.all().delete()
        TimeLimit.objects.bulk_create(limit_rows(matter, time_limit_text))
    # What was prefetched before is no longer true.
    matter._prefetched_objects_cache = {}


def channel_rows(matter: PublicityMatter, channels: Iterable[Sequence[str]]) -> list[MatterChannel]:
    """Return unsaved rows for pairs of channel code and name."""
    return [
        MatterChannel(matter=matter, channel=Channel(code), name=name[:120])
        for code, name in channels
    ]


def element_rows(matter: PublicityMatter, names: Iterable[str]) -> list[MatterElement]:
    """Return unsaved rows for element names, in order, blank ones left out."""
    cleaned = [name.strip()[:500] for name in names if name.strip()]
    return [
        MatterElement(matter=matter, position=position, name=name)
        for position, name in enumerate(cleaned, start=1)
    ]


def limit_rows(matter: PublicityMatter, text: str) -> list[TimeLimit]:
    """Return unsaved rows for the limits read from ``text``; none for a blank text."""
    reading = parse_time_limit(text)
    return [
        TimeLimit.of(matter, position, limit)
        for position, limit in enumerate(reading.limits, start=1)
    ]


def _save_elements(matter: PublicityMatter, names: Sequence[str]) -> None:
    wanted = element_rows(matter, names)
    present = list(matter.elements.all())
    if [row.name for row in present] == [row.name for row in wanted]:
        return
    kept: dict[str, MatterElement] = {}
    for row in present:
        if row.name not in kept and any(row.name == other.name for other in wanted):
            kept[row.name] = row
    matter.elements.exclude(pk__in=[row.pk for row in kept.values()]).delete()
    # Positions are unique: move what stays out of the way, then number anew.
    beyond = max(len(wanted), *(row.position for row in present), 0) + 1 if present else 1
    for offset, row in enumerate(kept.values()):
        row.position = beyond + offset
    MatterElement.objects.bulk_update(kept.values(), ["position"])
    fresh = []
    for row in wanted:
        if old := kept.pop(row.name, None):
            old.position = row.position
            old.save(update_fields=["position"])
        else:
            fresh.append(row)
    MatterElement.objects.bulk_create(fresh)
