"""Addresses of supervision and of the pilot work; one module a topic.

The project includes this once, at its root.
"""

from django.urls import include, path

from supervision.urls import (
    assessment,
    calendar,
    dashboard,
    findings,
    inspections,
    pilot,
    pilot_desk,
    public,
)

app_name = "supervision"

urlpatterns = [
    path("supervision/dashboard/", include(dashboard.urlpatterns)),
    path("supervision/calendar/", include(calendar.urlpatterns)),
    path("supervision/", include(public.urlpatterns)),
    path("pilot/", include(pilot.urlpatterns)),
    path("desk/findings/", include(findings.urlpatterns)),
    path("desk/inspections/", include(inspections.urlpatterns)),
    path("desk/assessment/", include(assessment.urlpatterns)),
    path("desk/pilot/", include(pilot_desk.urlpatterns)),
]
