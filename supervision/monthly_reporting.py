"""Monthly reports of the pilot: opened on the first of the month, drafted, sent in, reminded of.

Who reports: every unit responsible for a task, and cooperating units that work in this portal,
which are those with officials. The pilot ended in September 2018 and what it tried is spread
since: units go on reporting while they have tasks.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from catalogs import letters
from catalogs.access import role_of
from catalogs.deadlines import due_soon_by, load_calendar
from catalogs.enums import Role
from catalogs.history import record
from catalogs.identity import personal_numbers
from catalogs.models import Department, Official
from catalogs.models.departments import DepartmentQuerySet
from catalogs.notices import intake_officials
from catalogs.workflow import MoveRefused
from supervision.enums import ReportState
from supervision.models import MonthlyReport, PilotTask

TEXTS = ("work_done", "problems", "suggestions")
# Who writes for the unit they belong to.
WRITERS = frozenset({Role.CLERK, Role.REVIEWER})


def reporting_units() -> DepartmentQuerySet:
    """Return the units that report every month."""
    cooperating = PilotTask.cooperating.through.objects.filter(department=OuterRef("pk"))
    responsible = PilotTask.objects.filter(responsible=OuterRef("pk"))
    return Department.objects.public().filter(
        Exists(responsible) | Q(Exists(cooperating), Exists(_own_writers(OuterRef("pk"))))
    )


def open_month(*, today: date) -> int:
    """Make the rows of this month that are not there yet; return how many. May run twice.

    After the day they are due none is made any more: nobody misses what was never asked.
    """
    month = today.replace(day=1)
    due_on = MonthlyReport.due_day(month)
    if today > due_on:
        return 0
    reported = MonthlyReport.objects.filter(month=month, unit=OuterRef("pk"))
    rows = [
        MonthlyReport(unit=unit, month=month, due_on=due_on)
        for unit in reporting_units().filter(~Exists(reported))
    ]
    # Another worker may open the same month at the same moment: the row is unique.
    MonthlyReport.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def may_write(user: Any, report: MonthlyReport) -> bool:
    """Say whether ``user`` writes this report: the unit's own people, or an administrator.

    For a unit without people here, such as the district's government itself or a bureau of the
    city, the office writes what it was sent.
    """
    role = role_of(user)
    if role == Role.ADMINISTRATOR:
        return True
    if role == Role.GOVERNMENT_OFFICE:
        return not _own_writers(report.unit_id).exists()
    return role in WRITERS and report.unit_id == user.department_id


@transaction.atomic
def keep(report: MonthlyReport, *, actor: Official, texts: Mapping[str, str]) -> MonthlyReport:
    """Keep what was written so far; nobody else reads it yet."""
    report = _begin(report, actor)
    _write(report, texts)
    report.save()
    return report


@transaction.atomic
def send_in(
    report: MonthlyReport, *, actor: Official, today: date, texts: Mapping[str, str]
) -> MonthlyReport:
    """Send the report in: from now on everyone reads it. After the day it was due it is late.

    Raises ``ValidationError`` by text, ``MoveRefused`` for others and for what was sent in.
    """
    report = _begin(report, actor)
    if today < report.month:
        raise MoveRefused(_("The month has not begun yet."), code="month")
    _write(report, texts)
    errors = {} if report.work_done else {"work_done": [_("Write what was done in the month.")]}
    for name in TEXTS:
        if personal_numbers(getattr(report, name)):
            words = _("Everyone reads it: take out identity and telephone numbers.")
            errors.setdefault(name, []).append(words)
    if errors:
        raise ValidationError(errors)
    report.state = ReportState.SUBMITTED
    report.submitted_on, report.submitted_by = today, actor
    report.full_clean()
    report.save()
    record(
        report,
        actor=actor,
        action="send_in",
        from_state=ReportState.DRAFT,
        to_state=ReportState.SUBMITTED,
    )
    return report


def remind(*, today: date) -> int:
    """Tell units whose report is due soon or missing, each once; return how many letters."""
    drafts = MonthlyReport.objects.filter(state=ReportState.DRAFT).select_related("unit")
    soon_by = due_soon_by(today, calendar=load_calendar())
    soon = drafts.filter(due_on__gte=today, due_on__lte=soon_by, month__lte=today)
    written = 0
    with override(settings.LANGUAGE_CODE):
        for report in soon.order_by("pk"):
            written += _tell(report, "soon", gettext_noop("The monthly report is due soon"))
        for report in drafts.missing(today).order_by("pk"):
            written += _tell(report, "missing", gettext_noop("The monthly report is missing"))
    return written


def _tell(report: MonthlyReport, occasion: str, news: str) -> int:
    body = _("Monthly report of the pilot, %(month)s. Unit: %(unit)s. Due on: %(day)s.")
    return letters.write(
        f"monthly-report-{occasion}:{report.pk}",
        recipients=_told(report),
        subject=_(news),
        body=body
        % {
            "month": date_format(report.month, "YEAR_MONTH_FORMAT"),
            "unit": report.unit.display_name,
            "day": date_format(report.due_on),
        },
    )


def _told(report: MonthlyReport) -> Iterable[Official]:
    """Return the unit's own officials, or the office where it has none."""
    return list(_own_writers(report.unit_id)) or intake_officials()


def _own_writers(unit: Any) -> QuerySet[Official]:
    return Official.objects.filter(department=unit, is_active=True, role__in=WRITERS)


def _begin(report: MonthlyReport, actor: Official) -> MonthlyReport:
    report = MonthlyReport.objects.select_for_update().get(pk=report.pk)
    if not may_write(actor, report):
        raise MoveRefused(_("This report is another unit's."), code="role")
    if report.state == ReportState.SUBMITTED:
        raise MoveRefused(_("This report was sent in and stays as it is."), code="state")
    return report


def _write(report: MonthlyReport, texts: Mapping[str, str]) -> None:
    errors = {}
    for name in TEXTS:
        setattr(report, name, texts.get(name, "").strip())
        longest = MonthlyReport._meta.get_field(name).max_length
        if len(getattr(report, name)) > longest:
            errors[name] = _("Write %(count)d characters at most.") % {"count": longest}
    if errors:
        raise ValidationError(errors)
