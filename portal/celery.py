"""The Celery application: worker and beat of the portal."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.local")


class PortalCelery(Celery):
    """Celery that runs tasks sent by name in process where there is no broker.

    Celery itself honours ``task_always_eager`` only for task objects. A lower floor names the task
    of a higher one, so that it need not import it; that must work in both kinds of installation.
    """

    def send_task(self, name, args=None, kwargs=None, **options):
        """Send the task ``name``; without a broker run it now and return its ``EagerResult``."""
        if self.conf.task_always_eager:
            self.loader.import_default_modules()
            return self.tasks[name].apply(args=args, kwargs=kwargs)
        return super().send_task(name, args=args, kwargs=kwargs, **options)


app = PortalCelery("portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@app.task(name="portal.celery.ping")
def ping(path: str) -> None:
    """Write the worker's process id to ``path``: shows that a worker takes tasks."""
    with open(path, "w", encoding="utf-8") as file:
        file.write(str(os.getpid()))
