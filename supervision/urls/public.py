"""Addresses of what everyone may read of supervision: scoreboard, calendars, results."""

from django.urls import URLPattern

# Below ``supervision/``.
urlpatterns: list[URLPattern] = []
