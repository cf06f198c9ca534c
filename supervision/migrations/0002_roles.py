"""What the groups of the roles may do with the tables that the admin shows of this app."""

from django.db import migrations

from catalogs.role_groups import granting
from supervision.access import ROLE_PERMISSIONS


class Migration(migrations.Migration):
    dependencies = [
        ("supervision", "0001_initial"),
        ("catalogs", "0002_roles"),
    ]

    operations = [
        migrations.RunPython(granting("supervision", ROLE_PERMISSIONS), migrations.RunPython.noop)
    ]
