"""Addresses of the open API, the same in every language: below ``/api/v1/``."""

from django.urls import URLPattern, URLResolver

app_name = "api"

urlpatterns: list[URLPattern | URLResolver] = []
