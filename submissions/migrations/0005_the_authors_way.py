"""What authors say beside their proposal, guests, extensions, and what chairs do for them."""

import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import workshop.fields
from django.conf import settings
from django.db import migrations, models


def trip_over_no_trigger(state):
    """SQLite remakes tables, which triggers of other tables speak of by name."""

    def run(apps, schema_editor):
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(f"PRAGMA legacy_alter_table = {state}")

    return run


class Migration(migrations.Migration):

    dependencies = [
        ('submissions', '0004_blind_copy'),
        ('workshop', '0020_proposals'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(trip_over_no_trigger("ON"), trip_over_no_trigger("OFF")),
        migrations.CreateModel(
            name='Answer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=1000, verbose_name='answer')),
            ],
            options={
                'verbose_name': 'answer',
                'verbose_name_plural': 'answers',
                'ordering': ['question__position', 'question'],
            },
        ),
        migrations.CreateModel(
            name='Attestation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('parallel', 'It is under review nowhere else.'), ('registration', 'If it is accepted, one of its authors will register.'), ('posting', 'If it is accepted, it may be posted on the workshop’s site.')], max_length=12, verbose_name='confirmed')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='when')),
            ],
            options={
                'verbose_name': 'attestation',
                'verbose_name_plural': 'attestations',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Edit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='when')),
                ('as_chair', models.BooleanField(default=False, verbose_name='for the authors')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='reason')),
                ('fields', models.JSONField(default=dict, verbose_name='from, to')),
            ],
            options={
                'verbose_name': 'edit',
                'verbose_name_plural': 'edits',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Extension',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mail', models.EmailField(max_length=254, validators=[workshop.fields.validate_mail_address], verbose_name='mail address')),
                ('until', models.DateTimeField(verbose_name='until')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='reason')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='given')),
            ],
            options={
                'verbose_name': 'extension',
                'verbose_name_plural': 'extensions',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='Question',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=300, verbose_name='question')),
                ('kind', models.CharField(choices=[('tick', 'a box to tick'), ('choice', 'one of several choices'), ('text', 'a short text')], default='text', max_length=6, verbose_name='answered by')),
                ('choices', models.TextField(blank=True, help_text='One a line.', max_length=2000, verbose_name='choices')),
                ('is_required', models.BooleanField(default=False, verbose_name='required')),
                ('for_reviewers', models.BooleanField(default=False, help_text='Chairs always do. Do not ask who the authors are.', verbose_name='reviewers see the answer')),
                ('position', workshop.fields.PositionField()),
            ],
            options={
                'verbose_name': 'question',
                'verbose_name_plural': 'questions',
                'ordering': [models.OrderBy(models.F('position'), nulls_last=True), 'pk'],
            },
        ),
        migrations.AddField(
            model_name='author',
            name='is_presenter',
            field=models.BooleanField(default=False, verbose_name='presents it'),
        ),
        migrations.AddField(
            model_name='author',
            name='orcid',
            field=models.CharField(blank=True, max_length=19, verbose_name='ORCID iD'),
        ),
        migrations.AddField(
            model_name='manuscript',
            name='overridden_at',
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name='manuscript',
            name='overridden_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='manuscript',
            name='override_reason',
            field=models.CharField(blank=True, max_length=300, verbose_name='why it counts although it was refused'),
        ),
        migrations.AddField(
            model_name='submission',
            name='guest_mail',
            field=models.EmailField(blank=True, editable=False, help_text='The address that a guest gave and has not confirmed.', max_length=254, validators=[workshop.fields.validate_mail_address]),
        ),
        migrations.AddField(
            model_name='submission',
            name='institutions',
            field=models.TextField(blank=True, help_text='One a line: nobody from there reviews it.', max_length=2000, validators=[django.core.validators.MaxLengthValidator(2000)], verbose_name='institutions in conflict'),
        ),
        migrations.AddField(
            model_name='submission',
            name='notes',
            field=models.TextField(blank=True, help_text='Reviewers do not see them.', max_length=3000, validators=[django.core.validators.MaxLengthValidator(3000)], verbose_name='notes to the chairs'),
        ),
        migrations.AddField(
            model_name='submission',
            name='only_submitter_edits',
            field=models.BooleanField(default=False, verbose_name='co-authors read it and do not change it'),
        ),
        migrations.AddField(
            model_name='submission',
            name='replace_until',
            field=models.DateTimeField(editable=False, help_text='Its PDF was refused after the deadline: another is taken until then.', null=True),
        ),
        migrations.AlterField(
            model_name='author',
            name='affiliation',
            field=models.CharField(blank=True, max_length=200, verbose_name='affiliation'),
        ),
        migrations.AlterField(
            model_name='statuschange',
            name='new',
            field=models.CharField(choices=[('draft', 'draft'), ('submitted', 'submitted'), ('accepted', 'accepted'), ('rejected', 'rejected'), ('withdrawn', 'withdrawn'), ('desk', 'rejected without review')], max_length=10, verbose_name='to'),
        ),
        migrations.AlterField(
            model_name='statuschange',
            name='old',
            field=models.CharField(choices=[('draft', 'draft'), ('submitted', 'submitted'), ('accepted', 'accepted'), ('rejected', 'rejected'), ('withdrawn', 'withdrawn'), ('desk', 'rejected without review')], max_length=10, verbose_name='from'),
        ),
        migrations.AlterField(
            model_name='submission',
            name='abstract',
            field=models.TextField(blank=True, help_text='In Markdown: an empty line, **bold**, [a link](https://…), lines with “- ”.', max_length=10000, validators=[django.core.validators.MaxLengthValidator(10000)], verbose_name='abstract'),
        ),
        migrations.AlterField(
            model_name='submission',
            name='status',
            field=models.CharField(choices=[('draft', 'draft'), ('submitted', 'submitted'), ('accepted', 'accepted'), ('rejected', 'rejected'), ('withdrawn', 'withdrawn'), ('desk', 'rejected without review')], default='draft', max_length=10, verbose_name='status'),
        ),
        migrations.AlterField(
            model_name='submission',
            name='submitter',
            field=models.ForeignKey(help_text='Nobody as yet, where a guest has begun it and not shown who they are.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='submissions', to=settings.AUTH_USER_MODEL, verbose_name='submitted by'),
        ),
        migrations.AddConstraint(
            model_name='author',
            constraint=models.UniqueConstraint(condition=models.Q(('is_presenter', True)), fields=('submission',), name='author_presents_alone'),
        ),
        migrations.AddConstraint(
            model_name='manuscript',
            constraint=models.CheckConstraint(condition=models.Q(('overridden_at__isnull', True), models.Q(('override_reason', ''), _negated=True), _connector='OR'), name='manuscript_overridden_for_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='submission',
            constraint=models.CheckConstraint(condition=models.Q(('status', 'draft'), ('submitter__isnull', False), _connector='OR'), name='submission_sent_in_by_somebody'),
        ),
        migrations.AddField(
            model_name='answer',
            name='submission',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='submissions.submission'),
        ),
        migrations.AddField(
            model_name='attestation',
            name='by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='attestation',
            name='submission',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attestations', to='submissions.submission'),
        ),
        migrations.AddField(
            model_name='edit',
            name='by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='edit',
            name='submission',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='edits', to='submissions.submission'),
        ),
        migrations.AddField(
            model_name='extension',
            name='by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='extension',
            name='workshop',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='extensions', to='workshop.workshop'),
        ),
        migrations.AddField(
            model_name='question',
            name='workshop',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='questions', to='workshop.workshop'),
        ),
        migrations.AddField(
            model_name='answer',
            name='question',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='submissions.question'),
        ),
        migrations.AddConstraint(
            model_name='attestation',
            constraint=models.UniqueConstraint(fields=('submission', 'kind'), name='attestation_once'),
        ),
        migrations.AddConstraint(
            model_name='extension',
            constraint=models.CheckConstraint(condition=models.Q(('mail', django.db.models.functions.text.Lower('mail'))), name='extension_mail_lower_case'),
        ),
        migrations.AddConstraint(
            model_name='question',
            constraint=models.UniqueConstraint(fields=('workshop', 'text'), name='question_once_per_workshop', violation_error_message='This workshop asks that already.'),
        ),
        migrations.AddConstraint(
            model_name='answer',
            constraint=models.UniqueConstraint(fields=('submission', 'question'), name='answer_once'),
        ),
        migrations.RunPython(trip_over_no_trigger("OFF"), trip_over_no_trigger("ON")),
    ]
