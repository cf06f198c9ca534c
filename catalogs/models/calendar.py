from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class CalendarDay(models.Model):
    """A day that departs from the plain week: a statutory holiday or a make-up workday.

    A year with at least one row is a published year; in a year without rows
    weekends are off and every date is provisional.
    """

    date = models.DateField(_("date"), unique=True)
    is_working = models.BooleanField(_("working day"))
    name = models.CharField(_("occasion"), max_length=60, blank=True)

    class Meta:
        verbose_name = pgettext_lazy("row of the calendar", "calendar day")
        verbose_name_plural = _("working-day calendar")
        ordering = ["date"]

    def __str__(self) -> str:
        return f"{self.date:%Y-%m-%d} {self.name}"
