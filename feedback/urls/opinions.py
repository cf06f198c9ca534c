"""Addresses of officials who respond to public opinion."""

from django.urls import URLPattern

# Below ``desk/``.
desk: list[URLPattern] = []
