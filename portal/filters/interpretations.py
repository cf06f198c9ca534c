"""What can be asked of the policies and their interpretations."""

from datetime import date

from django.db import models
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from catalogs.enums import InterpretationForm, InterpretationPhase
from catalogs.models import InterpretationPlan, Publication

from .entries import DEPARTMENT, FIELD
from .faceted import FacetedFilter, Order
from .facets import ChoiceFacet, FlagFacet, YearFacet

_ORDERS = {
    "newest": Order(_("newest first"), ("-issued_on", "-pk")),
    "oldest": Order(_("oldest first"), ("issued_on", "pk")),
    "title": Order(_("title"), ("title", "pk")),
}
_SEARCHED = ("title", "title_en", "document_number", "index_number")
_YEAR = YearFacet("year", _("Year of issue"), column="issued_on")


class Progress(models.TextChoices):
    """Whether a policy has been interpreted."""

    INTERPRETED = "interpreted", _("Interpreted")
    AWAITED = "awaited", _("Interpretation to come")
    OVERDUE = "overdue", _("Interpretation overdue")


class PolicyFilter(FacetedFilter):
    """Policies, by their interpretations; needs the columns of ``with_interpretations``."""

    facets = (
        FlagFacet(
            "progress",
            _("Interpretation"),
            Progress,
            {value: f"is_{value}" for value in Progress.values},
        ),
        FlagFacet(
            "form",
            _("Form of interpretation"),
            InterpretationForm,
            {value: f"in_form_{value}" for value in InterpretationForm.values},
        ),
        FlagFacet(
            "phase",
            _("Phase of interpretation"),
            InterpretationPhase,
            {value: f"in_phase_{value}" for value in InterpretationPhase.values},
        ),
        _YEAR,
        FIELD,
        DEPARTMENT,
    )
    batches = (("form",), ("phase",))
    orders = _ORDERS
    searched = _SEARCHED

    class Meta:
        model = Publication
        fields = []


class InterpretationFilter(FacetedFilter):
    facets = (
        ChoiceFacet(
            "form", _("Form of interpretation"), InterpretationForm, column="interpretation_form"
        ),
        ChoiceFacet(
            "phase",
            _("Phase of interpretation"),
            InterpretationPhase,
            column="interpretation_phase",
        ),
        _YEAR,
        FIELD,
        DEPARTMENT,
    )
    orders = _ORDERS
    searched = _SEARCHED

    class Meta:
        model = Publication
        fields = []


def with_interpretations(policies: QuerySet, *, today: date) -> QuerySet:
    """Add a yes-or-no column for each form and phase of the public interpretations of a policy."""
    found = Publication.objects.public(today).interpretations().filter(interprets=OuterRef("pk"))
    forms = {
        f"in_form_{value}": Exists(found.filter(interpretation_form=value))
        for value in InterpretationForm.values
    }
    phases = {
        f"in_phase_{value}": Exists(found.filter(interpretation_phase=value))
        for value in InterpretationPhase.values
    }
    plans = InterpretationPlan.objects.filter(policy=OuterRef("pk"))
    return policies.annotate(
        is_interpreted=Exists(found),
        is_awaited=Exists(plans.due(today)),
        is_overdue=Exists(plans.overdue(today)),
        **forms,
        **phases,
    )
