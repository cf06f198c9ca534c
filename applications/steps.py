"""What is done to an application without a move of its state: also a table, by state and role."""

from django.utils.translation import gettext_lazy as _

from applications.enums import ANSWERED_STATES, APPLICANT, CONCLUDED_STATES
from applications.enums import ApplicationState as State
from applications.workflow import HANDLERS, INTAKE, OFFICE_AND_HANDLERS
from catalogs.enums import Role
from catalogs.workflow import Workflow, step, values

UNDER_WORK = (State.EXAMINING, State.IN_REVIEW, State.APPROVED)


STEPS = Workflow(
    "application_step",
    (
        step(
            "reassign",
            [State.EXAMINING],
            label=_("Name the handler"),
            consequence=_("An official of the department answers for the application."),
            roles=[*HANDLERS, Role.REVIEWER],
        ),
        step(
            "transfer",
            [State.EXAMINING],
            label=_("Transfer"),
            consequence=_("Another department leads; the clock runs on."),
            roles=OFFICE_AND_HANDLERS,
            needs_reason=True,
        ),
        step(
            "ask_co_handler",
            [State.EXAMINING],
            label=_("Ask another department"),
            consequence=_("The department gives its opinion; the lead stays, the clock runs on."),
            roles=HANDLERS,
        ),
        step(
            "give_opinion",
            [State.EXAMINING],
            label=_("Give the opinion"),
            consequence=_("The lead department reads it in the application."),
            roles=[Role.CLERK, Role.REVIEWER, Role.ADMINISTRATOR],
        ),
        step(
            "ask_third_party",
            [State.EXAMINING],
            label=_("Ask a third party"),
            consequence=_("The clock stops until the answer, for at most 15 working days."),
            roles=HANDLERS,
        ),
        step(
            "consult_agency",
            [State.EXAMINING],
            label=_("Consult another agency"),
            consequence=_("The clock stops until the answer, for at most 15 working days."),
            roles=HANDLERS,
        ),
        step(
            "record_inquiry_answer",
            [State.EXAMINING],
            label=_("Record the answer of the inquiry"),
            consequence=_("The clock runs on from the day the answer arrived."),
            roles=OFFICE_AND_HANDLERS,
        ),
        step(
            "override_objection",
            [State.EXAMINING],
            label=_("Override the objection"),
            consequence=_("The third party is told in writing what is disclosed and why."),
            roles=HANDLERS,
            needs_reason=True,
        ),
        step(
            "end_silent_inquiry",
            [State.EXAMINING],
            label=_("End the inquiry without an answer"),
            consequence=_("The period has passed in silence; the clock runs on."),
        ),
        step(
            "request_extension",
            UNDER_WORK,
            label=_("Request an extension"),
            consequence=_("The government office decides; the applicant is told."),
            roles=HANDLERS,
            needs_reason=True,
        ),
        step(
            "approve_extension",
            UNDER_WORK,
            label=_("Approve the extension"),
            consequence=_("The due date moves, once, by at most 20 working days."),
            roles=INTAKE,
        ),
        step(
            "refuse_extension",
            UNDER_WORK,
            label=_("Refuse the extension"),
            consequence=_("The due date stays as it is."),
            roles=INTAKE,
            needs_reason=True,
        ),
        step(
            "draft_answer",
            [State.EXAMINING],
            label=_("Draft the answer"),
            consequence=_("The draft is kept and can be submitted for review."),
            roles=HANDLERS,
        ),
        step(
            "add_note",
            values(State),
            label=_("Add a note"),
            consequence=_("The note is for officials only."),
            roles=[*OFFICE_AND_HANDLERS, Role.REVIEWER, Role.LEGAL_AFFAIRS],
        ),
        step(
            "reveal_identity",
            values(State),
            label=_("Show the identity in full"),
            consequence=_("That you have seen it is written into the history."),
            roles=[*OFFICE_AND_HANDLERS, Role.REVIEWER],
        ),
        step(
            "record_remedy",
            [*UNDER_WORK, *CONCLUDED_STATES],
            label=_("Record a reconsideration or suit"),
            consequence=_("It is counted in the annual report."),
            roles=[*OFFICE_AND_HANDLERS, Role.LEGAL_AFFAIRS],
        ),
        step(
            "publish_request",
            ANSWERED_STATES,
            label=_("Publish question and answer"),
            consequence=_("Everyone can read the anonymised text."),
            roles=OFFICE_AND_HANDLERS,
        ),
        step(
            "rate",
            ANSWERED_STATES,
            label=_("Rate the handling"),
            consequence=_("The rating is counted in the statistics."),
            roles=[APPLICANT],
        ),
    ),
)
