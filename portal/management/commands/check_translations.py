"""Fail where a text of the site has no Chinese translation."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = "List texts missing, empty or fuzzy in the Chinese catalogue, and entries used nowhere."
    requires_system_checks = ()

    def handle(self, *args, **options):
        from portal import translating

        texts = translating.collect(settings.BASE_DIR)
        catalogue = translating.read_catalogue(translating.catalogue_path())
        problems = translating.problems(texts, catalogue)
        for problem in problems:
            self.stderr.write(problem)
        if problems:
            raise CommandError(f"{len(problems)} texts are not in order; see `make messages`.")
        self.stdout.write(f"{len(texts)} texts, all translated.")
