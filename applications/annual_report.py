"""Compute the annual report (Art. 49, 50) of any year, for a department or the whole district."""

from collections import defaultdict
from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum
from django.utils.translation import gettext as _

from applications.annual_tables import AnnualReport, ApplicationTable, Disclosures, RemedyTable
from applications.enums import RemedyResult
from applications.models import AnnualFigures, Application, Remedy
from catalogs.access import can_write
from catalogs.enums import PublicationState
from catalogs.history import difference, record
from catalogs.models import Department, HistoryRow, Official, Publication
from catalogs.workflow import MoveRefused

FIGURES = (
    "rules_made",
    "rules_repealed",
    "rules_valid",
    "licences",
    "penalties",
    "coercions",
    "charges",
)


def annual_report(year: int, *, department: Department | None = None) -> AnnualReport:
    """Return the three tables; ``department`` None is the whole district.

    The number of queries does not depend on the number of applications.
    """
    return AnnualReport(
        year=year,
        disclosures=_disclosures(year, department),
        applications=_applications(year, department),
        remedies=_remedies(year, department),
    )


@transaction.atomic
def enter_figures(
    *, actor: Official, department: Department, year: int, **figures: Any
) -> AnnualFigures:
    """Enter what table 1 counts outside the portal, or correct it; the history keeps both."""
    if not can_write(actor, department.pk):
        raise MoveRefused(_("You enter figures for your own department only."), code="role")
    if unknown := sorted(set(figures) - set(FIGURES)):
        raise ValidationError({unknown[0]: _("The form has no such figure.")})
    row = (
        AnnualFigures.objects.select_for_update(of=("self",))
        .filter(department=department, year=year)
        .first()
    ) or AnnualFigures(department=department, year=year)
    before = {name: getattr(row, name) for name in FIGURES} if row.pk else {}
    for name, value in figures.items():
        setattr(row, name, value)
    row.full_clean()
    row.save()
    after = {name: getattr(row, name) for name in FIGURES}
    record(row, actor=actor, action="enter_figures", changes=difference(before, after))
    return row


def _applications(year: int, department: Department | None) -> ApplicationTable:
    rows = Application.objects.all()
    if department:
        rows = rows.filter(department=department)
    results: dict[str, dict[str, int]] = defaultdict(dict)
    handled = rows.concluded_in(year).order_by().values("outcome", "applicant_kind")
    for cell in handled.annotate(count=Count("pk")):
        results[cell["outcome"]][cell["applicant_kind"]] = cell["count"]
    return ApplicationTable.of(
        new=_by_kind(rows.received_in(year)),
        carried_in=_by_kind(rows.unconcluded_before(date(year, 1, 1))),
        results=results,
        carried_out=_by_kind(rows.unconcluded_before(date(year + 1, 1, 1))),
    )


def _by_kind(rows: QuerySet) -> dict[str, int]:
    counted = rows.order_by().values("applicant_kind").annotate(count=Count("pk"))
    return {cell["applicant_kind"]: cell["count"] for cell in counted}


def _remedies(year: int, department: Department | None) -> RemedyTable:
    rows = Remedy.objects.order_by()
    if department:
        rows = rows.filter(application__department=department)
    decided = rows.decided_in(year).values("kind", "result").annotate(count=Count("pk"))
    counts = {(cell["kind"], cell["result"]): cell["count"] for cell in decided}
    pending = rows.pending_at_end_of(year).values("kind").annotate(count=Count("pk"))
    counts |= {(cell["kind"], RemedyResult.PENDING.value): cell["count"] for cell in pending}
    return RemedyTable.of(counts)


def _disclosures(year: int, department: Department | None) -> Disclosures:
    figures = AnnualFigures.objects.order_by().filter(year=year)
    policies = Publication.objects.policies().filter(state=PublicationState.PUBLISHED)
    if department:
        figures = figures.filter(department=department)
        policies = policies.filter(department=department)
    sums = figures.aggregate(**{name: Sum(name, default=0) for name in FIGURES})
    return Disclosures(
        rules=(sums["rules_made"], sums["rules_repealed"], sums["rules_valid"]),
        normative_documents=_normative_documents(policies, year),
        licences=sums["licences"],
        penalties=sums["penalties"],
        coercions=sums["coercions"],
        charges=Decimal(sums["charges"]),
    )


def _normative_documents(policies: QuerySet, year: int) -> tuple[int, int, int]:
    """Return how many were issued, how many repealed in the year, and in force at its end."""
    last = date(year, 12, 31)
    repeals = HistoryRow.objects.filter(
        content_type=ContentType.objects.get_for_model(Publication),
        object_id=OuterRef("pk"),
        action="repeal",
    )
    made = policies.filter(issued_on__year=year).count()
    repealed = policies.filter(Exists(repeals.filter(at__year=year))).count()
    valid = (
        policies.filter(Q(valid_until__isnull=True) | Q(valid_until__gte=last))
        .filter(issued_on__lte=last)
        .exclude(Exists(repeals.filter(at__year__lte=year)))
        .count()
    )
    return made, repealed, valid
