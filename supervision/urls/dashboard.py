"""Addresses of the dashboard, of a department head's view of it, and of the monthly reports."""

from django.urls import path

from supervision.views import (
    dashboard,
    dashboard_moved,
    dashboard_reports,
    dashboard_score,
)

# Below ``supervision/dashboard/``.
urlpatterns = [
    path("", dashboard.dashboard, name="dashboard"),
    path("departments/<slug:code>/", dashboard.department, name="dashboard-department"),
    path("score/", dashboard_score.score, name="dashboard-score"),
    path("moved/<slug:what>/", dashboard_moved.moved, name="dashboard-moved"),
    path("reports/", dashboard_reports.reports, name="dashboard-reports"),
    path("reports/make/", dashboard_reports.make, name="dashboard-report-make"),
    path(
        "reports/<int:pk>/report.<slug:format>",
        dashboard_reports.download,
        name="dashboard-report-file",
    ),
]
