"""The demonstration for a whole module of tests, loaded once and rolled back at its end."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from io import StringIO
from pathlib import Path

from django.core.management import call_command
from django.db import transaction
from django.test import override_settings
from django.utils import timezone


@contextmanager
def loaded(blocker, folder: Path, *commands: str) -> Iterator[date]:
    """Load the reference rows, the demonstration of the lists, then ``commands``; give its day.

    ``blocker`` is pytest-django's; files go to ``folder``.
    """
    settings = override_settings(MEDIA_ROOT=folder, PRIVATE_ROOT=folder)
    with blocker.unblock(), settings, transaction.atomic():
        for command in ("load_reference", "load_demo", *commands):
            call_command(command, stdout=StringIO())
        yield timezone.localdate()
        transaction.set_rollback(True)
