from django.db import migrations

from workshop.sealing import seal


class Migration(migrations.Migration):
    dependencies = [
        ("reviews", "0014_draft_words"),
        ("workshop", "0029_unsealing"),
    ]
    operations = [seal("reviews_assignmentchange", "reviews_decisionchange", "reviews_reviewversion")]
