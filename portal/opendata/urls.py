"""Addresses of the open API, the same in every language: below ``/api/v1/``."""

from django.urls import URLPattern, URLResolver, path, re_path

from portal.opendata.api.urls import urlpatterns as lists
from portal.opendata.gate import nothing_here
from portal.opendata.push.urls import urlpatterns as push
from portal.opendata.rows.views import dataset_rows

app_name = "api"

urlpatterns: list[URLPattern | URLResolver] = [
    *push,
    path("datasets/<slug:code>/rows/", dataset_rows, name="dataset-rows"),
    *lists,
    # The last: whatever no other address takes.
    re_path(r"^.+/$", nothing_here),
]
