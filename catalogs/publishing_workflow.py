"""The table of publishing: draft → in review → approved → published → withdrawn."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalogs.enums import PublicationState as State
from catalogs.enums import Role
from catalogs.workflow import Workflow, move

REVIEWERS = (Role.REVIEWER, Role.ADMINISTRATOR)

WORKFLOW = Workflow(
    "publication",
    (
        move(
            "submit",
            [State.DRAFT, State.RETURNED],
            State.IN_REVIEW,
            label=_("Submit for review"),
            consequence=_("The reviewer of the department examines the document."),
            roles=[Role.CLERK, Role.ADMINISTRATOR],
        ),
        move(
            "return",
            [State.IN_REVIEW, State.APPROVED, State.SCHEDULED],
            State.RETURNED,
            label=_("Return"),
            consequence=_("The clerk is asked to correct the document."),
            roles=REVIEWERS,
            needs_reason=True,
        ),
        move(
            "approve",
            [State.IN_REVIEW],
            State.APPROVED,
            label=_("Approve"),
            consequence=_("The document gets its index number and can be released."),
            roles=REVIEWERS,
        ),
        move(
            "publish",
            [State.APPROVED, State.SCHEDULED],
            State.PUBLISHED,
            label=_("Release now"),
            consequence=_("Everyone can read and find the document at once."),
            roles=REVIEWERS,
        ),
        move(
            "schedule",
            [State.APPROVED],
            State.SCHEDULED,
            label=_("Schedule the release"),
            consequence=_("The document is released by itself at the time you choose."),
            roles=REVIEWERS,
        ),
        move(
            "withdraw",
            [State.PUBLISHED],
            State.WITHDRAWN,
            label=pgettext_lazy("publication", "Withdraw"),
            consequence=_("The document leaves the site; its address says when and why."),
            roles=REVIEWERS,
            needs_reason=True,
        ),
        move(
            "release_due",
            [State.SCHEDULED],
            State.PUBLISHED,
            label=_("Release as scheduled"),
            consequence=_("The time chosen for the release has come."),
        ),
        move(
            "release_by_rule",
            [State.DRAFT],
            State.PUBLISHED,
            label=_("Released by the rule of the departmental system"),
            consequence=_("What the system pushed is public at once, as its rule allows."),
        ),
    ),
)
