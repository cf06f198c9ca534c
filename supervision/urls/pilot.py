"""Addresses of the pilot work as everyone may read it."""

from django.urls import URLPattern

# Below ``pilot/``.
urlpatterns: list[URLPattern] = []
