"""Addresses of the monthly reports of the pilot on the desk."""

from django.urls import path

from supervision.views import pilot_desk

# Below ``desk/pilot/``.
urlpatterns = [
    path("", pilot_desk.report_list, name="pilot-desk"),
    path("<int:pk>/", pilot_desk.report, name="pilot-desk-report"),
]
