"""Permanent addresses for machines: absolute, and the same whatever language is read."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override


def site() -> str:
    """Return the address of the site without a slash at its end."""
    return settings.SITE_URL.rstrip("/")


def permanent(name: str, *args: object) -> str:
    """Return the absolute address of the page ``name``, in the language of the root."""
    with override(settings.LANGUAGE_CODE):
        return site() + reverse(name, args=args)
