"""What the groups of the roles may do with the tables that the admin shows of this app."""

from django.db import migrations

from catalogs.role_groups import granting
from feedback.access import ROLE_PERMISSIONS


class Migration(migrations.Migration):
    dependencies = [
        ("feedback", "0006_roles"),
    ]

    operations = [
        migrations.RunPython(granting("feedback", ROLE_PERMISSIONS), migrations.RunPython.noop)
    ]
