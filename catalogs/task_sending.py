"""Send a task, by its name alone, when the transaction commits: it may be of a higher floor."""

from functools import partial

from celery import current_app
from django.conf import settings
from django.db import transaction


def send_later(task: str, *args: object) -> None:
    """Send the task of that name with ``args`` on commit.

    A broker that does not answer must not undo what the official did: the failure is logged, and
    what is done by a task is caught up at night or asked for again.
    """
    transaction.on_commit(partial(_send, task, args), robust=True)


def _send(name: str, args: tuple[object, ...]) -> None:
    if settings.CELERY_TASK_ALWAYS_EAGER:
        if task := current_app.tasks.get(name):
            task.apply(args=args)
        return
    current_app.send_task(name, args=args)
