"""Addresses for machines, the same in every language: catalogue and dictionaries of open data."""

from django.urls import path, re_path

from portal.opendata import dictionary_views as dictionary
from portal.opendata.dcat import views as dcat
from portal.views import well_known

app_name = "standards"

ENDING = r"(?P<ending>ttl|jsonld|rdf)"

urlpatterns = [
    path("data/catalog", dcat.negotiated, name="catalogue"),
    re_path(rf"^data/catalog\.{ENDING}$", dcat.catalogue, name="catalogue-document"),
    re_path(rf"^data/catalog/service\.{ENDING}$", dcat.service, name="service-document"),
    re_path(rf"^data/(?P<code>[-a-zA-Z0-9_]+)\.{ENDING}$", dcat.dataset, name="dataset-document"),
    path("data/<slug:code>/schema.json", dictionary.schema, name="table-schema"),
    path("data/<slug:code>/csv-metadata.json", dictionary.metadata, name="csv-metadata"),
    path(".well-known/security.txt", well_known.security, name="security"),
    path(".well-known/change-password", well_known.change_password, name="change-password"),
]
