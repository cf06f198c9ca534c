import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Reports made again are kept beside the earlier ones; indexes of the dashboard's counts."""

    dependencies = [
        ("supervision", "0002_roles"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="supervisionreport", name="supervisionreport_once_of_department"
        ),
        migrations.RemoveConstraint(
            model_name="supervisionreport", name="supervisionreport_once_of_district"
        ),
        migrations.AddField(
            model_name="supervisionreport",
            name="made_by",
            field=models.ForeignKey(
                help_text="Empty: made by itself on the first of the next month.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="made by",
            ),
        ),
        migrations.AddField(
            model_name="supervisionreport",
            name="number",
            field=models.PositiveSmallIntegerField(default=1, verbose_name="number"),
        ),
        migrations.AddConstraint(
            model_name="supervisionreport",
            constraint=models.UniqueConstraint(
                fields=("month", "department", "number"),
                name="supervisionreport_once_of_department",
                violation_error_message="This report is made already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="supervisionreport",
            constraint=models.UniqueConstraint(
                condition=models.Q(("department__isnull", True)),
                fields=("month", "number"),
                name="supervisionreport_once_of_district",
                violation_error_message="This report is made already.",
            ),
        ),
        migrations.RemoveIndex(model_name="finding", name="finding_board"),
        migrations.AddIndex(
            model_name="finding",
            index=models.Index(
                fields=["state", "level", "department", "field", "rule"], name="finding_board"
            ),
        ),
        migrations.AddIndex(
            model_name="finding",
            index=models.Index(fields=["state", "rectify_by", "since"], name="finding_due"),
        ),
        migrations.AddIndex(
            model_name="finding",
            index=models.Index(fields=["opened_on", "department"], name="finding_opened"),
        ),
        migrations.AddIndex(
            model_name="finding",
            index=models.Index(fields=["closed_on", "department"], name="finding_closed"),
        ),
    ]
