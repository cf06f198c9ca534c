from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Min, Q
from django.utils.translation import gettext_lazy as _

from catalogs.enums import InterpretationForm, InterpretationPhase, PublicationState

from .clocks import Clocked


class InterpretationPlanQuerySet(models.QuerySet):
    def unfulfilled(self) -> Self:
        """Plans of published policies that no published interpretation has met yet."""
        return self.filter(policy__state=PublicationState.PUBLISHED).exclude(
            policy__interpretations__state=PublicationState.PUBLISHED
        )

    def overdue(self, today: date) -> Self:
        return self.unfulfilled().filter(due_on__lt=today)

    def due(self, today: date) -> Self:
        """Plans still to be met whose day has not passed."""
        return self.unfulfilled().filter(due_on__gte=today)

    def with_met_on(self) -> Self:
        """Add ``met_on``: the day the first interpretation still on the site was issued."""
        published = Q(policy__interpretations__state=PublicationState.PUBLISHED)
        return self.annotate(met_on=Min("policy__interpretations__issued_on", filter=published))

    def met_in_time(self) -> Self:
        return self.with_met_on().filter(
            policy__state=PublicationState.PUBLISHED, met_on__lte=F("due_on")
        )

    def met_late(self) -> Self:
        return self.with_met_on().filter(
            policy__state=PublicationState.PUBLISHED, met_on__gt=F("due_on")
        )


class InterpretationPlan(Clocked):
    """How a policy will be interpreted; without it a policy is not approved.

    Synchronous organization, signing and deployment: State Council General
    Office, Guo Ban Fa [2016] No. 80.
    """

    policy = models.OneToOneField(
        "catalogs.Publication", on_delete=models.CASCADE, related_name="interpretation_plan"
    )
    form = models.CharField(
        _("form of interpretation"),
        max_length=20,
        choices=InterpretationForm,
        default=InterpretationForm.TEXT,
    )
    phase = models.CharField(
        _("phase of interpretation"),
        max_length=12,
        choices=InterpretationPhase,
        default=InterpretationPhase.AT_RELEASE,
    )
    responsible = models.CharField(_("who interprets"), max_length=100)
    outline = models.TextField(_("what will be explained"), blank=True)

    objects = InterpretationPlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("interpretation plan")
        verbose_name_plural = _("interpretation plans")

    def __str__(self) -> str:
        return str(self.policy)
