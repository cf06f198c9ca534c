"""Upkeep of the site: what the inspections of government websites look at.

What belongs to the whole site is found at the office that runs it, one row for each rule.
"""

from datetime import timedelta

from django.db.models import Exists, Q, QuerySet, Value
from django.utils.translation import gettext_lazy as _

from catalogs.models import Department, Field, Publication
from feedback.enums import SubmissionKind
from feedback.models import Consultation, PublishedReply, Submission
from supervision import site_identity
from supervision.enums import Aspect, Indicator, Level
from supervision.offices import supervising_office

from .rule import Moment, Parameter, Rule, Shape
from .spans import LATE_DAYS, since

SITE = Shape(department="pk", field="")
FIELD = Shape(department="", field="pk")
DEPARTMENT = Shape(department="pk", field="")
SUBMISSION = Shape(title="receipt_number", since="received_on", is_named=False)
INDICATORS = _("Inspection indicators of government websites, Guo Ban Mi Han [2019] No. 19")
A_YEAR = timedelta(days=365)
HALF_A_YEAR = Parameter("days", _("days without anything new"), 182, 1, 3650)


def _site(on: Moment) -> QuerySet:
    return Department.objects.filter(pk=supervising_office().pk)


def _documents(on: Moment):
    return Publication.objects.public(on.today)


def _fields(on: Moment):
    return Field.objects.with_documents(on.today)


def _departments(on: Moment):
    return Department.objects.answering().with_documents(on.today)


def _without_new(rows: QuerySet, documents: QuerySet, on: Moment) -> QuerySet:
    """Keep the row of the site when none of ``documents`` was issued in the rule's days."""
    return rows.filter(~Exists(documents.filter(issued_on__gte=since(on, on["days"]))))


def _without_new_answer(rows: QuerySet, on: Moment) -> QuerySet:
    answers = PublishedReply.objects.public(on.today)
    return rows.filter(~Exists(answers.filter(published_on__gte=since(on, on["days"]))))


def _counted(rows: QuerySet, number: int, limit: int) -> QuerySet:
    """Keep the row of the site when ``number`` reaches ``limit``."""
    return rows.alias(counted=Value(number)).filter(counted__gte=limit)


def _with_empty_columns(rows: QuerySet, on: Moment) -> QuerySet:
    fields = Field.objects.without_documents(on.today).count()
    departments = Department.objects.answering().without_documents(on.today).count()
    return _counted(rows, fields + departments, on["columns"])


def _with_stale_columns(rows: QuerySet, on: Moment) -> QuerySet:
    day = since(on, on["days"])
    fields = _fields(on).unchanged_since(day, today=on.today).count()
    departments = _departments(on).unchanged_since(day, today=on.today).count()
    return _counted(rows, fields + departments, on["columns"])


def _with_few_consultations(rows: QuerySet, on: Moment) -> QuerySet:
    opened = Consultation.objects.public(on.today).filter(opens_on__gt=on.today - A_YEAR)
    return rows.alias(opened=Value(opened.count())).filter(opened__lt=on["number"])


def _site_errors(on: Moment) -> QuerySet:
    """Errors pointed out that wait for an answer, or had theirs lately."""
    rows = Submission.objects.accepted().filter(kind=SubmissionKind.SITE_ERROR)
    open_or_lately = Q(concluded_on__isnull=True) | Q(concluded_on__gte=since(on, on["days"]))
    return rows.filter(open_or_lately)


def _answered_late(rows: QuerySet, on: Moment) -> QuerySet:
    waiting = Q(concluded_on__isnull=True, received_on__lt=on.working_days_ago(on["working_days"]))
    return rows.filter(waiting | Q(working_days_taken__gt=on["working_days"]))


