"""What the groups of the roles may do with files sent for datasets."""

from django.db import migrations

from catalogs.access import ROLE_PERMISSIONS
from catalogs.role_groups import granting


class Migration(migrations.Migration):
    dependencies = [
        ("catalogs", "0014_dataset_uploads"),
    ]

    operations = [
        migrations.RunPython(granting("catalogs", ROLE_PERMISSIONS), migrations.RunPython.noop)
    ]
