"""The table of the data catalogue: draft → published → withdrawn, and what is done on the way."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalogs.data_enums import DatasetState as State
from catalogs.enums import Role
from catalogs.workflow import Workflow, move, step

WRITERS = (Role.CLERK, Role.ADMINISTRATOR)
REVIEWERS = (Role.REVIEWER, Role.ADMINISTRATOR)

WORKFLOW = Workflow(
    "dataset",
    (
        step(
            "edit",
            [State.DRAFT, State.PUBLISHED],
            label=_("Edited"),
            consequence=_("The entry of the catalogue changes at once."),
            roles=WRITERS,
        ),
        step(
            "release_version",
            [State.DRAFT, State.PUBLISHED],
            label=_("Version released"),
            consequence=_("The file becomes the newest version of the data."),
            roles=WRITERS,
        ),
        move(
            "publish",
            [State.DRAFT],
            State.PUBLISHED,
            label=pgettext_lazy("dataset", "Publish"),
            consequence=_("Everyone can read and download the data at once."),
            roles=REVIEWERS,
        ),
        move(
            "withdraw",
            [State.PUBLISHED],
            State.WITHDRAWN,
            label=pgettext_lazy("dataset", "Withdraw"),
            consequence=_("The data leave the site; the address says when and why."),
            roles=REVIEWERS,
            needs_reason=True,
        ),
        move(
            "reopen",
            [State.WITHDRAWN],
            State.DRAFT,
            label=_("Take up again"),
            consequence=_("The entry is a draft again, to be corrected and published anew."),
            roles=WRITERS,
        ),
    ),
)
