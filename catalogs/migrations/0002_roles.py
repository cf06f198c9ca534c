"""The groups of the roles, with the permissions that ``catalogs.access`` lists."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

from catalogs.access import ROLE_PERMISSIONS


def grant(apps, schema_editor):
    """Make each role's group hold exactly the permissions of the table."""
    config = apps.get_app_config("catalogs")
    config.models_module = True  # create_permissions passes by an app without models
    create_permissions(config, apps=apps, verbosity=0, using=schema_editor.connection.alias)
    group_model = apps.get_model("auth", "Group")
    permission_model = apps.get_model("auth", "Permission")
    for role, codenames in ROLE_PERMISSIONS.items():
        group, _created = group_model.objects.get_or_create(name=str(role))
        group.permissions.set(
            permission_model.objects.filter(
                content_type__app_label="catalogs", codename__in=codenames
            )
        )


class Migration(migrations.Migration):
    dependencies = [
        ("catalogs", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
