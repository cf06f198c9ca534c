"""Rectification: departments that left findings beyond their day."""

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from catalogs.models import Department
from supervision.enums import Aspect, Indicator, Level
from supervision.models import Finding

from .rule import Moment, Rule, Shape

NOT_RECTIFIED = "finding-not-rectified"


def _with(findings: QuerySet) -> Exists:
    """The department has any of ``findings`` of other rules: this one never finds its own."""
    others = findings.exclude(rule=NOT_RECTIFIED)
    return Exists(others.filter(department=OuterRef("pk")).order_by())


def _departments(on: Moment) -> QuerySet:
    return Department.objects.filter(_with(Finding.objects.counted()))


RULES = (
    # One finding a department: a second one beside each that is overdue would only count twice.
    Rule(
        code=NOT_RECTIFIED,
        name=_("Findings not rectified in time"),
        meaning=_("The day of rectification has passed, and the department has reported nothing."),
        source=_("Plan of the pilot (Xi Zheng Ban Fa [2017] No. 186), supervision and evaluation"),
        remedy=_("Rectify what was found and report it, or ask for an exemption with its reason."),
        aspect=Aspect.TIMELINESS,
        indicator=Indicator.TIMELINESS,
        level=Level.RED,
        weight=3,
        red_after=0,
        shape=Shape(department="pk", field=""),
        examined=_departments,
        found=lambda rows, on: rows.filter(_with(Finding.objects.overdue(on.today))),
        # Each gap costs already where it was found, and this is one row, all or nothing.
        is_warning=True,
    ),
)
