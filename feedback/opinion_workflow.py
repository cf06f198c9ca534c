"""The table of a case of public opinion, from collecting it to looking back on it."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalogs.enums import Role
from catalogs.workflow import Workflow, move
from feedback.enums import OpinionState as State
from feedback.workflow import INTAKE, OFFICE_AND_HANDLERS

OPINION_WORKFLOW = Workflow(
    "opinion",
    (
        move(
            "judge",
            [State.COLLECTED],
            State.JUDGED,
            label=pgettext_lazy("of public opinion", "Judge"),
            consequence=_("The level sets the hour by which the response is due."),
            roles=INTAKE,
        ),
        move(
            "judge_anew",
            [State.JUDGED, State.DISPOSED],
            "",
            label=_("Judge anew"),
            consequence=_("The new level sets a new hour, counted from the same moment."),
            roles=INTAKE,
            needs_reason=True,
        ),
        move(
            "dispose",
            [State.JUDGED],
            State.DISPOSED,
            label=_("Hand to a department"),
            consequence=_("The department responds by the hour given."),
            roles=INTAKE,
        ),
        move(
            "respond",
            [State.DISPOSED],
            State.RESPONDED,
            label=_("Record the response"),
            consequence=_("The published response is linked; the clock ends."),
            roles=OFFICE_AND_HANDLERS,
        ),
        move(
            "review",
            [State.RESPONDED],
            State.REVIEWED,
            label=_("Look back on the case"),
            consequence=_("What the response achieved is written down; the case is closed."),
            roles=[*INTAKE, Role.SUPERVISOR],
        ),
        move(
            "drop",
            [State.COLLECTED, State.JUDGED],
            State.DROPPED,
            label=_("Close without a response"),
            consequence=_("The case is kept with the reason."),
            roles=INTAKE,
            needs_reason=True,
        ),
        move(
            "record_incentive",
            [State.RESPONDED, State.REVIEWED],
            "",
            label=_("Record an incentive or a restraint"),
            consequence=_("It counts for the department."),
            roles=[*INTAKE, Role.SUPERVISOR],
        ),
    ),
)
