from django.db import migrations

from workshop.sealing import seal


class Migration(migrations.Migration):
    dependencies = [
        ("workshop", "0029_unsealing"),
    ]
    operations = [seal("workshop_change", "workshop_unsealing")]
