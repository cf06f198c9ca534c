from importlib import import_module

from django.apps import AppConfig
from django.conf import settings


class PortalConfig(AppConfig):
    name = "portal"

    def ready(self) -> None:
        """Know the tasks that are sent by name, where this process has to run them itself."""
        if settings.CELERY_TASK_ALWAYS_EAGER:
            for module in settings.CELERY_IMPORTS:
                import_module(module)
