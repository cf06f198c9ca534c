"""Addresses of the open API, the same in every language: below ``/api/v1/``."""

from django.urls import URLPattern, URLResolver, re_path

from portal.opendata.gate import nothing_here

app_name = "api"

urlpatterns: list[URLPattern | URLResolver] = [
    # The last: whatever no other address takes.
    re_path(r"^.+/$", nothing_here, name="nothing"),
]
