"""Make the live datasets of today's public rows now."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from portal.opendata.live.refreshing import refresh_all


class Command(BaseCommand):
    help = "Make the datasets that the portal makes of its own public rows every day."

    def handle(self, *args, **options):
        now = timezone.now()
        told = refresh_all(today=timezone.localdate(now), now=now)
        for word, number in sorted(told.items()):
            self.stdout.write(f"{word}: {number}")
        if told["failed"]:
            raise CommandError("Some live datasets could not be refreshed; the log says why.")
