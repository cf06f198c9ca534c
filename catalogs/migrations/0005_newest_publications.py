from django.db import migrations, models


class Migration(migrations.Migration):
    """The newest documents are read in the order of an index, years and fields counted in one."""

    dependencies = [("catalogs", "0004_facet_indexes")]

    operations = [
        migrations.RemoveIndex(model_name="publication", name="publication_state_issued"),
        migrations.AddIndex(
            model_name="publication",
            index=models.Index(
                fields=["state", "issued_on", "id", "public_until"], name="publication_newest"
            ),
        ),
        migrations.AddIndex(
            model_name="publication",
            index=models.Index(
                fields=["state", "field", "public_until"], name="publication_fields"
            ),
        ),
    ]
