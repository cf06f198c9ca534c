"""Load the working-day calendar of every published year; due dates that move are recorded."""

from django.core.management.base import BaseCommand, CommandError

from catalogs.calendar_keeping import load_year
from catalogs.models import CalendarDay
from catalogs.statutory_calendar import calendar_rows, published_years


class Command(BaseCommand):
    help = (
        "Load statutory holidays and make-up workdays. Without years: every published year that "
        "has no rows yet, so that days edited by hand stay. With years: exactly those, anew."
    )

    def add_arguments(self, parser):
        parser.add_argument("years", nargs="*", type=int)

    def handle(self, *args, years: list[int], **options):
        published = published_years()
        if unknown := sorted(set(years) - set(published)):
            raise CommandError(
                f"No calendar is published for {unknown[0]}; known are {published[0]} to "
                f"{published[-1]}."
            )
        present = set(CalendarDay.objects.values_list("date__year", flat=True))
        wanted = years or [year for year in published if year not in present]
        moved = sum(load_year(year, calendar_rows(year)) for year in wanted)
        self.stdout.write(
            f"Calendar: {len(wanted)} years loaded, {len(published) - len(wanted)} left as they "
            f"are; {moved} due dates moved."
        )
