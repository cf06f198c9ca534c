import time

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from catalogs.models import Dataset
from portal.opendata.store import building, keeping


class Command(BaseCommand):
    help = "Make the rows of public datasets ready for queries: those that are not, or by code."

    def add_arguments(self, parser) -> None:
        parser.add_argument("codes", nargs="*", metavar="code", help="of these datasets only")

    def handle(self, *args, codes: list[str], **options) -> None:
        today, started = timezone.localdate(), time.monotonic()
        public = Dataset.objects.public(today).filter(code__in=codes)
        if unknown := set(codes) - set(public.values_list("code", flat=True)):
            raise CommandError(f"No public dataset has the code {', '.join(sorted(unknown))}.")
        if not codes:
            keeping.remove_left_over()
        built = failed = 0
        for version in keeping.missing(today, codes=codes):
            building.build(version)
            if version.build_error:
                failed += 1
                self.stderr.write(f"{version.dataset.code}: {version.build_error}")
            else:
                built += 1
        seconds = time.monotonic() - started
        self.stdout.write(f"{built} datasets made ready for queries in {seconds:.1f} s.")
        if failed:
            raise CommandError(f"{failed} could not be made ready; the reasons are above.")
