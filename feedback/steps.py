"""What is done to a submission without a move of its state: also a table, by state and role."""

from django.utils.translation import gettext_lazy as _

from catalogs.enums import Role
from catalogs.workflow import Workflow, step, values
from feedback.enums import ASKER, UNDER_WORK_STATES
from feedback.enums import SubmissionState as State
from feedback.workflow import HANDLERS, INTAKE, OFFICE_AND_HANDLERS, REVIEWERS

# Who decides on an extension: the department's head who reviews, or the office.
DECIDERS = (*REVIEWERS, Role.GOVERNMENT_OFFICE)

STEPS = Workflow(
    "submission_step",
    (
        step(
            "reassign",
            [State.ISSUED],
            label=_("Name the handler"),
            consequence=_("An official of the department answers for the submission."),
            roles=[*HANDLERS, Role.REVIEWER],
        ),
        step(
            "transfer",
            [State.ISSUED],
            label=_("Transfer"),
            consequence=_("Another department leads; the clock runs on."),
            roles=OFFICE_AND_HANDLERS,
            needs_reason=True,
        ),
        step(
            "ask_co_handler",
            [State.ISSUED],
            label=_("Ask another department"),
            consequence=_("The department gives its opinion; the lead stays, the clock runs on."),
            roles=OFFICE_AND_HANDLERS,
        ),
        step(
            "give_opinion",
            [State.ISSUED],
            label=_("Give the opinion"),
            consequence=_("The lead department reads it in the submission."),
            roles=[Role.CLERK, Role.REVIEWER, Role.ADMINISTRATOR],
        ),
        step(
            "request_extension",
            [State.ISSUED],
            label=_("Ask for more time"),
            consequence=_("A reviewer or the office decides; the due date stays until then."),
            roles=HANDLERS,
            needs_reason=True,
        ),
        step(
            "approve_extension",
            UNDER_WORK_STATES,
            label=_("Agree to more time"),
            consequence=_("The due date moves, once; the asker is told the new day and why."),
            roles=DECIDERS,
        ),
        step(
            "refuse_extension",
            UNDER_WORK_STATES,
            label=_("Refuse more time"),
            consequence=_("The due date stays; the handler is told why."),
            roles=DECIDERS,
            needs_reason=True,
        ),
        step(
            "urge",
            UNDER_WORK_STATES,
            label=_("Urge"),
            consequence=_("The department is told by letter that the reply is awaited."),
            roles=[*INTAKE, Role.SUPERVISOR],
        ),
        step(
            "urge_by_asker",
            UNDER_WORK_STATES,
            label=_("Urge"),
            consequence=_("The department is told that you await the reply."),
            roles=[ASKER],
        ),
        step(
            "add_note",
            values(State),
            label=_("Add a note"),
            consequence=_("The note is for officials only."),
            roles=[*OFFICE_AND_HANDLERS, Role.REVIEWER, Role.LEGAL_AFFAIRS],
        ),
        step(
            "reveal_contact",
            values(State),
            label=_("Show the contact in full"),
            consequence=_("That you have seen it is written into the history."),
            roles=[*OFFICE_AND_HANDLERS, Role.REVIEWER],
        ),
        step(
            "republish",
            [State.PUBLISHED, State.RATED],
            label=_("Publish the text anew"),
            consequence=_("The new text stands in place of the old."),
            roles=OFFICE_AND_HANDLERS,
        ),
        step(
            "withdraw_reply",
            [State.PUBLISHED, State.RATED],
            label=_("Take the text off the site"),
            consequence=_("Nobody but officials and the asker can read it any more."),
            roles=OFFICE_AND_HANDLERS,
            needs_reason=True,
        ),
    ),
)
