import django.db.models.deletion
from django.db import migrations, models
from django.db.models import OuterRef, Q, Subquery


def take_the_workshop_of_the_submission(apps, schema_editor):
    submissions = apps.get_model("submissions", "Submission").objects.filter(
        pk=OuterRef("submission")
    )
    apps.get_model("program", "Contribution").objects.update(
        workshop=Subquery(submissions.values("workshop"))
    )


class Migration(migrations.Migration):
    # PostgreSQL alters no table whose rows wait for a check at the end of the transaction.
    atomic = False

    dependencies = [
        ("program", "0010_materials"),
        ("submissions", "0003_asked_by"),
        ("workshop", "0011_left_out"),
    ]

    operations = [
        migrations.AddField(
            model_name="contribution",
            name="workshop",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name="contributions", to="workshop.workshop"),
        ),
        migrations.RunPython(take_the_workshop_of_the_submission, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="contribution",
            name="workshop",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="contributions", to="workshop.workshop"),
        ),
        migrations.AddField(
            model_name="contribution",
            name="title",
            field=models.CharField(blank=True, default="", max_length=200, verbose_name="title"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="contribution",
            name="authors",
            field=models.TextField(blank=True, default="", help_text="One a line, the affiliation in brackets: “Ana Moreau (Pau)”.", max_length=5000, verbose_name="authors"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="contribution",
            name="abstract",
            field=models.TextField(blank=True, default="", max_length=10000, verbose_name="abstract"),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="contribution",
            name="submission",
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name="contribution", to="submissions.submission", verbose_name="submission"),
        ),
        migrations.AddConstraint(
            model_name="contribution",
            constraint=models.CheckConstraint(
                condition=Q(Q(submission__isnull=True) & ~Q(title="")) | Q(submission__isnull=False, title="", authors="", abstract=""),
                name="contribution_has_one_title",
            ),
        ),
    ]
