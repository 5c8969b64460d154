from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('submissions', '0007_title_key'),
    ]

    operations = [
        migrations.AddField(
            model_name='manuscript',
            name='codes',
            field=models.JSONField(editable=False, help_text='Of what the check found, when the verdict was taken. Unknown of old ones.', null=True),
        ),
    ]
