from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("supervision", "0006_findings_by_day"),
    ]

    operations = [
        migrations.AddField(
            model_name="departmentnote",
            name="key",
            field=models.UUIDField(editable=False, null=True, unique=True),
        ),
    ]
