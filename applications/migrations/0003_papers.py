import catalogs.models.encryption
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('applications', '0002_drafts'),
        ('catalogs', '0003_receipts_and_private_email'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='application',
            name='answer_variant',
            field=models.CharField(blank=True, choices=[('already_public', 'Public already, Art. 36 (1)'), ('other_agency', 'Another agency is responsible, Art. 36 (5)')], max_length=16, verbose_name='variant of the answer'),
        ),
        migrations.AddField(
            model_name='application',
            name='right_agency',
            field=models.CharField(blank=True, max_length=400, verbose_name='agency responsible, with its contact'),
        ),
        migrations.CreateModel(
            name='Paper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('receipt', 'Receipt of registration'), ('transfer', 'Notice of transfer'), ('correction', 'Notice of correction'), ('extension', 'Notice of extension'), ('third_party_inquiry', 'Letter asking a third party'), ('agency_consultation', 'Letter consulting another agency'), ('fee', 'Fee notice'), ('answer', 'Letter of answer'), ('third_party_decision', 'Notice of the decision to a third party'), ('closed_uncorrected', 'Notice of closing: not corrected'), ('closed_unpaid', 'Notice of closing: fee not paid'), ('withdrawal', 'Confirmation of withdrawal'), ('delivery', 'Record of delivery')], max_length=24, verbose_name='kind')),
                ('mark', models.CharField(editable=False, max_length=8)),
                ('year', models.PositiveSmallIntegerField(editable=False, verbose_name='year')),
                ('serial', models.PositiveIntegerField(editable=False)),
                ('number', models.CharField(editable=False, max_length=60, unique=True, verbose_name='number')),
                ('dated_on', models.DateField(verbose_name='dated on')),
                ('content', catalogs.models.encryption.EncryptedTextField(verbose_name='text')),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='applications.application')),
                ('created_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('department', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalogs.department', verbose_name='issuing department')),
            ],
            options={
                'verbose_name': 'letter',
                'verbose_name_plural': 'letters',
                'ordering': ['dated_on', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('mark', 'year', 'serial'), name='paper_number_once', violation_error_message='This number is given already.'), models.CheckConstraint(condition=models.Q(('dated_on__year', models.F('year'))), name='paper_year_is_of_its_day', violation_error_message='A letter is numbered in the year it bears.')],
            },
        ),
    ]
