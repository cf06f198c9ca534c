"""The table of an assessment round: what supervisors do with it, and when."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalogs.enums import Role
from catalogs.workflow import Workflow, move, step
from supervision.enums import RoundState as State

ROUND_WRITERS = frozenset({Role.SUPERVISOR, Role.ADMINISTRATOR})
ROUND_READERS = ROUND_WRITERS | {Role.GOVERNMENT_OFFICE}

ROUND_WORKFLOW = Workflow(
    "assessment round",
    (
        step(
            "edit",
            [State.OPEN],
            label=pgettext_lazy("assessment round", "Change the round"),
            consequence=_("Period, shares and the evaluations that count."),
            roles=ROUND_WRITERS,
        ),
        step(
            "set_items",
            [State.OPEN],
            label=_("Change the items"),
            consequence=_("What people judge, how, and how many points each can give."),
            roles=ROUND_WRITERS,
        ),
        step(
            "mark",
            [State.OPEN],
            label=_("Give points"),
            consequence=_("Department by department, or from a table."),
            roles=ROUND_WRITERS,
        ),
        move(
            "publish",
            [State.OPEN],
            State.PUBLISHED,
            label=pgettext_lazy("assessment round", "Publish the results"),
            consequence=_("The results are fixed as shown, and everyone can read them."),
            roles=ROUND_WRITERS,
        ),
        move(
            "withdraw",
            [State.PUBLISHED],
            State.OPEN,
            label=pgettext_lazy("assessment round", "Withdraw the results"),
            consequence=_("They are taken off the site, and the round can be corrected."),
            roles=ROUND_WRITERS,
            needs_reason=True,
        ),
    ),
)
