"""Load the applications of the demonstration, after ``load_demo``."""

import time

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from applications.demo.loading import load
from catalogs.models import Official


class Command(BaseCommand):
    help = "Load the demonstration's applications; what is loaded already is left as it is."

    def handle(self, *args, **options):
        if not Official.objects.filter(username="clerk").exists():
            raise CommandError("Load the demonstration data first: manage.py load_demo")
        begin = time.monotonic()
        for name, count in load(today=timezone.localdate()):
            told = "already loaded" if count is None else count
            self.stdout.write(f"  {name}: {told} ({time.monotonic() - begin:.1f} s)")
            self.stdout.flush()
