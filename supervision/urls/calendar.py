"""Addresses of the calendar of what is due."""

from django.urls import path

from supervision.views.calendar_credit import PeriodMove, period_detail
from supervision.views.calendar_year import year_file, year_view

# Below ``supervision/calendar/``.
urlpatterns = [
    path("", year_view, name="calendar"),
    path("file/<slug:format>/", year_file, name="calendar-file"),
    path("<int:number>/", period_detail, name="calendar-period"),
    path("<int:number>/<slug:action>/", PeriodMove.as_view(), name="calendar-move"),
]
