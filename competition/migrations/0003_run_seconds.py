from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("competition", "0002_sealed")]
    operations = [
        migrations.AddField(
            model_name="entry",
            name="run_seconds",
            field=models.PositiveIntegerField(
                blank=True, null=True, verbose_name="duration of the measured run, s"
            ),
        ),
    ]
