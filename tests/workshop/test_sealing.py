"""History is append-only, whatever code or statement would change it, on both databases."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.contrib import admin
from django.core.management import call_command
from django.db import IntegrityError, connection, connections, transaction
from django.urls import reverse
from django.utils import timezone

from competition.models import Opening
from program.models import Confirmation, ConfirmationChange
from reviews.models import AssignmentChange, DecisionChange, ReviewVersion
from reviews.services import unassign
from submissions.models import Edit, Extension, StatusChange
from submissions.services import discard
from tests.competition.factories import make_competition
from tests.factories import (
    make_assignment,
    make_decided,
    make_draft,
    make_job,
    make_member,
    make_review,
    make_submission,
    make_topic,
    make_user,
    make_workshop,
)
from workshop import sealing
from workshop.jobs import tidy
from workshop.models import Change, History, Unsealing, User, Workshop
from workshop.trail import record, unsealed

pytestmark = pytest.mark.django_db
WORDS = "history is append-only"


def change():
    topic = make_topic(make_workshop())
    return record(topic, by=make_member(topic.workshop).user, workshop=topic.workshop)


def extension():
    until = timezone.now() + timedelta(days=1)
    return make_workshop().extensions.create(mail="late@example.org", until=until)


def confirmation_change():
    row = Confirmation.objects.create(submission=make_submission(status="accepted"))
    return row.changes.create(fields={"zone": ["", "UTC"]})


def assignment_change():
    assignment = make_assignment(make_submission())
    return AssignmentChange.objects.create(assignment=assignment, stands=True)


def unsealing():
    with unsealed("a test"):
        pass
    return Unsealing.objects.get()


ROWS = {
    Change: change,
    Edit: lambda: make_submission().edits.create(fields={"title": ["Ice", "Snow"]}),
    StatusChange: lambda: make_submission().status_changes.first(),
    Extension: extension,
    AssignmentChange: assignment_change,
    DecisionChange: lambda: make_decided(make_submission()).decision.changes.first(),
    ReviewVersion: lambda: make_review(make_submission()).versions.create(report={}),
    Opening: lambda: make_competition().openings.get(),
    ConfirmationChange: confirmation_change,
    Unsealing: unsealing,
}
ONE_COLUMN = {Unsealing: "why", Opening: "reason", Extension: "reason", Edit: "reason"}
ONE_COLUMN |= {StatusChange: "old", Change: "name", DecisionChange: "new"}


def stored(row):
    return type(row).objects.filter(pk=row.pk).values().get()


def sql(statement, row):
    with connection.cursor() as cursor:
        cursor.execute(statement.format(table=row._meta.db_table), [row.pk])


def save(row):
    row.save()


def update(row):
    type(row).objects.filter(pk=row.pk).update(id=row.pk)


def bulk_update(row):
    name = ONE_COLUMN.get(type(row), row._meta.concrete_fields[1].name)
    type(row).objects.bulk_update([row], [name])


def delete(row):
    row.delete()


def delete_by_query(row):
    type(row).objects.filter(pk=row.pk).delete()


def update_in_sql(row):
    sql("UPDATE {table} SET id = id WHERE id = %s", row)


def delete_in_sql(row):
    sql("DELETE FROM {table} WHERE id = %s", row)


def insert_over_it_in_sql(row):
    """On SQLite REPLACE removes the row that is there."""
    copy = "INTO {table} SELECT * FROM {table} WHERE id = %s"
    over = {
        "sqlite": f"INSERT OR REPLACE {copy}",
        "postgresql": f"INSERT {copy} ON CONFLICT (id) DO UPDATE SET id = EXCLUDED.id + 1",
    }
    sql(over[connection.vendor], row)


IN_SQL = [update_in_sql, delete_in_sql, insert_over_it_in_sql]
WAYS = [save, update, bulk_update, delete, delete_by_query, *IN_SQL]
OF_UNSEALING = [delete, delete_by_query, delete_in_sql, insert_over_it_in_sql]


def test_each_kind_of_history_is_here():
    kinds = {model for model in apps.get_models() if issubclass(model, History)}

    assert ROWS.keys() == kinds | {Unsealing}


@pytest.mark.parametrize("model", ROWS, ids=lambda model: model.__name__)
def test_a_line_of_history_is_neither_changed_nor_removed(model):
    row = ROWS[model]()
    was = stored(row)

    for way in OF_UNSEALING if model is Unsealing else WAYS:
        with pytest.raises(IntegrityError, match=WORDS), transaction.atomic():
            way(row)
        assert stored(row) == was, way.__name__


@pytest.mark.parametrize(
    "change",
    [
        {"why": "another reason"},
        {"opened_at": timezone.now()},
        {"closed_at": timezone.now()},
        {"closed_at": None},
        {"by": None},
    ],
    ids=lambda change: next(iter(change)),
)
def test_who_opened_the_history_and_why_stands_for_good(change):
    with unsealed("a test", by=make_member().user):
        pass
    rows = Unsealing.objects.all()

    with pytest.raises(IntegrityError, match=WORDS), transaction.atomic():
        rows.update(**change)

    assert rows.get().why == "a test"
    assert rows.get().by


def test_history_is_changed_where_it_is_opened_for_a_reason():
    row, operator = change(), make_member().user

    with unsealed("a name is to be forgotten", by=operator):
        Change.objects.filter(pk=row.pk).update(name="somebody")

    opened = Unsealing.objects.get()
    assert Change.objects.get().name == "somebody"
    assert (opened.why, opened.by) == ("a name is to be forgotten", operator)
    assert opened.opened_at <= opened.closed_at
    with pytest.raises(IntegrityError, match=WORDS), transaction.atomic():
        update(row)


def test_what_fails_while_history_is_open_leaves_neither_a_change_nor_the_opening():
    row = change()

    def fail():
        with unsealed("a test"):
            Change.objects.update(name="somebody")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()

    assert stored(row)["name"] == row.name
    assert not Unsealing.objects.exists()


def test_an_account_is_deleted_only_where_history_is_open():
    row = change()
    person = row.by

    with pytest.raises(IntegrityError, match=WORDS), transaction.atomic():
        person.delete()
    with unsealed("an account is deleted", by=person):
        person.delete()

    assert Change.objects.get().by is None
    assert Unsealing.objects.get().by is None


def test_an_account_that_nobody_confirmed_goes_though_the_trail_names_it():
    topic, person = make_topic(make_workshop()), make_user()
    record(topic, by=person, workshop=topic.workshop)
    User.objects.filter(pk=person.pk).update(created_at=timezone.now() - timedelta(days=365))

    tidy(make_job())

    assert not User.objects.filter(pk=person.pk).exists()
    assert Change.objects.get().by is None
    assert Unsealing.objects.get().closed_at


def test_tidying_that_removes_nobody_leaves_history_sealed():
    tidy(make_job())

    assert not Unsealing.objects.exists()


def test_a_draft_goes_with_its_history():
    draft = make_draft()
    draft.edits.create(fields={"title": ["", "Ice"]})

    discard(draft)

    assert not Edit.objects.exists()
    assert Unsealing.objects.get().closed_at


def test_an_assignment_that_was_ended_keeps_saying_so():
    assignment = make_assignment(make_submission())
    unassign(assignment, by=make_member().user)

    assert AssignmentChange.objects.exists()
    with pytest.raises(IntegrityError, match=WORDS), transaction.atomic():
        assignment.delete()


def test_nothing_in_the_admin_changes_history(client, cast):
    operator = make_member().user
    type(operator).objects.filter(pk=operator.pk).update(is_superuser=True)
    client.force_login(operator)
    pages = [model for model in ROWS if model in admin.site._registry]
    assert pages

    for model in pages:
        row = ROWS[model]()
        page = f"admin:{row._meta.app_label}_{row._meta.model_name}"
        for act in ("change", "delete"):
            answer = client.post(reverse(f"{page}_{act}", args=[row.pk]), {"post": "yes"})
            assert answer.status_code in {403, 404}
        chosen = {"action": "delete_selected", "_selected_action": row.pk, "post": "yes"}
        client.post(reverse(f"{page}_changelist"), chosen)
        assert model.objects.filter(pk=row.pk).exists()


@pytest.mark.django_db(transaction=True)
def test_no_other_connection_finds_history_open():
    row = change()
    other = connections.create_connection("default")

    with unsealed("a test"), other.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM workshop_unsealing WHERE closed_at IS NULL")
        seen = cursor.fetchone()
    other.close()

    assert seen == (0,)
    assert Change.objects.filter(pk=row.pk).exists()


@pytest.mark.django_db(transaction=True)
def test_the_whole_database_can_be_emptied_and_is_sealed_after():
    change()

    call_command("flush", interactive=False, verbosity=0)

    assert not Workshop.objects.exists()
    assert not Change.objects.exists()
    assert sealing.missing(connection) == []


@pytest.mark.skipif(connection.vendor != "postgresql", reason="no such statement on SQLite")
def test_no_table_of_history_is_truncated():
    for table in sealing.sealed_tables():
        with pytest.raises(IntegrityError, match=WORDS), transaction.atomic():
            sql("TRUNCATE {table} CASCADE", Change())
        assert table


def test_seals_are_taken_off_and_put_on_as_migrations_do():
    sealing.drop(connection, ["workshop_change"])
    gone = sealing.missing(connection)
    sealing.create(connection, ["workshop_change"])

    assert gone == list(sealing.names(connection, "workshop_change").values())
    assert sealing.missing(connection) == []
