"""The calendars the State Council has published, as the package ``chinese_calendar`` knows them."""

from datetime import date

from chinese_calendar import Holiday
from chinese_calendar.constants import holidays, in_lieu_days, workdays

CalendarRow = tuple[date, bool, str]
_NAMES = {occasion.value: occasion.chinese for occasion in Holiday}


def published_years() -> list[int]:
    """Return every year whose calendar the package holds."""
    return sorted({day.year for day in holidays})


def calendar_rows(year: int) -> list[CalendarRow]:
    """Return the days of ``year`` that depart from the plain week: date, is it worked, occasion.

    A holiday on a Saturday or Sunday departs from nothing and has no row.
    """
    off = [
        (day, False, _named(day, occasion))
        for day, occasion in holidays.items()
        if day.year == year and day.weekday() < 5
    ]
    worked = [
        (day, True, f"{_NAMES.get(occasion, occasion)}调休上班")
        for day, occasion in workdays.items()
        if day.year == year and day.weekday() >= 5
    ]
    return sorted([*off, *worked])


def _named(day: date, occasion: str) -> str:
    name = _NAMES.get(occasion, occasion)
    return f"{name}调休放假" if day in in_lieu_days else f"{name}放假"
