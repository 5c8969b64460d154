from django.db import migrations

from workshop.sealing import seal


class Migration(migrations.Migration):
    dependencies = [
        ("competition", "0001_competition"),
        ("workshop", "0029_unsealing"),
    ]
    operations = [seal("competition_opening")]
