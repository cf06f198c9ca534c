"""The groups of the roles, for migrations: each app grants what its own table lists."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.contrib.auth.management import create_permissions


def granting(app_label: str, table: Mapping[str, Iterable[str]]) -> Callable[[Any, Any], None]:
    """Return what a migration runs: each role's group then holds of one app what ``table`` says.

    ``table`` gives the codenames by role. What the groups hold of other apps stays.
    """

    def grant(apps, schema_editor) -> None:
        config = apps.get_app_config(app_label)
        config.models_module = True  # create_permissions passes by an app without models
        create_permissions(config, apps=apps, verbosity=0, using=schema_editor.connection.alias)
        groups = apps.get_model("auth", "Group").objects
        permissions = apps.get_model("auth", "Permission").objects
        own = permissions.filter(content_type__app_label=app_label)
        for role, codenames in table.items():
            group, _created = groups.get_or_create(name=str(role))
            group.permissions.remove(*group.permissions.filter(content_type__app_label=app_label))
            group.permissions.add(*own.filter(codename__in=list(codenames)))

    return grant
