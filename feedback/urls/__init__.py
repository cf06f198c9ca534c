"""Addresses of interaction with the public; one module a topic.

The project includes this once, at its root: the pages of askers and of the public stand below
``feedback/``, those of officials below ``desk/``.
"""

from django.urls import include, path

from feedback.urls import (
    asking,
    consultations,
    desk,
    editing,
    opinions,
    public,
    surveys,
    tracking,
)

app_name = "feedback"

PUBLIC = [
    *asking.urlpatterns,
    *tracking.urlpatterns,
    *public.urlpatterns,
    *consultations.public,
    *surveys.public,
]

DESK = [
    path("feedback/", include(desk.urlpatterns)),
    *consultations.desk,
    *surveys.desk,
    *opinions.desk,
    *editing.desk,
]

urlpatterns = [
    path("feedback/", include(PUBLIC)),
    path("desk/", include(DESK)),
]
