from django.core.management.base import BaseCommand

from catalogs.key_rotation import rotate


class Command(BaseCommand):
    help = "Encrypts again, with the first key of FIELD_ENCRYPTION_KEYS, what older keys encrypted."

    def handle(self, *args, **options) -> None:
        for label, rows in rotate().items():
            self.stdout.write(f"{label}: {rows}")
