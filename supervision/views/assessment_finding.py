"""Who opens the pages of assessment rounds, and what all of them show of a round."""

from collections.abc import Collection
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.forms import BaseForm
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from catalogs.access import role_of
from catalogs.models import Official
from supervision.assessment_workflow import ROUND_READERS, ROUND_WORKFLOW
from supervision.enums import RoundState
from supervision.models import AssessmentRound

TONES = {RoundState.OPEN: "amber", RoundState.PUBLISHED: "green"}


def require(user: Official, roles: Collection[str] = ROUND_READERS) -> None:
    """Raise ``PermissionDenied`` for whoever acts in none of ``roles``."""
    if role_of(user) not in roles:
        raise PermissionDenied


def find(pk: int) -> AssessmentRound:
    return get_object_or_404(AssessmentRound, pk=pk)


def may(user: Official, round: AssessmentRound, action: str) -> bool:
    """Say whether the table offers ``action`` to the user now."""
    rows = ROUND_WORKFLOW.available(round.state, role_of(user))
    return action in {row.action for row in rows}


def head(round: AssessmentRound) -> dict[str, Any]:
    """Return what stands at the head of each page of a round."""
    return {
        "round": round,
        "state": {
            "text": round.get_state_display(),
            "tone": TONES[RoundState(round.state)],
        },
        "period": _("%(start)s to %(end)s")
        % {"start": date_format(round.period_start), "end": date_format(round.period_end)},
        "round_url": reverse("supervision:assessment-round", args=[round.pk]),
    }


def take(form: BaseForm, refusal: ValidationError) -> None:
    """Show what a verb refused beside its field, or above the form."""
    if not hasattr(refusal, "error_dict"):
        form.add_error(None, refusal.messages)
        return
    for name, errors in refusal.error_dict.items():
        known = name != NON_FIELD_ERRORS and name in form.fields
        form.add_error(name if known else None, errors)


def figure(value: Any) -> str:
    """Return a score as a table shows it."""
    return "–" if value is None else f"{value:.2f}"
