"""Addresses of disclosure on application; one module a topic.

The project includes this once, at its root: the pages of applicants and of the public stand below
``applications/``, those of officials below ``desk/applications/``.
"""

from django.urls import include, path

from applications.urls import applying, tracking

app_name = "applications"

PUBLIC = [
    *applying.urlpatterns,
    *tracking.urlpatterns,
]

urlpatterns = [
    path("applications/", include(PUBLIC)),
]
