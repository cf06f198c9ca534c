"""Remind departments of interpretations: when one is due soon, and once its day has passed."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from catalogs import letters
from catalogs.deadlines import due_soon_by, load_calendar
from catalogs.enums import Role
from catalogs.models import InterpretationPlan, Official

SOON, LATE = "yellow", "red"
TOLD = {SOON: (Role.CLERK,), LATE: (Role.CLERK, Role.REVIEWER)}


def remind_of_interpretations(*, today: date) -> int:
    """Write the reminders not written yet; return how many letters that were.

    The key of a letter names the due date: a date that moved is told anew, a second run tells
    nothing, and a missed morning is caught up.
    """
    plans = InterpretationPlan.objects.select_related("policy__department")
    soon = plans.due(today).filter(due_on__lte=due_soon_by(today, calendar=load_calendar()))
    written = sum(_remind(plan, SOON) for plan in soon.order_by("pk"))
    return written + sum(_remind(plan, LATE) for plan in plans.overdue(today).order_by("pk"))


def _remind(plan: InterpretationPlan, colour: str) -> int:
    policy = plan.policy
    news = {
        SOON: _("The interpretation of a policy is due soon: %(title)s"),
        LATE: _("The interpretation of a policy is overdue: %(title)s"),
    }[colour]
    body = _("It is due on %(day)s. By the plan it is written by %(who)s, in the form: %(form)s.")
    return letters.write(
        f"interpretation-{colour}-{plan.due_on:%Y%m%d}:{plan.pk}",
        recipients=Official.objects.filter(
            department=policy.department, role__in=TOLD[colour], is_active=True
        ),
        subject=news % {"title": policy.title},
        body=body
        % {
            "day": date_format(plan.due_on),
            "who": plan.responsible,
            "form": plan.get_form_display(),
        },
    )
