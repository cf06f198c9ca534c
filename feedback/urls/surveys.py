"""Addresses of surveys and third-party evaluations."""

from django.urls import URLPattern

# Below ``feedback/``.
public: list[URLPattern] = []
# Below ``desk/``.
desk: list[URLPattern] = []
