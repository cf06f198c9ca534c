from django.db import migrations, models


class Migration(migrations.Migration):
    """What a department was told of each finding by letter."""

    dependencies = [("supervision", "0004_kept_reports")]

    operations = [
        migrations.AddField(
            model_name="finding",
            name="told_level",
            field=models.CharField(db_default="", default="", editable=False, max_length=8),
        ),
        migrations.AddField(
            model_name="finding",
            name="told_soon",
            field=models.DateField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="finding",
            name="told_overdue",
            field=models.DateField(editable=False, null=True),
        ),
    ]
