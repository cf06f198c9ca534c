"""The table of a submission's moves, from receipt to rating.

The procedure chart, the buttons of the desk, the guards of the verbs and the tests read it.
What is done without a move of the state stands in ``feedback.steps``.
"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalogs.enums import Role
from catalogs.workflow import Workflow, move
from feedback.enums import ASKER, OPEN_STATES
from feedback.enums import SubmissionState as State

# Who examines and issues: the government office, as for disclosure on application.
INTAKE = (Role.GOVERNMENT_OFFICE, Role.ADMINISTRATOR)
HANDLERS = (Role.CLERK, Role.ADMINISTRATOR)
REVIEWERS = (Role.REVIEWER, Role.ADMINISTRATOR)
OFFICE_AND_HANDLERS = (*HANDLERS, Role.GOVERNMENT_OFFICE)

WORKFLOW = Workflow(
    "submission",
    (
        move(
            "examine",
            [State.RECEIVED],
            State.EXAMINED,
            label=_("Examine"),
            consequence=_("Kind and field are settled; it can be issued to a department."),
            roles=INTAKE,
        ),
        move(
            "issue",
            [State.EXAMINED],
            State.ISSUED,
            label=_("Issue"),
            consequence=_("The department handles it and owes the reply."),
            roles=INTAKE,
        ),
        move(
            "return",
            [State.ISSUED],
            State.EXAMINED,
            label=_("Return to the office"),
            consequence=_("The office issues it to another department; the clock runs on."),
            roles=[*HANDLERS, Role.REVIEWER],
            needs_reason=True,
        ),
        move(
            "reply",
            [State.ISSUED],
            State.REPLIED,
            label=_("Submit the reply for review"),
            consequence=_("Another person than the drafter reviews the reply."),
            roles=HANDLERS,
        ),
        move(
            "send_back_reply",
            [State.REPLIED],
            State.ISSUED,
            label=_("Send the reply back"),
            consequence=_("The drafter is asked to correct the reply."),
            roles=REVIEWERS,
            needs_reason=True,
        ),
        move(
            "review",
            [State.REPLIED],
            State.REVIEWED,
            label=_("Approve the reply"),
            consequence=_("The asker can read the reply; the clock ends."),
            roles=REVIEWERS,
        ),
        move(
            "publish",
            [State.REVIEWED],
            State.PUBLISHED,
            label=pgettext_lazy("of a submission", "Publish question and answer"),
            consequence=_("Everyone can read the text without personal parts."),
            roles=OFFICE_AND_HANDLERS,
        ),
        move(
            "rate",
            [State.REVIEWED, State.PUBLISHED],
            State.RATED,
            label=_("Rate the handling"),
            consequence=_("The rating is counted in the figures of the department."),
            roles=[ASKER],
        ),
        move(
            "not_accept",
            [State.RECEIVED, State.EXAMINED],
            State.NOT_ACCEPTED,
            label=_("Do not accept"),
            consequence=_("The asker is told why, and which way is the right one."),
            roles=INTAKE,
            needs_reason=True,
        ),
        move(
            "merge",
            [State.RECEIVED, State.EXAMINED, State.ISSUED],
            State.MERGED,
            label=_("Merge with another"),
            consequence=_("Both numbers lead to the one reply."),
            roles=INTAKE,
        ),
        move(
            "withdraw",
            OPEN_STATES,
            State.WITHDRAWN,
            label=_("Withdraw the submission"),
            consequence=_("It is not handled further, and there is no reply."),
            roles=[ASKER],
        ),
    ),
)
