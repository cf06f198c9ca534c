"""The table of a consultation's moves; buttons, guards of the verbs and tests read it."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalogs.access import WRITERS
from catalogs.workflow import Workflow, move, step
from feedback.enums import ConsultationState as State

WORKFLOW = Workflow(
    "consultation",
    (
        move(
            "publish",
            [State.DRAFT],
            State.PUBLISHED,
            label=pgettext_lazy("of a consultation", "Publish"),
            consequence=_(
                "From its first day on everyone can read the draft and comment on it. The text is "
                "fixed; the result is due after the last day."
            ),
            roles=WRITERS,
        ),
        move(
            "withdraw",
            [State.PUBLISHED],
            State.WITHDRAWN,
            label=pgettext_lazy("of a consultation", "Withdraw"),
            consequence=_("The public page is taken off the site; the comments are kept."),
            roles=WRITERS,
            needs_reason=True,
        ),
    ),
)
# What leaves the state as it is. Whether it is possible today, the verb says.
LENGTHEN = step(
    "lengthen",
    [State.PUBLISHED],
    label=pgettext_lazy("of a consultation", "Lengthen the period"),
    consequence=_("Comments are taken until a later day; the result is due so much later."),
    roles=WRITERS,
    needs_reason=True,
)
PUBLISH_RESULT = step(
    "publish_result",
    [State.PUBLISHED],
    label=pgettext_lazy("of a consultation", "Publish the result"),
    consequence=_("Everyone can read what was said and what becomes of it; the clock ends."),
    roles=WRITERS,
)
CORRECT_RESULT = step(
    "correct_result",
    [State.PUBLISHED],
    label=pgettext_lazy("of a consultation", "Correct the result"),
    consequence=_("The page shows the corrected text and the day; the old text is in the history."),
    roles=WRITERS,
    needs_reason=True,
)
STEPS = (LENGTHEN, PUBLISH_RESULT, CORRECT_RESULT)
TABLE = Workflow("consultation and its steps", (*WORKFLOW.moves, *STEPS))
