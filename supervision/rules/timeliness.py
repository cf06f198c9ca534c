"""Timeliness: what is late, overdue or missing."""

from datetime import timedelta

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from catalogs.enums import PublicationState
from catalogs.models import Publication
from supervision.enums import Aspect, Indicator, Level
from supervision.models import ExpectedPublication

from .rule import Moment, Parameter, Rule, Shape

PUBLICATION = Shape(title="title", since="due_on")
EXPECTED = Shape(
    department="matter__department_id",
    field="matter__field_id",
    title="matter__name",
    since="due_on",
)

# How far back documents that were due are examined.
A_YEAR = timedelta(days=365)


def _due_lately(on: Moment) -> QuerySet:
    """Documents due within a year, and older ones that are not published yet."""
    rows = Publication.objects.exclude(state=PublicationState.WITHDRAWN)
    recent = Q(due_on__range=(on.today - A_YEAR, on.today))
    return rows.filter(recent | Q(due_on__lt=on.today) & ~Q(state=PublicationState.PUBLISHED))


def _issued_lately(on: Moment, days: int) -> QuerySet:
    since = on.today - timedelta(days=days)
    return Publication.objects.public(on.today).filter(issued_on__gte=since, due_on__isnull=False)


RULES = (
    Rule(
        code="publication-overdue",
        name=_("Document overdue"),
        meaning=_("The document was due and is not published."),
        source=_("Regulation on Open Government Information (Decree 711), Art. 26"),
        remedy=_("Review and publish the document."),
        aspect=Aspect.TIMELINESS,
        indicator=Indicator.TIMELINESS,
        level=Level.YELLOW,
        weight=5,
        red_after=5,
        shape=PUBLICATION,
        examined=lambda on: _due_lately(on),
        found=lambda rows, on: rows.overdue(on.today),
    ),
    Rule(
        code="publication-late",
        name=_("Document published late"),
        meaning=_("The document was published after the day it was due."),
        source=_("Regulation on Open Government Information (Decree 711), Art. 26"),
        remedy=_("Explain the delay and what prevents the next; the finding ends by itself."),
        aspect=Aspect.TIMELINESS,
        indicator=Indicator.TIMELINESS,
        level=Level.YELLOW,
        weight=3,
        red_after=0,
        shape=PUBLICATION,
        examined=lambda on: _issued_lately(on, on["days"]),
        found=lambda rows, on: rows.late(),
        parameters=(Parameter("days", _("days after publication"), 30, 1, 366),),
    ),
    Rule(
        code="period-missing",
        name=_("Period without a document"),
        meaning=_("The matter owes a document for every period, and one period has none."),
        source=_("The time limit in the list of publicity matters"),
        remedy=_("Publish the document of the period."),
        aspect=Aspect.TIMELINESS,
        indicator=Indicator.TIMELINESS,
        level=Level.YELLOW,
        weight=5,
        red_after=10,
        shape=EXPECTED,
        examined=lambda on: ExpectedPublication.objects.of_public_matters(on.today).due(on.today),
        found=lambda rows, on: rows.missing(on.today),
    ),
)
