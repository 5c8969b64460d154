from django.db import migrations

from workshop.sealing import seal


class Migration(migrations.Migration):
    dependencies = [
        ("program", "0020_confirmations"),
        ("workshop", "0029_unsealing"),
    ]
    operations = [seal("program_confirmationchange")]
