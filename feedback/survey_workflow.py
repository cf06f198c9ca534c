"""The tables of moves of surveys and of evaluations; buttons, verbs and tests read them."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalogs.access import WRITERS
from catalogs.enums import Role
from catalogs.workflow import Workflow, move, step
from feedback.enums import ConsultationState as State

WORKFLOW = Workflow(
    "survey",
    (
        move(
            "publish",
            [State.DRAFT],
            State.PUBLISHED,
            label=pgettext_lazy("of a survey", "Publish"),
            consequence=_(
                "From its first day on everyone can answer. The questions are fixed; the results "
                "are public after the last day."
            ),
            roles=WRITERS,
        ),
        move(
            "withdraw",
            [State.PUBLISHED],
            State.WITHDRAWN,
            label=pgettext_lazy("of a survey", "Withdraw"),
            consequence=_("Nobody can answer any more, no results are shown; answers are kept."),
            roles=WRITERS,
            needs_reason=True,
        ),
    ),
)
CLOSE = step(
    "close",
    [State.PUBLISHED],
    label=pgettext_lazy("of a survey", "Close early"),
    consequence=_("Today is the last day; the results are public from tomorrow."),
    roles=WRITERS,
    needs_reason=True,
)
COPY = step(
    "copy",
    State.values,
    label=pgettext_lazy("of a survey", "Use again"),
    consequence=_("Makes a new draft with the same questions, for another period."),
    roles=WRITERS,
)
STEPS = (CLOSE, COPY)
TABLE = Workflow("survey and its steps", (*WORKFLOW.moves, *STEPS))

# Who enters what a third party found; a department does not publish the marks it was given.
EVALUATION_WRITERS = frozenset({Role.GOVERNMENT_OFFICE, Role.SUPERVISOR, Role.ADMINISTRATOR})
EVALUATION_WORKFLOW = Workflow(
    "evaluation",
    (
        move(
            "publish",
            [State.DRAFT],
            State.PUBLISHED,
            label=pgettext_lazy("of an evaluation", "Publish"),
            consequence=_("From today everyone can read the score and the summary."),
            roles=EVALUATION_WRITERS,
        ),
        move(
            "withdraw",
            [State.PUBLISHED],
            State.DRAFT,
            label=pgettext_lazy("of an evaluation", "Withdraw"),
            consequence=_("The page is taken off the site, and the evaluation can be corrected."),
            roles=EVALUATION_WRITERS,
            needs_reason=True,
        ),
    ),
)
