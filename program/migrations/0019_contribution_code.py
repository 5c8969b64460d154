import workshop.fields
from django.db import migrations, models


def give_codes(apps, schema_editor):
    """That of its submission, or one of its own."""
    rows = apps.get_model("program", "Contribution").objects.select_related("submission")
    for row in rows:
        row.code = row.submission.code if row.submission_id else workshop.fields.random_code()
        row.save(update_fields=["code"])


class Migration(migrations.Migration):
    dependencies = [
        ("program", "0018_skipped"),
    ]

    operations = [
        migrations.AddField(
            model_name="contribution",
            name="code",
            field=models.CharField(default="", max_length=8),
            preserve_default=False,
        ),
        migrations.RunPython(give_codes, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="contribution",
            name="code",
            field=workshop.fields.CodeField(),
        ),
    ]
