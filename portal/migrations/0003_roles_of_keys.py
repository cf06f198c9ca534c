"""What the groups of the roles may do with the keys of the open API."""

from django.db import migrations

from catalogs.role_groups import granting
from portal.access import ROLE_PERMISSIONS


class Migration(migrations.Migration):
    dependencies = [
        ("catalogs", "0002_roles"),
        ("portal", "0002_api_keys"),
    ]

    operations = [
        migrations.RunPython(granting("portal", ROLE_PERMISSIONS), migrations.RunPython.noop)
    ]
