"""Addresses of officials who write the knowledge list."""

from django.urls import URLPattern

# Below ``desk/``.
desk: list[URLPattern] = []
