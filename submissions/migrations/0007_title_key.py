"""Titles as they are compared, and files by what is in them: so duplicates are found by an index."""

import submissions.titles
from django.conf import settings
from django.db import migrations, models


def trip_over_no_trigger(state):
    """SQLite remakes tables, which triggers of other tables speak of by name."""

    def run(apps, schema_editor):
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(f"PRAGMA legacy_alter_table = {state}")

    return run


def fold_titles(apps, schema_editor):
    rows = apps.get_model("submissions", "Submission").objects
    for row in rows.only("title").iterator(chunk_size=500):
        key = submissions.titles.folded_title(row.title)
        rows.filter(pk=row.pk).update(title_key=key)


class Migration(migrations.Migration):

    dependencies = [
        ('submissions', '0006_saved_from'),
        ('workshop', '0020_proposals'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(trip_over_no_trigger("ON"), trip_over_no_trigger("OFF")),
        migrations.AddField(
            model_name='submission',
            name='title_key',
            field=submissions.titles.TitleKeyField(default='', editable=False, max_length=200),
        ),
        migrations.RunPython(trip_over_no_trigger("OFF"), trip_over_no_trigger("ON")),
        migrations.AddIndex(
            model_name='author',
            index=models.Index(fields=['mail'], name='author_mail'),
        ),
        migrations.AddIndex(
            model_name='manuscript',
            index=models.Index(fields=['sha256'], name='manuscript_sha256'),
        ),
        migrations.AddIndex(
            model_name='submission',
            index=models.Index(fields=['workshop', 'title_key'], name='submission_title_key'),
        ),
        migrations.RunPython(fold_titles, migrations.RunPython.noop),
    ]
