import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import workshop.fields


def by():
    return models.ForeignKey(
        blank=True,
        help_text="Who caused it; nobody where it came about by itself.",
        null=True,
        on_delete=django.db.models.deletion.SET_NULL,
        related_name="+",
        to=settings.AUTH_USER_MODEL,
        verbose_name="by",
    )


def name_each(apps, schema_editor):
    Job = apps.get_model("workshop", "Job")
    for job in Job.objects.all():
        Job.objects.filter(pk=job.pk).update(code=workshop.fields.random_code())


class Migration(migrations.Migration):
    dependencies = [("workshop", "0004_former_addresses")]

    operations = [
        migrations.AddField("job", "code", models.CharField(max_length=20, null=True)),
        migrations.RunPython(name_each, migrations.RunPython.noop, elidable=True),
        migrations.AlterField("job", "code", workshop.fields.CodeField()),
        migrations.AddField("job", "by", by()),
        migrations.AddField("message", "by", by()),
        migrations.AddField(
            "job", "is_cancel_asked", models.BooleanField(default=False, editable=False)
        ),
        migrations.AddField(
            "message", "is_cancel_asked", models.BooleanField(default=False, editable=False)
        ),
        migrations.AddField(
            "job", "percent", models.PositiveSmallIntegerField(default=0, verbose_name="percent")
        ),
        migrations.AddField(
            "job",
            "step",
            models.CharField(blank=True, max_length=200, verbose_name="what it does now"),
        ),
        migrations.AddField(
            "job",
            "workshop",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="jobs",
                to="workshop.workshop",
            ),
        ),
        migrations.AddField(
            "message",
            "answer",
            models.CharField(
                blank=True, editable=False, max_length=300, verbose_name="the server’s answer"
            ),
        ),
    ]
