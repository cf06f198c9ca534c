"""The table of an application's moves, from receipt to file.

The procedure chart, the buttons of the desk, the guards of the verbs and the tests read it.
What is done without a move of the state stands in ``applications.steps``.
"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from applications.enums import APPLICANT, OPEN_STATES
from applications.enums import ApplicationState as State
from catalogs.enums import Role
from catalogs.workflow import Workflow, move

# Who registers and assigns: the disclosure office of the government.
INTAKE = (Role.GOVERNMENT_OFFICE, Role.ADMINISTRATOR)
HANDLERS = (Role.CLERK, Role.ADMINISTRATOR)
REVIEWERS = (Role.REVIEWER, Role.ADMINISTRATOR)
OFFICE_AND_HANDLERS = (*HANDLERS, Role.GOVERNMENT_OFFICE)

WORKFLOW = Workflow(
    "application",
    (
        move(
            "register",
            [State.RECEIVED],
            State.REGISTERED,
            label=_("Register"),
            consequence=_("The receipt is confirmed to the applicant and the clock runs from it."),
            roles=INTAKE,
        ),
        move(
            "assign",
            [State.REGISTERED],
            State.EXAMINING,
            label=_("Assign"),
            consequence=_("The department examines the application and leads its handling."),
            roles=INTAKE,
        ),
        move(
            "ask_correction",
            [State.EXAMINING],
            State.AWAITING_CORRECTION,
            label=_("Ask for a correction"),
            consequence=_("The applicant is told once what to correct; the clock starts anew."),
            roles=HANDLERS,
        ),
        move(
            "supply_correction",
            [State.AWAITING_CORRECTION],
            State.EXAMINING,
            label=_("Send the correction"),
            consequence=_("The time for the reply is counted from today."),
            roles=[APPLICANT],
        ),
        move(
            "record_correction",
            [State.AWAITING_CORRECTION],
            State.EXAMINING,
            label=_("Record the correction"),
            consequence=_("The time for the reply is counted from the day it was received."),
            roles=OFFICE_AND_HANDLERS,
        ),
        move(
            "close_uncorrected",
            [State.AWAITING_CORRECTION],
            State.CLOSED_UNCORRECTED,
            label=_("Close as not corrected"),
            consequence=_("The period has passed without a correction: abandoned (Art. 30)."),
        ),
        move(
            "send_fee_notice",
            [State.EXAMINING],
            State.AWAITING_PAYMENT,
            label=_("Send the fee notice"),
            consequence=_("The applicant pays within 30 days; the clock starts anew."),
            roles=HANDLERS,
        ),
        move(
            "record_payment",
            [State.AWAITING_PAYMENT],
            State.EXAMINING,
            label=_("Record the payment"),
            consequence=_("The time for the reply is counted from the day after the payment."),
            roles=OFFICE_AND_HANDLERS,
        ),
        move(
            "close_unpaid",
            [State.AWAITING_PAYMENT],
            State.CLOSED_UNPAID,
            label=_("Close as not paid"),
            consequence=_("The fee was not paid in time: abandoned."),
        ),
        move(
            "submit_answer",
            [State.EXAMINING],
            State.IN_REVIEW,
            label=_("Submit the answer for review"),
            consequence=_("Another person than the drafter reviews the answer."),
            roles=HANDLERS,
        ),
        move(
            "return_answer",
            [State.IN_REVIEW, State.APPROVED],
            State.EXAMINING,
            label=_("Return the answer"),
            consequence=_("The drafter is asked to correct the answer."),
            roles=REVIEWERS,
            needs_reason=True,
        ),
        move(
            "approve_answer",
            [State.IN_REVIEW],
            State.APPROVED,
            label=_("Approve the answer"),
            consequence=_("The answer can be issued."),
            roles=REVIEWERS,
        ),
        move(
            "issue_answer",
            [State.APPROVED],
            State.ANSWERED,
            label=_("Issue the answer"),
            consequence=_("The applicant can read the answer; the clock ends."),
            roles=[*HANDLERS, Role.REVIEWER],
        ),
        move(
            "deliver",
            [State.ANSWERED],
            State.DELIVERED,
            label=_("Record the delivery"),
            consequence=_("The day and the way of delivery are kept."),
            roles=OFFICE_AND_HANDLERS,
        ),
        move(
            "file",
            [State.DELIVERED],
            State.FILED,
            label=pgettext_lazy("to archive", "File"),
            consequence=_("The papers are complete and archived."),
            roles=OFFICE_AND_HANDLERS,
        ),
        move(
            "withdraw",
            OPEN_STATES,
            State.WITHDRAWN,
            label=_("Withdraw"),
            consequence=_("The application is given up and not processed further."),
            roles=[APPLICANT],
        ),
        move(
            "record_withdrawal",
            OPEN_STATES,
            State.WITHDRAWN,
            label=_("Record the withdrawal"),
            consequence=_("The applicant has given the application up in writing."),
            roles=OFFICE_AND_HANDLERS,
            needs_reason=True,
        ),
    ),
)
