"""What the groups of the roles may do with departmental systems."""

from django.db import migrations

from catalogs.access import ROLE_PERMISSIONS
from catalogs.role_groups import granting


class Migration(migrations.Migration):
    dependencies = [
        ("catalogs", "0012_pushing"),
    ]

    operations = [
        migrations.RunPython(granting("catalogs", ROLE_PERMISSIONS), migrations.RunPython.noop)
    ]
