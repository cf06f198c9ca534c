"""Compile the translation catalogues; needs no GNU gettext."""

from django.conf import settings
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Compile every .po below locale/ to the .mo Django reads."
    requires_system_checks = ()

    def handle(self, *args, **options):
        from portal import translating

        for folder in settings.LOCALE_PATHS:
            for path in sorted(folder.glob("*/LC_MESSAGES/*.po")):
                translating.compile_catalogue(path)
