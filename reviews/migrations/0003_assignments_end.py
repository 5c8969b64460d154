"""An assignment is taken back without being deleted; the triggers ask of those that stand."""

from importlib import import_module

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


first = import_module("reviews.migrations.0002_conflict_triggers")
STANDS = f"NEW.ended_at IS NULL AND ({first.FORBIDDEN})"


def asking_of_those_that_stand(statement):
    statement = statement.replace(first.FORBIDDEN, STANDS)
    return statement.replace("submission_id, reviewer_id ON", "submission_id, reviewer_id, ended_at ON")


def create(apps, schema_editor):
    postgresql = schema_editor.connection.vendor == "postgresql"
    for statement in first.POSTGRESQL if postgresql else first.SQLITE:
        schema_editor.execute(asking_of_those_that_stand(statement), params=None)


def begin_trails(apps, schema_editor):
    """Each assignment there is has been made once, by whom and when it says itself."""
    lines = apps.get_model("reviews", "AssignmentChange").objects
    for assignment in apps.get_model("reviews", "Assignment").objects.all():
        line = lines.create(assignment=assignment, by_id=assignment.by_id, stands=True)
        lines.filter(pk=line.pk).update(at=assignment.at)


class Migration(migrations.Migration):

    dependencies = [
        ('reviews', '0002_conflict_triggers'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(first.drop, first.create),
        migrations.AddField(
            model_name='assignment',
            name='ended_at',
            field=models.DateTimeField(editable=False, help_text='What was begun stays with it, and it can be made again.', null=True, verbose_name='taken back'),
        ),
        migrations.AlterField(
            model_name='assignment',
            name='at',
            field=models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='assigned'),
        ),
        migrations.CreateModel(
            name='AssignmentChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('stands', models.BooleanField(help_text='Made, or else taken back.')),
                ('assignment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='reviews.assignment')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'change of assignment',
                'verbose_name_plural': 'changes of assignment',
                'ordering': ['pk'],
            },
        ),
        migrations.AlterField(
            model_name='decisionchange',
            name='new',
            field=models.CharField(choices=[('accept', 'accept'), ('reject', 'reject')], max_length=6),
        ),
        migrations.AlterField(
            model_name='decisionchange',
            name='old',
            field=models.CharField(blank=True, choices=[('accept', 'accept'), ('reject', 'reject')], max_length=6),
        ),
        migrations.RunPython(create, first.drop),
        migrations.RunPython(begin_trails, migrations.RunPython.noop),
    ]
