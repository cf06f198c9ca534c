"""Addresses of search, joined to the site's in the namespace ``portal``."""

from django.urls import path

from portal.views import search

urlpatterns = [
    path("search/", search.search, name="search"),
    path("search/suggest/", search.suggest, name="search-suggest"),
    path("search/opensearch.xml", search.opensearch, name="opensearch"),
]
