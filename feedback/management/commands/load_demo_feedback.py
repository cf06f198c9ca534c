"""Load the demonstration of interaction with the public, after ``load_demo``."""

import time

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from catalogs.models import Official
from feedback.demo.loading import load


class Command(BaseCommand):
    help = "Load the demonstration's submissions; what is loaded already is left as it is."

    def handle(self, *args, **options):
        if not Official.objects.filter(username="clerk").exists():
            raise CommandError("Load the demonstration data first: manage.py load_demo")
        begin = time.monotonic()
        for name, count in load(today=timezone.localdate()):
            told = "already loaded" if count is None else count
            self.stdout.write(f"  {name}: {told} ({time.monotonic() - begin:.1f} s)")
            self.stdout.flush()
