"""The groups of the roles, with the permissions that ``catalogs.access`` lists."""

from django.db import migrations

from catalogs.access import ROLE_PERMISSIONS
from catalogs.role_groups import granting


class Migration(migrations.Migration):
    dependencies = [
        ("catalogs", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.RunPython(granting("catalogs", ROLE_PERMISSIONS), migrations.RunPython.noop)
    ]
