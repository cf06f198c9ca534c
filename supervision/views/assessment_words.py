"""The words in which the history of a round is told."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalogs.desk.time_line import Words
from supervision.assessment_workflow import ROUND_WORKFLOW
from supervision.enums import RoundState
from supervision.models import AssessmentRound


def _label(name: str) -> str:
    return AssessmentRound._meta.get_field(name).verbose_name


ROUND_WORDS = Words(
    find=ROUND_WORKFLOW.find,
    states=RoundState,
    actions={"open": pgettext_lazy("assessment round", "Opened")},
    labels={
        name: _label(name)
        for name in (
            *("title", "period_start", "period_end", "note", "evaluations", "published_on"),
            *("automatic_share", "manual_share", "evaluation_share"),
        )
    },
    citizen=_("The system"),
    citizen_actions=frozenset(),
    days=frozenset({"period_start", "period_end", "published_on"}),
)
