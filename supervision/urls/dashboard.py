"""Addresses of the dashboard, of a department head's view of it, and of the monthly reports."""

from django.urls import URLPattern

# Below ``supervision/dashboard/``.
urlpatterns: list[URLPattern] = []
