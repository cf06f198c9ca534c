"""Load the plan of the pilot: its stages, its tasks and the document itself."""

from django.core.management.base import BaseCommand

from supervision import pilot_work


class Command(BaseCommand):
    help = "Load stages and tasks of the pilot and its plan; run it after load_reference."

    def handle(self, *args, **options):
        for name, number in sorted(pilot_work.load().items()):
            self.stdout.write(f"{name}: {number} created")
