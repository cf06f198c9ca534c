"""Load the reference data of ``fixtures/`` and the working-day calendar."""

from django.core.management import call_command
from django.core.management.base import BaseCommand

from catalogs.reference import load_reference


class Command(BaseCommand):
    help = "Load departments, fields, standard power items and the working-day calendar."

    def handle(self, *args, **options):
        for name, outcomes in load_reference().counts.items():
            told = ", ".join(f"{count} {outcome}" for outcome, count in sorted(outcomes.items()))
            self.stdout.write(f"{name}: {told}")
        call_command("load_calendar", stdout=self.stdout)
