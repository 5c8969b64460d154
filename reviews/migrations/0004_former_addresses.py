"""The triggers ask of former addresses too: what was written under one is a conflict for good."""

from importlib import import_module

from django.db import migrations

first = import_module("reviews.migrations.0002_conflict_triggers")
before = import_module("reviews.migrations.0003_assignments_end")
CONFIRMED = """
            OR mail IN (
                SELECT lower(email)"""
FORMER = """
            OR mail IN (SELECT mail FROM workshop_formeraddress WHERE user_id = NEW.reviewer_id)"""


def create(apps, schema_editor):
    postgresql = schema_editor.connection.vendor == "postgresql"
    for statement in first.POSTGRESQL if postgresql else first.SQLITE:
        statement = before.asking_of_those_that_stand(statement)
        schema_editor.execute(statement.replace(CONFIRMED, FORMER + CONFIRMED), params=None)


class Migration(migrations.Migration):
    dependencies = [
        ("reviews", "0003_assignments_end"),
        ("workshop", "0004_former_addresses"),
    ]
    operations = [
        migrations.RunPython(first.drop, before.create),
        migrations.RunPython(create, first.drop),
    ]
