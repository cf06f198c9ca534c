"""The table of a knowledge entry's moves; buttons, guards of the verbs and tests read it."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalogs.enums import Role
from catalogs.workflow import Workflow, move, step
from feedback.enums import KnowledgeState as State
from feedback.workflow import INTAKE

# The clerks of its department, and the office (``knowledge.may_edit``).
EDITORS = (Role.CLERK, *INTAKE)

WORKFLOW = Workflow(
    "knowledge",
    (
        move(
            "publish",
            [State.DRAFT, State.WITHDRAWN],
            State.PUBLISHED,
            label=pgettext_lazy("of a knowledge entry", "Publish"),
            consequence=_("Everyone can read and find it; the text is kept as the next version."),
            roles=EDITORS,
        ),
        move(
            "withdraw",
            [State.PUBLISHED],
            State.WITHDRAWN,
            label=pgettext_lazy("of a knowledge entry", "Take it off the list"),
            consequence=_("The public page and the search no longer show it; versions are kept."),
            roles=EDITORS,
            needs_reason=True,
        ),
    ),
)
# Where a linked matter or service was adjusted since somebody last looked.
CONFIRM = step(
    "confirm",
    [State.PUBLISHED],
    label=_("Looked at, still right"),
    consequence=_("The text stays as it is; the entry no longer waits for a review."),
    roles=EDITORS,
)
