"""Timeliness: documents and periods that are late, overdue, missing or soon due."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalogs.enums import PublicationState
from catalogs.models import Publication
from supervision.enums import Aspect, Indicator, Level
from supervision.models import ExpectedPublication, MonthlyReport

from .rule import Moment, Rule, Shape
from .spans import LATE_DAYS, WARNING_DAYS, due_lately, soon, within

PUBLICATION = Shape(title="title", since="due_on")
UNPUBLISHED = Shape(title="title", since="due_on", is_named=False)
EXPECTED = Shape(
    department="matter__department_id",
    field="matter__field_id",
    title="matter__name",
    since="due_on",
)
REPORT = Shape(department="unit_id", field="", title="unit__name", since="due_on")
ARTICLE_26 = _("Regulation on Open Government Information (Decree 711), Art. 26")
CATALOGUE = _("The time limit in the list of publicity matters")
PLAN = _("Plan of the pilot (Xi Zheng Ban Fa [2017] No. 186), monthly reports")

_NOT_PUBLISHED = ~Q(state=PublicationState.PUBLISHED)


def _documents():
    return Publication.objects.exclude(state=PublicationState.WITHDRAWN)


def _periods(on: Moment):
    return ExpectedPublication.objects.of_public_matters(on.today)


RULES = (
    Rule(
        code="publication-due-soon",
        name=_("Document due soon"),
        meaning=_("The document is not published and is due within a few working days."),
        source=ARTICLE_26,
        remedy=_("Review and publish the document before its day."),
        aspect=Aspect.TIMELINESS,
        indicator=Indicator.TIMELINESS,
        level=Level.YELLOW,
        weight=1,
        red_after=0,
        shape=UNPUBLISHED,
        examined=lambda on: Publication.objects.unpublished().filter(due_on__gte=on.today),
        found=lambda rows, on: rows.filter(**soon(on)),
        parameters=(WARNING_DAYS,),
        is_warning=True,
    ),
    Rule(
        code="publication-overdue",
        name=_("Document overdue"),
        meaning=_("The document was due and is not published."),
        source=ARTICLE_26,
        remedy=_("Review and publish the document."),
        aspect=Aspect.TIMELINESS,
        indicator=Indicator.TIMELINESS,
        level=Level.YELLOW,
        weight=5,
        red_after=5,
        shape=UNPUBLISHED,
        examined=lambda on: due_lately(_documents(), on, owed=_NOT_PUBLISHED),
        found=lambda rows, on: rows.overdue(on.today),
    ),
    Rule(
        code="publication-late",
        name=_("Document published late"),
        meaning=_("The document was published after the day it was due."),
        source=ARTICLE_26,
        remedy=_("Explain the delay and what prevents the next; the finding ends by itself."),
        aspect=Aspect.TIMELINESS,
        indicator=Indicator.TIMELINESS,
        level=Level.YELLOW,
        weight=3,
        red_after=0,
        shape=PUBLICATION,
        examined=lambda on: Publication.objects.public(on.today).filter(
            due_on__isnull=False, **within(on, "issued_on")
        ),
        found=lambda rows, on: rows.late(),
        parameters=(LATE_DAYS,),
    ),
    Rule(
        code="period-due-soon",
        name=_("Period that ends soon without a document"),
        meaning=_("The document of the period is due within a few working days."),
        source=CATALOGUE,
        remedy=_("Publish the document of the period before its day."),
        aspect=Aspect.TIMELINESS,
        indicator=Indicator.TIMELINESS,
        level=Level.YELLOW,
        weight=1,
        red_after=0,
        shape=EXPECTED,
        examined=lambda on: _periods(on).filter(opens_on__lte=on.today, due_on__gte=on.today),
        found=lambda rows, on: rows.filter(met_on__isnull=True, **soon(on)),
        parameters=(WARNING_DAYS,),
        is_warning=True,
    ),
    Rule(
        code="period-missing",
        name=_("Period without a document"),
        meaning=_("The matter owes a document for every period, and one period has none."),
        source=CATALOGUE,
        remedy=_("Publish the document of the period."),
        aspect=Aspect.TIMELINESS,
        indicator=Indicator.TIMELINESS,
        level=Level.YELLOW,
        weight=5,
        red_after=10,
        shape=EXPECTED,
        examined=lambda on: _periods(on).due(on.today),
        found=lambda rows, on: rows.missing(on.today),
    ),
    Rule(
        code="period-late",
        name=_("Document of a period published late"),
        meaning=_("The document of the period was published after the day it was due."),
        source=CATALOGUE,
        remedy=_("Explain the delay and what prevents the next; the finding ends by itself."),
        aspect=Aspect.TIMELINESS,
        indicator=Indicator.TIMELINESS,
        level=Level.YELLOW,
        weight=3,
        red_after=0,
        shape=EXPECTED,
        examined=lambda on: _periods(on).filter(**within(on, "met_on")),
        found=lambda rows, on: rows.late(),
        parameters=(LATE_DAYS,),
    ),
    Rule(
        code="monthly-report-missing",
        name=_("Monthly report of the pilot missing"),
        meaning=_("The report of the month was due on the 30th and was not sent in."),
        source=PLAN,
        remedy=_("Send the report in."),
        aspect=Aspect.TIMELINESS,
        indicator=Indicator.TIMELINESS,
        level=Level.YELLOW,
        weight=3,
        red_after=5,
        shape=REPORT,
        examined=lambda on: due_lately(
            MonthlyReport.objects.filter(due_on__lt=on.today),
            on,
            owed=Q(submitted_on__isnull=True),
        ),
        found=lambda rows, on: rows.missing(on.today),
    ),
    Rule(
        code="monthly-report-late",
        name=_("Monthly report of the pilot late"),
        meaning=_("The report of the month was sent in after the day it was due."),
        source=PLAN,
        remedy=_("Explain the delay and what prevents the next; the finding ends by itself."),
        aspect=Aspect.TIMELINESS,
        indicator=Indicator.TIMELINESS,
        level=Level.YELLOW,
        weight=1,
        red_after=0,
        shape=REPORT,
        examined=lambda on: MonthlyReport.objects.filter(**within(on, "submitted_on")),
        found=lambda rows, on: rows.late(),
        parameters=(LATE_DAYS,),
    ),
)
