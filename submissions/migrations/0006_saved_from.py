"""Which opened page saved a submission last."""

from importlib import import_module

from django.db import migrations, models

before = import_module("submissions.migrations.0005_the_authors_way")


class Migration(migrations.Migration):

    dependencies = [
        ('submissions', '0005_the_authors_way'),
    ]

    operations = [
        migrations.RunPython(before.trip_over_no_trigger("ON"), before.trip_over_no_trigger("OFF")),
        migrations.AddField(
            model_name='submission',
            name='saved_from',
            field=models.CharField(blank=True, editable=False, help_text='The opened page that saved it last: over its own save it is never stale.', max_length=32),
        ),
        migrations.RunPython(before.trip_over_no_trigger("OFF"), before.trip_over_no_trigger("ON")),
    ]
