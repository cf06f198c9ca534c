"""The addresses that the schema describes: the API's alone, wherever the site has others."""

from django.urls import include, path

urlpatterns = [path("api/v1/", include("portal.opendata.urls"))]
