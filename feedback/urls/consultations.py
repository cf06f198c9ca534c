"""Addresses of consultations of the public on drafts, and of the officials who keep them."""

from django.urls import URLPattern

# Below ``feedback/``.
public: list[URLPattern] = []
# Below ``desk/``.
desk: list[URLPattern] = []
