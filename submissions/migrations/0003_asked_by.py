"""Who pressed "submit" while the PDF was being checked."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def trip_over_no_trigger(state):
    """Backwards SQLite remakes the table, which triggers of other tables speak of by name."""

    def run(apps, schema_editor):
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(f"PRAGMA legacy_alter_table = {state}")

    return run


class Migration(migrations.Migration):

    dependencies = [
        ('submissions', '0002_conflict_of_each_source'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(migrations.RunPython.noop, trip_over_no_trigger("OFF")),
        migrations.AddField(
            model_name='submission',
            name='asked_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.RunPython(migrations.RunPython.noop, trip_over_no_trigger("ON")),
    ]
