from django.db import migrations, models


class Migration(migrations.Migration):
    """The list of all findings that stand, by their day, without a sort."""

    dependencies = [("supervision", "0005_letters_of_findings")]

    operations = [
        migrations.AddIndex(
            model_name="finding",
            index=models.Index(fields=["rectify_by", "id"], name="finding_by_day"),
        ),
    ]
