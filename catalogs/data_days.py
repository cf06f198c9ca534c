"""Days and moments as people write them, the year first; other orders are never guessed.

2026-01-31, 2026-1-31, 2026/1/31, 2026.01.31 and 2026年1月31日 each mean one day, whatever else is
in their column. 20260131 may be a number as well, and 2026.1.31 a version: they mean days where
somebody says so.
"""

import re
from collections.abc import Iterable
from datetime import date, datetime

from django.utils import timezone

from catalogs.data_enums import DayWriting

_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SPELLED = re.compile(
    r"(?P<year>[0-9]{4})(?:(?P<sign>[-/.])(?P<month>[0-9]{1,2})(?P=sign)(?P<day>[0-9]{1,2})"
    r"|年(?P<month_cn>[0-9]{1,2})月(?P<day_cn>[0-9]{1,2})日)"
)
_NUMBERED = re.compile(r"[0-9]{4}\.(?:[0-9]\.[0-9]{1,2}|[0-9]{2}\.[0-9])")
_DIGITS = re.compile(r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})")
_MINUTES = r":[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?(?:Z|[+-][0-9]{2}:[0-9]{2})?"
_TIME = re.compile(rf"(?P<hour>[0-9]{{1,2}})(?P<minutes>{_MINUTES})")
_ISO_MOMENT = re.compile(rf"{_ISO.pattern}[T ][0-9]{{2}}{_MINUTES}")
_BEFORE_TIME = re.compile("[T ]")
_SIGNS = {
    "-": DayWriting.DASHES,
    "/": DayWriting.SLASHES,
    ".": DayWriting.POINTS,
    None: DayWriting.CHARACTERS,
}
# What may be a number or a code looks like a day where the year is of these.
_LIKELY_YEARS = range(1900, 2101)


def day_of(cell: str) -> date:
    """Return the day that ``cell`` means. Raises ``ValueError`` for anything else."""
    return _read(cell)[0]


def moment_of(cell: str) -> datetime:
    """Return the moment that ``cell`` means, or the beginning of a day; it has no zone.

    Raises ``ValueError`` or ``OverflowError`` for anything else.
    """
    if _ISO_MOMENT.fullmatch(cell):
        return _without_zone(datetime.fromisoformat(cell))
    written, *rest = _BEFORE_TIME.split(cell, maxsplit=1)
    day = day_of(written)
    if not rest:
        return datetime.combine(day, datetime.min.time())
    time = _TIME.fullmatch(rest[0])
    if time is None:
        raise ValueError(cell)
    hour, minutes = time.group("hour", "minutes")
    return _without_zone(datetime.fromisoformat(f"{day.isoformat()}T{hour:0>2}{minutes}"))


def is_iso(cell: str) -> bool:
    """Say whether ``cell`` has the form of a day or moment in ISO 8601, as programs write them."""
    return _ISO.fullmatch(cell) is not None or _ISO_MOMENT.fullmatch(cell) is not None


def is_telling(cell: str) -> bool:
    """Say whether a day or moment in ``cell`` is no number, house (1203-2-5) or version."""
    if cell[4:5].isdigit() or _NUMBERED.fullmatch(cell):
        return False
    return cell[4:5] == "年" or _ISO.match(cell) is not None or _is_likely(cell)


def looks_like_day(cell: str) -> bool:
    """Say whether ``cell`` has eight digits that read as a day of our time."""
    if _DIGITS.fullmatch(cell) is None or not _is_likely(cell):
        return False
    try:
        day_of(cell)
    except ValueError:
        return False
    return True


def writings_in(cells: Iterable[str]) -> set[DayWriting]:
    """Return how the days in ``cells`` are written, alone or before a time; others are left out."""
    found = set()
    for written in {_BEFORE_TIME.split(cell, maxsplit=1)[0] for cell in cells if cell}:
        try:
            found.add(_read(written)[1])
        except ValueError:
            continue
    return found


def _without_zone(moment: datetime) -> datetime:
    return timezone.make_naive(moment) if timezone.is_aware(moment) else moment


def _is_likely(cell: str) -> bool:
    return cell[:4].isdecimal() and int(cell[:4]) in _LIKELY_YEARS


def _read(cell: str) -> tuple[date, DayWriting]:
    if _ISO.fullmatch(cell):
        return date.fromisoformat(cell), DayWriting.ISO
    if parts := _SPELLED.fullmatch(cell):
        month, day = parts["month"] or parts["month_cn"], parts["day"] or parts["day_cn"]
        return date(int(parts["year"]), int(month), int(day)), _SIGNS[parts["sign"]]
    if parts := _DIGITS.fullmatch(cell):
        year, month, day = map(int, parts.group("year", "month", "day"))
        return date(year, month, day), DayWriting.DIGITS
    raise ValueError(cell)
