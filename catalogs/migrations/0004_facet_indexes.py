from django.db import migrations, models


class Migration(migrations.Migration):
    """The facets of the public lists are counted in one index each."""

    dependencies = [("catalogs", "0003_receipts_and_private_email")]

    operations = [
        migrations.RemoveIndex(model_name="publication", name="publication_state_dept"),
        migrations.RemoveIndex(model_name="publicitymatter", name="publicitymatter_state_dept"),
        migrations.RemoveIndex(model_name="serviceitem", name="serviceitem_state_dept"),
        migrations.AddIndex(
            model_name="poweritem",
            index=models.Index(
                fields=["state", "level", "category", "department", "field", "effective_on"],
                name="poweritem_facets",
            ),
        ),
        migrations.AddIndex(
            model_name="publication",
            index=models.Index(
                fields=[
                    "state",
                    "department",
                    "theme",
                    "kind",
                    "effectiveness",
                    "genre",
                    "stage",
                    "field",
                    "public_until",
                    "issued_on",
                ],
                name="publication_facets",
            ),
        ),
        migrations.AddIndex(
            model_name="publicitymatter",
            index=models.Index(
                fields=[
                    "state",
                    "department",
                    "field",
                    "mode",
                    "stage",
                    "at_county",
                    "at_township",
                    "effective_on",
                ],
                name="publicitymatter_facets",
            ),
        ),
        migrations.AddIndex(
            model_name="serviceitem",
            index=models.Index(
                fields=["state", "department", "field", "audience", "provider", "effective_on"],
                name="serviceitem_facets",
            ),
        ),
    ]
