from django.db import migrations, models

import program.fields


def name_them(apps, schema_editor):
    """In the order of their numbers, as if each were made today."""
    speakers = apps.get_model("program", "Speaker")
    for speaker in speakers.objects.order_by("pk"):
        speaker.save(update_fields=["slug"])


class Migration(migrations.Migration):
    dependencies = [("program", "0003_speaker_mail")]

    operations = [
        migrations.AddField(
            "speaker",
            "slug",
            program.fields.SlugOfName(default="", verbose_name="address"),
            preserve_default=False,
        ),
        migrations.RunPython(name_them, migrations.RunPython.noop),
        migrations.AddConstraint(
            "speaker",
            models.UniqueConstraint(fields=("workshop", "slug"), name="speaker_address_once"),
        ),
    ]
