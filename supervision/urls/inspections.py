"""Addresses of inspections and the rules they run."""

from django.urls import URLPattern

# Below ``desk/inspections/``.
urlpatterns: list[URLPattern] = []
