"""What is due, in words and as a filter of lists with a clock."""

from datetime import date

from django.contrib import admin
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from catalogs.deadlines import due_soon_by, load_calendar
from catalogs.models import Publication


class DueFilter(admin.SimpleListFilter):
    title = _("due date")
    parameter_name = "due"

    def lookups(self, request, model_admin):
        return [
            ("overdue", _("Overdue")),
            ("soon", _("Due soon")),
            ("late", _("Published late")),
        ]

    def queryset(self, request, queryset: models.QuerySet) -> models.QuerySet:
        today = timezone.localdate()
        if self.value() == "overdue":
            return queryset.overdue(today)
        if self.value() == "soon":
            return due_soon(queryset, today=today)
        if self.value() == "late":
            return queryset.late()
        return queryset


def due_soon(queryset: models.QuerySet, *, today: date) -> models.QuerySet:
    """Return what is not yet published and due within the next working days."""
    last = due_soon_by(today, calendar=load_calendar())
    return queryset.unpublished().filter(due_on__gte=today, due_on__lte=last)


def due_words(document: Publication, *, today: date) -> str:
    """Return the due date with a word on how far it is."""
    if document.due_on is None:
        return "-"
    when = date_format(document.due_on)
    if document.issued_on:
        return _now("%(date)s (published late)") % {"date": when} if document.is_late() else when
    days = (document.due_on - today).days
    if days < 0:
        words = ngettext("%(count)d day overdue", "%(count)d days overdue", -days)
        return _now("%(date)s (%(left)s)") % {"date": when, "left": words % {"count": -days}}
    words = ngettext("%(count)d day left", "%(count)d days left", days) % {"count": days}
    if document.due_provisional:
        return _now("%(date)s (%(left)s; provisional)") % {"date": when, "left": words}
    return _now("%(date)s (%(left)s)") % {"date": when, "left": words}
