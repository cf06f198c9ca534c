"""Monthly reports of supervision in the demonstration: the district's, and one department's."""

from datetime import date, datetime

from catalogs.demo.cast import SHOWN
from catalogs.demo.dates import at_nine, months_before
from catalogs.models import Department
from supervision import reporting

# Months back of which there is a report of the district; of the last also one of a department.
MONTHS = 3


def load(*, today: date, now: datetime) -> int:
    """Make each report on the first of the month after; return how many."""
    shown = Department.objects.get(code=SHOWN)
    wanted: list[tuple[int, Department | None]] = [(back, None) for back in range(MONTHS, 0, -1)]
    wanted.append((1, shown))
    for back, department in wanted:
        reporting.make(
            month=months_before(today, back),
            department=department,
            actor=None,
            now=at_nine(months_before(today, back - 1)),
        )
    return len(wanted)
