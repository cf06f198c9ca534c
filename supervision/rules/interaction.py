"""Interaction: submissions, consultations of the public, public opinion, and the knowledge list.

Submissions and cases of public opinion are named by their numbers alone: what was asked may tell
who asked, and cases are for officials.
"""

from datetime import timedelta

from django.db.models import F, Q
from django.db.models.functions import TruncDate
from django.utils.translation import gettext_lazy as _

from feedback.enums import OPEN_OPINIONS, OPEN_STATES, SubmissionKind
from feedback.models import Consultation, KnowledgeEntry, OpinionCase, Submission
from supervision.enums import Aspect, Indicator, Level

from .rule import Moment, Parameter, Rule, Shape
from .spans import LATE_DAYS, WARNING_DAYS, due_lately, months_before, soon, within

SUBMISSION = Shape(title="receipt_number", since="due_on", is_named=False)
UNANSWERED = Shape(title="receipt_number", since="received_on", is_named=False)
CONSULTATION = Shape(title="title", since="due_on")
OPINION = Shape(field="", title="number", since="due_day", is_named=False)
KNOWLEDGE = Shape(title="question")
REPLIES = _("State Council General Office, Guo Ban Fa [2017] No. 47, replies to the public")
INDICATORS = _("Inspection indicators of government websites, Guo Ban Mi Han [2019] No. 19")
RESPONSES = _("State Council General Office, Guo Ban Fa [2016] No. 61 and No. 80, public opinion")

_OWED = Q(state__in=OPEN_STATES)


def _waiting_long(on: Moment):
    return months_before(on.today, on["months"])


def _measured(rows):
    """Errors on the site have a rule of their own: one delay is found once."""
    return rows.exclude(kind=SubmissionKind.SITE_ERROR)


def _received_lately(on: Moment):
    """Accepted submissions of a year, and older ones that still wait."""
    rows = Submission.objects.accepted().filter(received_on__lte=on.today)
    return due_lately(rows, on, owed=_OWED, column="received_on")


def _cases():
    """Judged cases with their numbers and the day of their hour."""
    rows = OpinionCase.objects.filter(respond_by__isnull=False)
    return rows.numbered().alias(due_day=TruncDate("respond_by"))


def _cases_lately(on: Moment):
    recent = Q(respond_by__range=(on.now - timedelta(days=365), on.now))
    return _cases().filter(recent | Q(respond_by__lt=on.now, state__in=OPEN_OPINIONS))


def _cases_responded(on: Moment):
    return _cases().filter(
        responded_at__range=(on.now - timedelta(days=on["days"]), on.now),
    )


