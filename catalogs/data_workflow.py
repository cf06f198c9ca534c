"""The tables of the data catalogue: of a dataset, and of a file for its next version."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalogs.data_enums import DatasetState as State
from catalogs.data_enums import UploadState
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
        step(
            "confirm_version",
            [State.DRAFT, State.PUBLISHED],
            label=_("Version released after a second look"),
            consequence=_("The file becomes the newest version of the data."),
            roles=REVIEWERS,
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

UPLOADS = Workflow(
    "dataset upload",
    (
        move(
            "check",
            [UploadState.WAITING],
            UploadState.CHECKED,
            label=pgettext_lazy("file", "Checked"),
            consequence=_("What the file holds is shown, row by row where it does not fit."),
        ),
        move(
            "refuse",
            [UploadState.WAITING],
            UploadState.REFUSED,
            label=pgettext_lazy("file", "Found unreadable"),
            consequence=_("The page says why; send a corrected file."),
        ),
        move(
            "correct_types",
            [UploadState.CHECKED, UploadState.RETURNED],
            UploadState.WAITING,
            label=_("Types of columns corrected"),
            consequence=_("The rows are checked again by the types chosen."),
            roles=WRITERS,
        ),
        move(
            "release",
            [UploadState.CHECKED],
            UploadState.RELEASED,
            label=pgettext_lazy("file", "Release as the newest version"),
            consequence=_(
                "The file becomes the newest version; of published data it is public at once."
            ),
            roles=WRITERS,
        ),
        move(
            "ask",
            [UploadState.CHECKED, UploadState.RETURNED],
            UploadState.IN_REVIEW,
            label=pgettext_lazy("file", "Ask for a second look"),
            consequence=_(
                "The reviewer of the department reads why the personal numbers may be public, and"
                " releases the file or returns it."
            ),
            roles=WRITERS,
        ),
        move(
            "confirm",
            [UploadState.IN_REVIEW],
            UploadState.RELEASED,
            label=pgettext_lazy("file", "Confirm and release"),
            consequence=_(
                "The file becomes the newest version with the personal numbers in it; of published"
                " data it is public at once."
            ),
            roles=REVIEWERS,
        ),
        move(
            "return",
            [UploadState.IN_REVIEW],
            UploadState.RETURNED,
            label=_("Return"),
            consequence=_("The clerk is asked to correct the reason, or to send another file."),
            roles=REVIEWERS,
            needs_reason=True,
        ),
        move(
            "discard",
            [
                UploadState.WAITING,
                UploadState.CHECKED,
                UploadState.IN_REVIEW,
                UploadState.RETURNED,
                UploadState.REFUSED,
            ],
            UploadState.DISCARDED,
            label=pgettext_lazy("file", "Discard"),
            consequence=_("The file is deleted; nothing of the dataset changes."),
            roles=WRITERS,
        ),
    ),
)
