"""Addresses of the monthly reports of the pilot on the desk."""

from django.urls import URLPattern

# Below ``desk/pilot/``.
urlpatterns: list[URLPattern] = []
