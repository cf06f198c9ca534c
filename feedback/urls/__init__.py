"""Addresses of interaction with the public; one module a topic.

The project includes this once, at its root: the pages of askers and of the public stand below
``feedback/``, those of officials below ``desk/feedback/``.
"""

from django.urls import include, path

from feedback.urls import asking, desk, public, tracking

app_name = "feedback"

PUBLIC = [
    *asking.urlpatterns,
    *tracking.urlpatterns,
    *public.urlpatterns,
]

urlpatterns = [
    path("feedback/", include(PUBLIC)),
    path("desk/feedback/", include(desk.urlpatterns)),
]
