"""Addresses of findings on the desk."""

from django.urls import URLPattern

# Below ``desk/findings/``.
urlpatterns: list[URLPattern] = []
