from importlib import import_module

from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    name = "portal"
    # What the admin shows of this floor.
    verbose_name = _("Open API")

    def ready(self) -> None:
        """Know the tasks that are sent by name, where this process has to run them itself."""
        if settings.CELERY_TASK_ALWAYS_EAGER:
            for module in settings.CELERY_IMPORTS:
                import_module(module)
