"""The table of a request for data that are open on conditions: submitted → granted → revoked."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalogs.enums import Role
from catalogs.sharing_enums import SENDER
from catalogs.sharing_enums import AccessState as State
from catalogs.workflow import Workflow, move, step

# Of the department whose data they are.
DECIDERS = (Role.REVIEWER, Role.ADMINISTRATOR)

WORKFLOW = Workflow(
    "data_access",
    (
        move(
            "grant",
            [State.SUBMITTED],
            State.GRANTED,
            label=pgettext_lazy("request for data", "Grant"),
            consequence=_("The applicant can download and query the data until the day you name."),
            roles=DECIDERS,
        ),
        move(
            "return",
            [State.SUBMITTED],
            State.RETURNED,
            label=pgettext_lazy("request for data", "Return to the applicant"),
            consequence=_("The applicant reads what is missing and can send it in again."),
            roles=DECIDERS,
            needs_reason=True,
        ),
        move(
            "refuse",
            [State.SUBMITTED],
            State.REFUSED,
            label=pgettext_lazy("request for data", "Refuse"),
            consequence=_("The data are not given; the applicant reads the reason."),
            roles=DECIDERS,
            needs_reason=True,
        ),
        move(
            "revoke",
            [State.GRANTED],
            State.REVOKED,
            label=pgettext_lazy("request for data", "Revoke"),
            consequence=_("Access ends at once; the applicant reads the reason."),
            roles=DECIDERS,
            needs_reason=True,
        ),
        step(
            "reveal_contact",
            [State.SUBMITTED, State.RETURNED, State.GRANTED, State.REFUSED, State.REVOKED],
            label=_("Show the contact in full"),
            consequence=_("That you have seen it is written into the history."),
            roles=DECIDERS,
        ),
        move(
            "correct",
            [State.RETURNED],
            State.SUBMITTED,
            label=pgettext_lazy("request for data", "Send in again"),
            consequence=_("It is decided on anew."),
            roles=[SENDER],
        ),
        step(
            "give_key",
            [State.GRANTED],
            label=_("New key for the data"),
            consequence=_("The key is shown once; an older one ends."),
            roles=[SENDER],
        ),
        move(
            "withdraw_by_applicant",
            [State.SUBMITTED, State.RETURNED, State.GRANTED],
            State.WITHDRAWN,
            label=pgettext_lazy("request for data", "Give up"),
            consequence=_("It is not decided any more, and access that was granted ends."),
            roles=[SENDER],
        ),
        # What nobody corrected for long is ended by the system.
        move(
            "lapse",
            [State.RETURNED],
            State.WITHDRAWN,
            label=pgettext_lazy("request for data", "Ended without a correction"),
            consequence=_("It was returned and did not come back."),
        ),
    ),
)
