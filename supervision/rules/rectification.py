"""Rectification: findings that a department left beyond their day."""

from django.utils.translation import gettext_lazy as _

from supervision.enums import Aspect, Indicator, Level
from supervision.models import Finding

from .rule import Moment, Rule, Shape

NOT_RECTIFIED = "finding-not-rectified"


def _others(on: Moment):
    """Findings of every other rule: this one never finds its own."""
    return Finding.objects.counted().exclude(rule=NOT_RECTIFIED).filter(rectify_by__lt=on.today)


RULES = (
    Rule(
        code=NOT_RECTIFIED,
        name=_("Finding not rectified in time"),
        meaning=_("The day of rectification has passed and nothing was reported."),
        source=_("Plan of the pilot (Xi Zheng Ban Fa [2017] No. 186), supervision and evaluation"),
        remedy=_("Rectify what was found and report it."),
        aspect=Aspect.TIMELINESS,
        indicator=Indicator.TIMELINESS,
        level=Level.RED,
        weight=3,
        red_after=0,
        shape=Shape(title="title", since="rectify_by"),
        examined=_others,
        found=lambda rows, on: rows.overdue(on.today),
    ),
)
