"""Load the demonstration of supervision, after the demonstrations it watches."""

import time

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from catalogs.models import Official
from supervision.demo.loading import load


class Command(BaseCommand):
    help = "Load the demonstration of supervision; what is loaded already is left as it is."

    def handle(self, *args, **options):
        if not Official.objects.filter(username="clerk").exists():
            raise CommandError("Load the demonstration data first: manage.py load_demo")
        call_command("load_pilot", stdout=self.stdout)
        begin = time.monotonic()
        for name, count in load(now=timezone.now()):
            told = "already loaded" if count is None else count
            self.stdout.write(f"  {name}: {told} ({time.monotonic() - begin:.1f} s)")
            self.stdout.flush()
