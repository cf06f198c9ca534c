"""The table of a finding: what departments and supervisors do; the inspection does the rest."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalogs.enums import Role
from catalogs.workflow import Workflow, move, step
from supervision.enums import COUNTED_STATES
from supervision.enums import FindingState as State

DEPARTMENT = (Role.CLERK, Role.REVIEWER, Role.ADMINISTRATOR)
SUPERVISORS = (Role.SUPERVISOR, Role.ADMINISTRATOR)

FINDING_WORKFLOW = Workflow(
    "finding",
    (
        move(
            "report",
            [State.OPEN],
            State.RECTIFIED,
            label=_("Report the rectification"),
            consequence=_("A supervisor reads what was done and looks whether the gap is gone."),
            roles=DEPARTMENT,
        ),
        move(
            "verify",
            [State.RECTIFIED],
            State.VERIFIED,
            label=_("Verify the rectification"),
            consequence=_("The next inspection closes it, or opens it again when it is found."),
            roles=SUPERVISORS,
        ),
        move(
            "send_back",
            [State.RECTIFIED, State.VERIFIED],
            State.OPEN,
            label=_("Send the rectification back"),
            consequence=_("The department is told why, and reports again."),
            roles=SUPERVISORS,
            needs_reason=True,
        ),
        move(
            "exempt",
            [State.OPEN, State.RECTIFIED],
            State.EXEMPT,
            label=_("Exempt"),
            consequence=_("It does not count until the day given, and is open again after it."),
            roles=SUPERVISORS,
            needs_reason=True,
        ),
        move(
            "end_exemption",
            [State.EXEMPT],
            State.OPEN,
            label=_("End the exemption"),
            consequence=_("It counts again at once."),
            roles=SUPERVISORS,
            needs_reason=True,
        ),
        move(
            "close",
            COUNTED_STATES,
            State.CLOSED,
            label=pgettext_lazy("finding", "Close"),
            consequence=_("Only when its rule does not find it any more."),
            roles=SUPERVISORS,
            needs_reason=True,
        ),
        step(
            "remind",
            [State.OPEN],
            label=_("Remind the department"),
            consequence=_("Its officials are told by letter, at most once a day."),
            roles=SUPERVISORS,
        ),
    ),
)
