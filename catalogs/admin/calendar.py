"""The working-day calendar: every change computes the stored due dates again."""

from django.contrib import admin, messages
from django.utils.translation import ngettext

from catalogs.calendar_keeping import remove_day, set_day
from catalogs.deadlines import recompute
from catalogs.models import CalendarDay

from .scoped import ReferenceAdmin


@admin.register(CalendarDay)
class CalendarDayAdmin(ReferenceAdmin):
    list_display = ("date", "name", "is_working")
    list_filter = ("is_working",)
    search_fields = ("name",)
    date_hierarchy = "date"
    fields = ("date", "is_working", "name")

    def get_readonly_fields(self, request, obj=None):
        return ("date",) if obj else ()

    def save_model(self, request, obj, form, change):
        moved = set_day(obj.date, is_working=obj.is_working, name=obj.name, actor=request.user)
        obj.pk = CalendarDay.objects.values_list("pk", flat=True).get(date=obj.date)
        obj._state.adding = False
        self._tell(request, moved)

    def delete_model(self, request, obj):
        self._tell(request, remove_day(obj.date, actor=request.user))

    def delete_queryset(self, request, queryset):
        years = {day.year for day in queryset.values_list("date", flat=True)}
        queryset.delete()
        self._tell(request, recompute(years=years, actor=request.user) if years else 0)

    def _tell(self, request, moved: int) -> None:
        if moved:
            words = ngettext(
                "%(count)d due date moved with the calendar.",
                "%(count)d due dates moved with the calendar.",
                moved,
            )
            messages.info(request, words % {"count": moved})
