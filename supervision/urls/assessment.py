"""Addresses of assessment rounds on the desk."""

from django.urls import URLPattern

# Below ``desk/assessment/``.
urlpatterns: list[URLPattern] = []
