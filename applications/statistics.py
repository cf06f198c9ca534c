"""Live statistics of disclosure on application: a year, in a fixed number of queries."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Avg, Count, F, Q, QuerySet
from django.db.models.functions import ExtractMonth

from applications.annual_report import annual_report
from applications.annual_tables import HANDLED, AnnualReport
from applications.enums import ApplicantKind, Channel, Outcome
from applications.models import Application, Rating
from catalogs.deadlines import load_calendar
from catalogs.models import Department
from catalogs.working_days import WorkCalendar

MONTHS = range(1, 13)
# The headings under which the form gathers the outcomes, by the beginning of their codes.
GROUPS = ("3.1", "3.2", "3.3", "3.4", "3.5", "3.6")


@dataclass(frozen=True, slots=True)
class DepartmentFigures:
    """What one department received and concluded in the year, and what it has open."""

    department: Department
    received: int
    concluded: int
    late: int
    open: int


@dataclass(frozen=True, slots=True)
class Statistics:
    """The figures of one year; shares are between 0 and 1, None where nothing was counted."""

    year: int
    received: int
    handled: int
    open: int
    overdue: int
    on_time: float | None
    mean_days: float | None
    mean_mark: float | None
    marks: int
    report: AnnualReport
    months_received: tuple[int, ...]
    months_handled: tuple[int, ...]
    channels: Mapping[str, int]
    kinds: Mapping[str, int]
    departments: tuple[DepartmentFigures, ...]

    @property
    def groups(self) -> dict[str, int]:
        """How often each group of outcomes came about."""
        cells = self.report.applications.cells
        return {
            group: sum(cells[code][-1] for code in Outcome.values if code.startswith(group))
            for group in GROUPS
        }


def years(today: date) -> list[int]:
    """Return the years with figures, newest first; this year is always among them."""
    first = Application.objects.order_by("received_on").values_list("received_on", flat=True)
    begin = first.first()
    return list(range(today.year, (begin.year if begin else today.year) - 1, -1))


def statistics(year: int, *, today: date) -> Statistics:
    """Return the figures of ``year``. "Open" and "overdue" are those of today.

    The number of queries depends neither on the applications nor on the departments.
    """
    received = Application.objects.received_in(year).order_by()
    concluded = Application.objects.concluded_in(year).order_by()
    report = annual_report(year)
    late = concluded.late().count()
    handled = report.applications.cells[HANDLED][-1]
    marks = Rating.objects.filter(rated_on__year=year).aggregate(mean=Avg("score"), n=Count("pk"))
    return Statistics(
        year=year,
        received=report.applications.cells["1"][-1],
        handled=handled,
        open=Application.objects.open().count(),
        overdue=Application.objects.overdue(today).count(),
        on_time=(handled - late) / handled if handled else None,
        mean_days=_mean_days(year, load_calendar()),
        mean_mark=marks["mean"],
        marks=marks["n"],
        report=report,
        months_received=_by_month(received, "received_on", year, today),
        months_handled=_by_month(concluded, "concluded_on", year, today),
        channels=_by(received, "channel", Channel.values),
        kinds=_by(received, "applicant_kind", ApplicantKind.values),
        departments=_by_department(year),
    )


def glance(*, today: date) -> dict[str, int]:
    """Return this year's received and handled, and what is open today: the home page's figures."""
    year = today.year
    return Application.objects.order_by().aggregate(
        received=Count("pk", filter=Q(received_on__year=year)),
        handled=Count("pk", filter=Q(concluded_on__year=year)),
        open=Count("pk", filter=Q(concluded_on__isnull=True)),
    )


def _by(rows: QuerySet, column: str, values: list[str]) -> dict[str, int]:
    counted = dict(rows.values_list(column).annotate(count=Count("pk")))
    return {value: counted.get(value, 0) for value in values}


def _by_month(rows: QuerySet, column: str, year: int, today: date) -> tuple[int, ...]:
    """Months that have not begun yet have no figure."""
    counted = dict(rows.values_list(ExtractMonth(column)).annotate(count=Count("pk")))
    begun = MONTHS if year < today.year else range(1, today.month + 1)
    return tuple(counted.get(month, 0) for month in begun)


def _mean_days(year: int, calendar: WorkCalendar) -> float | None:
    """Return the mean of working days from receipt to answer, for the answers of the year."""
    answers = Application.objects.answered_in(year).order_by()
    pairs = list(answers.values_list("received_on", "answered_on").annotate(count=Count("pk")))
    if not pairs:
        return None
    first, last = min(pair[0] for pair in pairs), max(pair[1] for pair in pairs)
    # Each day is looked at once, however many answers were given.
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    worked = [day for day in days if calendar.is_working_day(day)]
    total = sum(
        count * (bisect_right(worked, answered) - bisect_right(worked, received))
        for received, answered, count in pairs
    )
    return total / sum(count for _received, _answered, count in pairs)


def _by_department(year: int) -> tuple[DepartmentFigures, ...]:
    concluded = Q(concluded_on__year=year)
    rows = (
        Application.objects.filter(department__isnull=False)
        .order_by()
        .values("department")
        .annotate(
            received=Count("pk", filter=Q(received_on__year=year)),
            concluded=Count("pk", filter=concluded),
            late=Count("pk", filter=concluded & Q(concluded_on__gt=F("due_on"))),
            open=Count("pk", filter=Q(concluded_on__isnull=True)),
        )
    )
    named = Department.objects.in_bulk([row["department"] for row in rows])
    figures = [
        DepartmentFigures(department=named[row.pop("department")], **row)
        for row in rows
        if row["received"] or row["concluded"] or row["open"]
    ]
    return tuple(sorted(figures, key=lambda row: (-row.received, row.department.display_order)))
