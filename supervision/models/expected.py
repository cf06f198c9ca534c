"""Expected publications: what each matter with a period owes, period by period."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from catalogs.enums import EntryState
from catalogs.time_limits import LimitKind
from supervision.enums import Fulfilment


def stands_at(state: str, today: date) -> Q:
    """Return the condition that a period stands at ``state``: ``fulfilment`` in SQL."""
    unmet = Q(met_on__isnull=True)
    return {
        Fulfilment.DONE: Q(met_on__lte=F("due_on")),
        Fulfilment.LATE: Q(met_on__gt=F("due_on")),
        Fulfilment.MISSING: unmet & Q(due_on__lt=today),
        Fulfilment.NOT_YET_DUE: unmet & Q(due_on__gte=today),
    }[Fulfilment(state)]


class ExpectedQuerySet(models.QuerySet):
    def of_public_matters(self, today: date) -> Self:
        return self.filter(matter__state=EntryState.IN_FORCE, matter__effective_on__lte=today)

    def due(self, today: date) -> Self:
        """Whose day has passed, done or not."""
        return self.filter(due_on__lt=today)

    def missing(self, today: date) -> Self:
        """The day has passed and nothing was published for the period."""
        return self.filter(met_on__isnull=True, due_on__lt=today)

    def late(self) -> Self:
        """Published for the period, after the day it was due."""
        return self.filter(met_on__gt=F("due_on"))

    def of_year(self, year: int) -> Self:
        return self.filter(due_on__year=year)

    def standing_at(self, state: str, today: date) -> Self:
        """The rows whose ``fulfilment`` is ``state``."""
        return self.filter(stands_at(state, today))

    def visible_to(self, user) -> Self:
        if user.sees_all_departments:
            return self
        return self.filter(matter__department_id=user.department_id)


class ExpectedPublication(models.Model):
    """One period of one matter: what is due by when, and what met it.

    A document meets the period when it is issued between ``opens_on`` and ``closes_on``; where a
    period asks for several, ``met_on`` is the day of the last of them. ``position`` is that of
    the time limit in the matter.
    """

    matter = models.ForeignKey(
        "catalogs.PublicityMatter",
        verbose_name=_("publicity matter"),
        on_delete=models.CASCADE,
        related_name="expected_publications",
    )
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(_("period"), max_length=16, choices=LimitKind)
    times = models.PositiveSmallIntegerField(_("times in a period"), default=1)
    period_start = models.DateField(_("period from"))
    period_end = models.DateField(_("period to"))
    opens_on = models.DateField()
    closes_on = models.DateField()
    due_on = models.DateField(_("due on"))
    due_provisional = models.BooleanField(_("provisional date"), default=False)
    met_on = models.DateField(_("published on"), null=True)
    publication = models.ForeignKey(
        "catalogs.Publication",
        verbose_name=_("publication"),
        on_delete=models.SET_NULL,
        null=True,
        related_name="expected_publications",
    )
    # Credited by hand: the inspection leaves it alone.
    is_credited = models.BooleanField(default=False)

    objects = ExpectedQuerySet.as_manager()

    class Meta:
        verbose_name = _("expected publication")
        verbose_name_plural = _("expected publications")
        ordering = ["due_on", "matter_id", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["matter", "position", "period_start"],
                name="expectedpublication_once_a_period",
                violation_error_message=_("This period is expected already."),
            ),
            models.CheckConstraint(
                condition=Q(period_end__gte=F("period_start"))
                & Q(closes_on__gte=F("opens_on"))
                & Q(due_on__gte=F("opens_on")),
                name="expectedpublication_days_in_order",
                violation_error_message=_("A period ends after it begins."),
            ),
        ]
        indexes = [
            models.Index(fields=["due_on", "met_on"], name="expectedpublication_due"),
        ]

    def __str__(self) -> str:
        return f"{self.matter} {self.period_start:%Y-%m-%d}"

    def fulfilment(self, today: date) -> Fulfilment:
        """Return where it stands on ``today``."""
        if self.met_on is not None:
            return Fulfilment.LATE if self.met_on > self.due_on else Fulfilment.DONE
        return Fulfilment.MISSING if self.due_on < today else Fulfilment.NOT_YET_DUE
