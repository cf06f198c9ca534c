"""The table of a reuse's moves: submitted → published, returned or refused → withdrawn."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalogs.enums import Role
from catalogs.sharing_enums import SENDER
from catalogs.sharing_enums import ReuseState as State
from catalogs.workflow import Workflow, move

EXAMINERS = (Role.GOVERNMENT_OFFICE, Role.ADMINISTRATOR)

WORKFLOW = Workflow(
    "reuse",
    (
        move(
            "publish",
            [State.SUBMITTED],
            State.PUBLISHED,
            label=pgettext_lazy("reuse", "Publish"),
            consequence=_("It stands in the gallery and on the pages of its datasets at once."),
            roles=EXAMINERS,
        ),
        move(
            "return",
            [State.SUBMITTED],
            State.RETURNED,
            label=pgettext_lazy("reuse", "Return to the maker"),
            consequence=_("The maker reads the reason and can send it in again."),
            roles=EXAMINERS,
            needs_reason=True,
        ),
        move(
            "refuse",
            [State.SUBMITTED],
            State.REFUSED,
            label=pgettext_lazy("reuse", "Refuse"),
            consequence=_("It is not shown; the maker reads the reason."),
            roles=EXAMINERS,
            needs_reason=True,
        ),
        move(
            "withdraw",
            [State.PUBLISHED],
            State.WITHDRAWN,
            label=pgettext_lazy("reuse", "Take off the site"),
            consequence=_("Nobody sees it any more; the maker reads the reason."),
            roles=EXAMINERS,
            needs_reason=True,
        ),
        move(
            "correct",
            [State.RETURNED],
            State.SUBMITTED,
            label=pgettext_lazy("reuse", "Send in again"),
            consequence=_("It is examined again."),
            roles=[SENDER],
        ),
        move(
            "withdraw_by_maker",
            [State.SUBMITTED, State.RETURNED, State.PUBLISHED],
            State.WITHDRAWN,
            label=pgettext_lazy("reuse", "Withdraw"),
            consequence=_("It is not shown, and not examined any further."),
            roles=[SENDER],
        ),
        # What nobody corrected for long is ended by the system.
        move(
            "lapse",
            [State.RETURNED],
            State.WITHDRAWN,
            label=pgettext_lazy("reuse", "Ended without a correction"),
            consequence=_("It was returned and did not come back."),
        ),
    ),
)
