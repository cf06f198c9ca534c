"""Load the demonstration: officials, the three lists, documents, adjustments."""

import time

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from catalogs.demo.loading import load
from catalogs.models import PowerItem


class Command(BaseCommand):
    help = "Load the demonstration data; what is loaded already is left as it is."

    def handle(self, *args, **options):
        if not PowerItem.objects.standards().exists():
            raise CommandError("Load the reference data first: manage.py load_reference")
        now = timezone.now()
        begin = time.monotonic()
        for name, count in load(today=timezone.localdate(now), now=now):
            told = "already loaded" if count is None else count
            self.stdout.write(f"  {name}: {told} ({time.monotonic() - begin:.1f} s)")
            self.stdout.flush()
