"""Verbs of the kept monthly report: made by itself on the first, and again by hand."""

import logging
from datetime import date, datetime

from celery.exceptions import SoftTimeLimitExceeded
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalogs.access import role_of
from catalogs.history import record
from catalogs.models import Department, Official
from catalogs.workflow import MoveRefused
from supervision import failing
from supervision.dashboard_periods import month_before
from supervision.finding_workflow import SUPERVISORS
from supervision.models import Score, SupervisionReport
from supervision.report_contents import contents_of
from supervision.report_files import as_pdf, as_workbook

logger = logging.getLogger(__name__)

# Files are official papers: their language is Chinese, whoever fetches them.
CHINESE = "zh-hans"


def may_make(user: Official) -> bool:
    """Say whether ``user`` makes reports by hand."""
    return role_of(user) in SUPERVISORS


def months(today: date) -> list[date]:
    """Return the past months that have scores, the newest first: those of which reports are."""
    rows = Score.objects.of_district().whole().filter(month__lt=today.replace(day=1))
    return list(rows.order_by("-month").values_list("month", flat=True))


def make(
    *, month: date, department: Department | None, actor: Official | None, now: datetime
) -> SupervisionReport:
    """Make the report of a past month, beside those made of it before.

    ``actor`` is None when it is made by itself. Raises ``MoveRefused`` for other roles and while
    another is making the same, ``ValidationError`` keyed ``month`` for one without scores.
    """
    today, month = timezone.localdate(now), month.replace(day=1)
    if actor is not None and not may_make(actor):
        raise MoveRefused(_("Supervisors make the reports."), code="role")
    if month not in months(today):
        raise ValidationError({"month": _("Choose a past month that was inspected.")})
    reports = SupervisionReport.objects.filter(month=month, department=department)
    last = reports.aggregate(last=Max("number"))["last"] or 0
    report = SupervisionReport(
        month=month, department=department, number=last + 1, made_at=now, made_by=actor
    )
    return _keep(report, now=now)


def make_first(
    *, month: date, department: Department | None, now: datetime
) -> SupervisionReport | None:
    """Make the first report of a month; None when there is one, made by another meanwhile."""
    if SupervisionReport.objects.filter(month=month, department=department).exists():
        return None
    report = SupervisionReport(month=month, department=department, number=1, made_at=now)
    try:
        return _keep(report, now=now)
    except MoveRefused:
        return None


def _keep(report: SupervisionReport, *, now: datetime) -> SupervisionReport:
    """Write the files of a report and the report itself: all of them or none."""
    month, department = report.month, report.department
    name = f"{month:%Y-%m}-{department.code if department else 'district'}-{report.number}"
    with translation.override(CHINESE):
        contents = contents_of(month, department)
        workbook = as_workbook(contents)
        document = as_pdf(contents, made_on=timezone.localdate(now))
    report.workbook.save(f"{name}.xlsx", ContentFile(workbook), save=False)
    report.document.save(f"{name}.pdf", ContentFile(document), save=False)
    try:
        with transaction.atomic():
            report.save()
            record(report, actor=report.made_by, action="make_report", at=now)
    except IntegrityError:
        report.workbook.delete(save=False)
        report.document.delete(save=False)
        raise MoveRefused(_("This report was made by another meanwhile."), code="made") from None
    return report


def make_missing(*, now: datetime) -> int:
    """Make the reports of the month before, of the district and of each department with a score.

    What is there already stays; returns how many were made. One that fails does not stop the
    others: it is logged, told to the administrators once a day, and tried again the next night.
    May run twice, also at once.
    """
    today = timezone.localdate(now)
    month = month_before(today)
    if month not in months(today):
        return 0
    made, failed = 0, []
    for department in _missing(month):
        try:
            made += make_first(month=month, department=department, now=now) is not None
        except SoftTimeLimitExceeded:
            # The worker is about to be ended: going on would leave no time to end in order.
            raise
        except Exception as error:
            who = department.name if department else "-"
            logger.exception("The report of %s for %s failed.", who, f"{month:%Y-%m}")
            failed.append(f"{who}: {type(error).__name__}: {error}")
    failing.tell_administrators(
        f"reports-failed:{today:%Y%m%d}",
        subject=gettext_lazy("Reports of supervision could not be made"),
        failed=failed,
    )
    return made


def _missing(month: date) -> list[Department | None]:
    """Return those of whom there is no report of the month; None for the district."""
    there = set(SupervisionReport.objects.filter(month=month).values_list("department", flat=True))
    scored = Score.objects.of_month(month).of_departments().whole().values("department")
    wanted = [None, *Department.objects.filter(pk__in=scored)]
    return [row for row in wanted if (row.pk if row else None) not in there]
