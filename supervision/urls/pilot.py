"""Addresses of the pilot work that everyone reads."""

from django.urls import path

from supervision.views import pilot, pilot_reports

# Below ``pilot/``.
urlpatterns = [
    path("", pilot.overview, name="pilot"),
    path("tasks/<str:number>/", pilot.task, name="pilot-task"),
    path("acceptance/", pilot.acceptance_list, name="pilot-acceptance"),
    path("reports/", pilot_reports.report_list, name="pilot-reports"),
    path("reports/<int:pk>/", pilot_reports.report, name="pilot-report"),
]
