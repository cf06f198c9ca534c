"""Addresses of the dashboard of supervisors and of heads of departments, and the monthly reports."""

from django.urls import URLPattern

# Below ``supervision/dashboard/``.
urlpatterns: list[URLPattern] = []
