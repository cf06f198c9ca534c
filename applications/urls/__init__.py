"""Addresses of disclosure on application; one module a topic.

The project includes this once, at its root: the pages of applicants and of the public stand below
``applications/``, those of officials below ``desk/applications/``.
"""

from django.urls import include, path

from applications.urls import applying, desk, papers, public, tracking

app_name = "applications"

PUBLIC = [
    *public.urlpatterns,
    *applying.urlpatterns,
    *tracking.urlpatterns,
    *papers.urlpatterns,
]
DESK = [
    *public.DESK,
    *desk.urlpatterns,
    *papers.desk_urlpatterns,
]

urlpatterns = [
    path("applications/", include(PUBLIC)),
    path("desk/applications/", include(DESK)),
]
