"""Pages about the open API and its keys, in the namespace of the public site."""

from django.urls import path

from portal.opendata import key_views
from portal.opendata.api import docs

# Before the pages of datasets: no dataset has one of these codes.
urlpatterns = [
    path("data/api/", docs.api_docs, name="api-docs"),
    path("data/api-key/", key_views.ask, name="api-key"),
    path("data/api-key/given/", key_views.given, name="api-key-given"),
    path("data/api-key/hide/", key_views.hide, name="api-key-hide"),
    path("data/api-key/give-up/", key_views.give_up, name="api-key-give-up"),
]