RULES = (
    Rule(
        code="submission-due-soon",
        name=_("Submission due soon"),
        meaning=_("The reply to the submission is due within a few working days."),
        source=REPLIES,
        remedy=_("Reply before the day, or ask for an extension."),
        aspect=Aspect.TIMELINESS,
        indicator=Indicator.INTERACTION,
        level=Level.YELLOW,
        weight=1,
        red_after=0,
        shape=SUBMISSION,
        examined=lambda on: Submission.objects.open().filter(due_on__gte=on.today),
        found=lambda rows, on: rows.filter(**soon(on)),
        parameters=(WARNING_DAYS,),
        is_warning=True,
    ),
    Rule(
        code="submission-overdue",
        name=_("Submission overdue"),
        meaning=_("The reply to the submission was due and was not given."),
        source=REPLIES,
        remedy=_("Reply to the submission."),
        aspect=Aspect.TIMELINESS,
        indicator=Indicator.INTERACTION,
        level=Level.YELLOW,
        weight=5,
        red_after=5,
        shape=SUBMISSION,
        examined=lambda on: due_lately(
            _measured(Submission.objects.accepted()).filter(due_on__lt=on.today), on, owed=_OWED
        ),
        found=lambda rows, on: rows.overdue(on.today),
    ),
    Rule(
        code="submission-late",
        name=_("Submission answered late"),
        meaning=_("The submission was answered after the day the reply was due."),
        source=REPLIES,
        remedy=_("Explain the delay and what prevents the next; the finding ends by itself."),
        aspect=Aspect.TIMELINESS,
        indicator=Indicator.INTERACTION,
        level=Level.YELLOW,
        weight=3,
        red_after=0,
        shape=SUBMISSION,
        examined=lambda on: _measured(Submission.objects.answered()).filter(
            due_on__isnull=False, **within(on, "concluded_on")
        ),
        found=lambda rows, on: rows.late(),
        parameters=(LATE_DAYS,),
    ),
    Rule(
        code="submission-unanswered",
        name=_("Submission unanswered for months"),
        meaning=_("A valid submission has waited for its reply for months: the site fails."),
        source=INDICATORS,
        remedy=_("Reply at once and explain the delay."),
        aspect=Aspect.SITE,
        indicator=Indicator.INTERACTION,
        level=Level.RED,
        weight=10,
        red_after=0,
        shape=UNANSWERED,
        examined=_received_lately,
        found=lambda rows, on: rows.open().filter(received_on__lt=_waiting_long(on)),
        parameters=(Parameter("months", _("months without a reply"), 3, 1, 24),),
    ),
    Rule(
        code="consultation-result-due-soon",
        name=_("Result of a consultation due soon"),
        meaning=_("The result of the consultation of the public is due within a few working days."),
        source=REPLIES,
        remedy=_("Publish the result before its day."),
        aspect=Aspect.TIMELINESS,
        indicator=Indicator.INTERACTION,
        level=Level.YELLOW,
        weight=1,
        red_after=0,
        shape=CONSULTATION,
        examined=lambda on: Consultation.objects.awaiting_result(on.today).filter(
            due_on__gte=on.today
        ),
        found=lambda rows, on: rows.filter(**soon(on)),
        parameters=(WARNING_DAYS,),
        is_warning=True,
    ),
    Rule(
        code="consultation-result-overdue",
        name=_("Result of a consultation overdue"),
        meaning=_("The consultation of the public ended and its result was not published in time."),
        source=REPLIES,
        remedy=_("Publish what was proposed and what was adopted."),
        aspect=Aspect.TIMELINESS,
        indicator=Indicator.INTERACTION,
        level=Level.YELLOW,
        weight=5,
        red_after=5,
        shape=CONSULTATION,
        examined=lambda on: due_lately(
            Consultation.objects.public(on.today).filter(due_on__lt=on.today),
            on,
            owed=Q(result_published_on__isnull=True),
        ),
        found=lambda rows, on: rows.overdue(on.today),
    ),
    Rule(
        code="consultation-result-late",
        name=_("Result of a consultation late"),
        meaning=_("The result of the consultation was published after the day it was due."),
        source=REPLIES,
        remedy=_("Explain the delay and what prevents the next; the finding ends by itself."),
        aspect=Aspect.TIMELINESS,
        indicator=Indicator.INTERACTION,
        level=Level.YELLOW,
        weight=2,
        red_after=0,
        shape=CONSULTATION,
        examined=lambda on: Consultation.objects.public(on.today).filter(
            **within(on, "result_published_on")
        ),
        found=lambda rows, on: rows.filter(result_published_on__gt=F("due_on")),
        parameters=(LATE_DAYS,),
    ),
    Rule(
        code="opinion-response-overdue",
        name=_("Response to public opinion overdue"),
        meaning=_("The hour of the response to a case of public opinion passed without one."),
        source=RESPONSES,
        remedy=_("Publish the response."),
        aspect=Aspect.TIMELINESS,
        indicator=Indicator.INTERACTION,
        level=Level.RED,
        weight=8,
        red_after=0,
        shape=OPINION,
        examined=_cases_lately,
        found=lambda rows, on: rows.overdue(on.now),
    ),
    Rule(
        code="opinion-response-late",
        name=_("Response to public opinion late"),
        meaning=_("The response to a case of public opinion came after its hour."),
        source=RESPONSES,
        remedy=_("Explain the delay and what prevents the next; the finding ends by itself."),
        aspect=Aspect.TIMELINESS,
        indicator=Indicator.INTERACTION,
        level=Level.YELLOW,
        weight=4,
        red_after=0,
        shape=OPINION,
        examined=_cases_responded,
        found=lambda rows, on: rows.late(),
        parameters=(LATE_DAYS,),
    ),
    Rule(
        code="knowledge-not-reviewed",
        name=_("Answer of the knowledge list not reviewed"),
        meaning=_("A matter or service of the answer was adjusted and nobody has reviewed it."),
        source=_("Plan of the pilot (Xi Zheng Ban Fa [2017] No. 186), knowledge list"),
        remedy=_("Review the answer: correct it, or say that it is still right."),
        aspect=Aspect.TIMELINESS,
        indicator=Indicator.INTERACTION,
        level=Level.YELLOW,
        weight=2,
        red_after=10,
        shape=KNOWLEDGE,
        examined=lambda on: KnowledgeEntry.objects.public(on.today),
        found=lambda rows, on: rows.needing_review(
            adjusted_before=on.now - timedelta(days=on["days"])
        ),
        parameters=(Parameter("days", _("days after the adjustment"), 15, 0, 366),),
    ),
)
