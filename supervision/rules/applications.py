"""Disclosure on application: what is soon due, overdue, answered late, or was found wrong.

Applications are named by their receipt numbers alone: who asked for what is nobody's business.
"""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from applications.enums import OPEN_STATES, RemedyResult
from applications.models import Application, Remedy
from supervision.enums import Aspect, Indicator, Level

from .rule import Parameter, Rule, Shape
from .spans import LATE_DAYS, WARNING_DAYS, due_lately, soon, within

APPLICATION = Shape(
    field="matter__field_id", title="receipt_number", since="due_on", is_named=False
)
REMEDY = Shape(
    department="application__department_id",
    field="application__matter__field_id",
    title="application__receipt_number",
    since="decided_on",
    is_named=False,
)
ARTICLE_33 = _("Regulation on Open Government Information (Decree 711), Art. 33")

RULES = (
    Rule(
        code="application-due-soon",
        name=_("Application due soon"),
        meaning=_("The answer to the application is due within a few working days."),
        source=ARTICLE_33,
        remedy=_("Answer the application before its day, or ask for an extension."),
        aspect=Aspect.TIMELINESS,
        indicator=Indicator.APPLICATIONS,
        level=Level.YELLOW,
        weight=1,
        red_after=0,
        shape=APPLICATION,
        examined=lambda on: Application.objects.open().filter(due_on__gte=on.today),
        found=lambda rows, on: rows.filter(**soon(on)),
        parameters=(WARNING_DAYS,),
        is_warning=True,
    ),
    Rule(
        code="application-overdue",
        name=_("Application overdue"),
        meaning=_("The answer to the application was due and was not given."),
        source=ARTICLE_33,
        remedy=_("Answer the application."),
        aspect=Aspect.TIMELINESS,
        indicator=Indicator.APPLICATIONS,
        level=Level.RED,
        weight=8,
        red_after=0,
        shape=APPLICATION,
        examined=lambda on: due_lately(
            Application.objects.filter(due_on__lt=on.today), on, owed=Q(state__in=OPEN_STATES)
        ),
        found=lambda rows, on: rows.overdue(on.today),
    ),
    Rule(
        code="application-late",
        name=_("Application answered late"),
        meaning=_("The application was answered after the day the answer was due."),
        source=ARTICLE_33,
        remedy=_("Explain the delay and what prevents the next; the finding ends by itself."),
        aspect=Aspect.TIMELINESS,
        indicator=Indicator.APPLICATIONS,
        level=Level.YELLOW,
        weight=4,
        red_after=0,
        shape=APPLICATION,
        examined=lambda on: Application.objects.filter(
            due_on__isnull=False, **within(on, "answered_on")
        ),
        found=lambda rows, on: rows.late(),
        parameters=(LATE_DAYS,),
    ),
    Rule(
        code="answer-corrected",
        name=_("Answer corrected by review or suit"),
        meaning=_("A reconsideration or a court corrected the answer to an application."),
        source=_("Regulation on Open Government Information (Decree 711), Art. 51"),
        remedy=_("Answer anew as decided, and explain what prevents the next error."),
        aspect=Aspect.CONSISTENCY,
        indicator=Indicator.APPLICATIONS,
        level=Level.YELLOW,
        weight=3,
        red_after=0,
        shape=REMEDY,
        examined=lambda on: Remedy.objects.filter(**within(on, "decided_on")),
        found=lambda rows, on: rows.filter(result=RemedyResult.CORRECTED),
        parameters=(Parameter("days", _("days for which it counts"), 365, 1, 1830),),
    ),
)