RULES = (
    Rule(
        code="home-page-stale",
        name=_("Home page without anything new"),
        meaning=_("Nothing new appeared on the home page for two weeks: the site fails."),
        source=INDICATORS,
        remedy=_("Publish what is due; the home page shows the newest documents."),
        aspect=Aspect.SITE,
        indicator=Indicator.TIMELINESS,
        level=Level.RED,
        weight=10,
        red_after=0,
        shape=SITE,
        examined=_site,
        found=lambda rows, on: _without_new(rows, _documents(on), on),
        parameters=(Parameter("days", _("days without anything new"), 14, 1, 366),),
    ),
    Rule(
        code="policy-column-stale",
        name=_("Policies without anything new"),
        meaning=_("No policy document was published for half a year."),
        source=INDICATORS,
        remedy=_("Publish the policy documents that are due."),
        aspect=Aspect.SITE,
        indicator=Indicator.TIMELINESS,
        level=Level.YELLOW,
        weight=5,
        red_after=20,
        shape=SITE,
        examined=_site,
        found=lambda rows, on: _without_new(rows, _documents(on).policies(), on),
        parameters=(HALF_A_YEAR,),
    ),
    Rule(
        code="interpretation-column-stale",
        name=_("Interpretations without anything new"),
        meaning=_("No interpretation of a policy was published for half a year."),
        source=INDICATORS,
        remedy=_("Publish the interpretations that are due."),
        aspect=Aspect.SITE,
        indicator=Indicator.INTERPRETATION,
        level=Level.YELLOW,
        weight=3,
        red_after=20,
        shape=SITE,
        examined=_site,
        found=lambda rows, on: _without_new(rows, _documents(on).interpretations(), on),
        parameters=(HALF_A_YEAR,),
    ),
    Rule(
        code="field-column-stale",
        name=_("Field without anything new"),
        meaning=_("Nothing was published in the field for half a year."),
        source=INDICATORS,
        remedy=_("Publish what is due in the field."),
        aspect=Aspect.SITE,
        indicator=Indicator.TIMELINESS,
        level=Level.YELLOW,
        weight=3,
        red_after=20,
        shape=FIELD,
        examined=_fields,
        found=lambda rows, on: rows.unchanged_since(since(on, on["days"]), today=on.today),
        parameters=(HALF_A_YEAR,),
    ),
    Rule(
        code="department-column-stale",
        name=_("Department without anything new"),
        meaning=_("The department has published nothing for half a year."),
        source=INDICATORS,
        remedy=_("Publish what is due, and keep the column up to date."),
        aspect=Aspect.SITE,
        indicator=Indicator.TIMELINESS,
        level=Level.YELLOW,
        weight=3,
        red_after=20,
        shape=DEPARTMENT,
        examined=_departments,
        found=lambda rows, on: rows.unchanged_since(since(on, on["days"]), today=on.today),
        parameters=(HALF_A_YEAR,),
    ),
    Rule(
        code="columns-stale",
        name=_("Many columns without anything new"),
        meaning=_("So many columns of fields and departments are not kept up that the site fails."),
        source=INDICATORS,
        remedy=_("Have the columns kept up, or merge them."),
        aspect=Aspect.SITE,
        indicator=Indicator.TIMELINESS,
        level=Level.RED,
        weight=10,
        red_after=0,
        shape=SITE,
        examined=_site,
        found=_with_stale_columns,
        parameters=(
            HALF_A_YEAR,
            Parameter("columns", _("columns at which the site fails"), 10, 1, 1000),
        ),
    ),
    Rule(
        code="columns-empty",
        name=_("Many empty columns"),
        meaning=_("So many columns of fields and departments are empty that the site fails."),
        source=INDICATORS,
        remedy=_("Have the columns filled, or close them."),
        aspect=Aspect.SITE,
        indicator=Indicator.COMPLETENESS,
        level=Level.RED,
        weight=10,
        red_after=0,
        shape=SITE,
        examined=_site,
        found=_with_empty_columns,
        parameters=(Parameter("columns", _("columns at which the site fails"), 5, 1, 1000),),
    ),
    Rule(
        code="answers-stale",
        name=_("Published answers without anything new"),
        meaning=_("No answer to the public was published for two months."),
        source=INDICATORS,
        remedy=_("Publish answers of general interest, with the consent of who asked."),
        aspect=Aspect.SITE,
        indicator=Indicator.INTERACTION,
        level=Level.YELLOW,
        weight=3,
        red_after=10,
        shape=SITE,
        examined=_site,
        found=_without_new_answer,
        parameters=(Parameter("days", _("days without anything new"), 61, 1, 366),),
    ),
    Rule(
        code="site-error-late",
        name=_("Error on the site answered late"),
        meaning=_("An error pointed out by a visitor was not answered within three working days."),
        source=INDICATORS,
        remedy=_("Correct the error and answer."),
        aspect=Aspect.SITE,
        indicator=Indicator.INTERACTION,
        level=Level.YELLOW,
        weight=3,
        red_after=5,
        shape=SUBMISSION,
        examined=_site_errors,
        found=_answered_late,
        parameters=(
            LATE_DAYS,
            Parameter("working_days", _("working days for the answer"), 3, 1, 60),
        ),
    ),
    Rule(
        code="consultations-too-few",
        name=_("Few consultations of the public"),
        meaning=_("The public was asked for its opinion on fewer than six drafts in a year."),
        source=INDICATORS,
        remedy=_("Put drafts of decisions that concern the public before it."),
        aspect=Aspect.SITE,
        indicator=Indicator.INTERACTION,
        level=Level.YELLOW,
        weight=2,
        red_after=60,
        shape=SITE,
        examined=_site,
        found=_with_few_consultations,
        parameters=(Parameter("number", _("consultations in a year"), 6, 1, 100),),
    ),
    Rule(
        code="site-identity-incomplete",
        name=_("Marks of the site incomplete"),
        meaning=_("The foot of every page lacks a mark that a government website bears."),
        source=INDICATORS,
        remedy=_("Have the marks of the site entered in its settings."),
        aspect=Aspect.SITE,
        indicator=Indicator.COMPLETENESS,
        level=Level.RED,
        weight=3,
        red_after=0,
        shape=SITE,
        examined=_site,
        found=lambda rows, on: _counted(rows, len(site_identity.missing()), 1),
    ),
)
