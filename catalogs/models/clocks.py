from datetime import date
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from catalogs.time_limits import LimitKind
from catalogs.working_days import DueDate, WorkCalendar, add_calendar_days


class ClockedQuerySet(models.QuerySet):
    def provisional(self) -> Self:
        """Rows whose due date crosses into a year without a published calendar."""
        return self.filter(due_provisional=True)


class Clocked(models.Model):
    """A row with a statutory clock: the due date is stored when the clock starts.

    ``due_rule`` says how it was computed, so that it can be computed again when
    the calendar changes: a kind of limit and its number of days.
    """

    clock_started_on = models.DateField(_("clock started on"), null=True, editable=False)
    due_rule = models.CharField(max_length=24, blank=True, editable=False)
    due_amount = models.PositiveSmallIntegerField(null=True, editable=False)
    due_on = models.DateField(_("due on"), null=True, editable=False)
    due_provisional = models.BooleanField(
        _("provisional date"),
        default=False,
        editable=False,
        help_text=_("The working-day calendar of that year is not published yet."),
    )

    class Meta:
        abstract = True

    def is_overdue(self, today: date) -> bool:
        return self.due_on is not None and self.due_on < today

    def compute_due(self, calendar: WorkCalendar) -> DueDate | None:
        """Return when the row is due by its rule and amount, or None when that names no day.

        A row whose clock also stops or is extended overrides this.
        """
        if self.clock_started_on is None or self.due_amount is None:
            return None
        if self.due_rule == LimitKind.WITHIN_WORKING_DAYS:
            return calendar.add_working_days(self.clock_started_on, self.due_amount)
        if self.due_rule == LimitKind.WITHIN_CALENDAR_DAYS:
            return add_calendar_days(self.clock_started_on, self.due_amount)
        return None
