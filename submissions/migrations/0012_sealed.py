from django.db import migrations

from workshop.sealing import seal


class Migration(migrations.Migration):
    dependencies = [
        ("submissions", "0011_found_conflicts"),
        ("workshop", "0029_unsealing"),
    ]
    operations = [seal("submissions_edit", "submissions_statuschange", "submissions_extension")]
