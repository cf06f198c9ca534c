"""Bring up the demonstration: database, reference and demonstration data, index, rows, servers."""

import hashlib
import os
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand

from catalogs.refreshing import suspended
from portal.runner.embedded import index_exists

LOGINS = {
    "clerk": "clerk of a department",
    "reviewer": "reviewer of a department",
    "office": "government office",
    "legal": "legal affairs office",
    "supervisor": "supervisor",
    "admin": "administrator",
}


class Command(BaseCommand):
    help = "Prepare the demonstration (only what is missing) and serve it until Ctrl-C."

    def add_arguments(self, parser):
        parser.add_argument("--host", default=os.environ.get("HOST", "127.0.0.1"))
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT") or 8000))
        parser.add_argument(
            "--no-serve", action="store_true", help="prepare everything, start no server"
        )

    def handle(self, *args, host: str, port: int, no_serve: bool, **options):
        self._say("Database")
        call_command("migrate", interactive=False, verbosity=0)
        loaded = self._load()
        if loaded or not index_exists():
            self._say("Search index")
            call_command("rebuild_search")
        self._say("Rows of datasets")
        call_command("build_data")
        if not no_serve:
            call_command("serve", host=host, port=port, logins=True)

    def _load(self) -> bool:
        marker = self._marker()
        if marker.exists() and get_user_model().objects.filter(username="clerk").exists():
            return False
        self._say("Reference data")
        call_command("load_reference")
        call_command("load_pilot")
        self._say("Demonstration data (the first time takes a minute or two)")
        call_command("load_demo")
        # After it: the demonstration's plan has its whole text.
        call_command("load_pilot")
        call_command("load_demo_applications")
        call_command("load_demo_feedback")
        # Before the inspection, which looks for them, and after it, which they tell of.
        self._refresh_live_data()
        call_command("load_demo_supervision")
        self._refresh_live_data()
        marker.write_text("The demonstration data of this database is loaded.\n", encoding="utf-8")
        return True

    def _refresh_live_data(self) -> None:
        # The whole index is made afterwards.
        with suspended():
            call_command("refresh_live_data")

    def _marker(self) -> Path:
        """Return the file that says "completely loaded" for the database in use.

        Rows alone would not do: a load that was interrupted leaves some.
        """
        database = settings.DATABASES["default"]
        place = "|".join(str(database.get(key, "")) for key in ("ENGINE", "HOST", "PORT", "NAME"))
        return settings.VAR_DIR / f"demo-{hashlib.sha256(place.encode()).hexdigest()[:12]}.loaded"

    def _say(self, text: str) -> None:
        self.stdout.write(self.style.MIGRATE_HEADING(f"{text} …"))
        self.stdout.flush()
