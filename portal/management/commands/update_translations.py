"""Collect the texts of the site into the Chinese catalogue, keeping what is translated."""

from django.conf import settings
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Bring the Chinese catalogue up to date with the texts in Python and templates."
    requires_system_checks = ()

    def handle(self, *args, **options):
        from portal import translating

        path = translating.catalogue_path()
        texts = translating.collect(settings.BASE_DIR)
        catalogue = translating.updated(texts, translating.read_catalogue(path))
        translating.write_catalogue(catalogue, path)
        missing = sum(1 for message in catalogue if message.id and not message.string)
        self.stdout.write(f"{len(catalogue)} texts, {missing} of them without a translation.")
