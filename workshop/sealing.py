"""History is append-only: the database refuses to change or to remove a line of it.

The triggers let through what happens while a row of `workshop_unsealing` is open, which
`workshop.trail.unsealed` sees to. On SQLite a migration that remakes one of these tables loses
its triggers without a word: seal it again after.
"""

from contextlib import contextmanager
from functools import partial

from django.apps import apps
from django.db import migrations, transaction

from workshop.models import History, Unsealing

WORDS = "history is append-only: it is changed by workshop.trail.unsealed alone"
OPEN = "EXISTS (SELECT 1 FROM workshop_unsealing WHERE closed_at IS NULL)"
# An unsealing may be closed once, and lose an account that is deleted while history is open.
UNTOUCHED = f"""
    NEW.id = OLD.id AND NEW.why = OLD.why AND NEW.opened_at = OLD.opened_at
    AND (OLD.closed_at IS NULL OR (NEW.closed_at IS NOT NULL AND NEW.closed_at = OLD.closed_at))
    AND (
        (NEW.by_id IS NULL AND (OLD.by_id IS NULL OR {OPEN}))
        OR (NEW.by_id IS NOT NULL AND OLD.by_id IS NOT NULL AND NEW.by_id = OLD.by_id)
    )
"""
EVENTS = "update", "delete"
# On PostgreSQL alone there is a third way to empty a table.
POSTGRESQL_EVENTS = *EVENTS, "truncate"
FUNCTION = f"""
    CREATE OR REPLACE FUNCTION workshop_refuse_history() RETURNS trigger AS $body$
    BEGIN
        IF TG_OP = 'UPDATE' AND TG_TABLE_NAME = 'workshop_unsealing' THEN
            IF {UNTOUCHED} THEN RETURN NEW; END IF;
        ELSIF TG_OP <> 'TRUNCATE' AND TG_TABLE_NAME <> 'workshop_unsealing' AND {OPEN} THEN
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            RETURN NEW;
        END IF;
        RAISE EXCEPTION '{WORDS}' USING ERRCODE = 'integrity_constraint_violation';
    END
    $body$ LANGUAGE plpgsql
"""


def sealed_tables():
    """Of every app; unsealings last, since the other triggers ask for them."""
    history = [one for one in apps.get_models() if issubclass(one, History)]
    return [one._meta.db_table for one in [*history, Unsealing]]


def names(connection, table):
    events = POSTGRESQL_EVENTS if connection.vendor == "postgresql" else EVENTS
    return {event: f"{table}_no_{event}" for event in events}


def create(connection, tables):
    postgresql = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        if postgresql:
            cursor.execute(FUNCTION)
        for table in tables:
            for event, name in names(connection, table).items():
                cursor.execute((_postgresql if postgresql else _sqlite)(table, event, name))


def _postgresql(table, event, name):
    each = "STATEMENT" if event == "truncate" else "ROW"
    run = "EXECUTE FUNCTION workshop_refuse_history()"
    return f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH {each} {run}"


def _sqlite(table, event, name):
    allowed = OPEN
    if table == Unsealing._meta.db_table:
        allowed = UNTOUCHED if event == "update" else "FALSE"
    refuse = f"BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"
    return f"CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN NOT ({allowed}) {refuse}"


def drop(connection, tables):
    with connection.cursor() as cursor:
        for table in tables:
            for name in names(connection, table).values():
                on = f" ON {table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")


def seal(*tables):
    """The operation of a migration that makes these tables append-only."""

    def run(act, _apps, editor):
        act(editor.connection, tables)

    return migrations.RunPython(partial(run, create), partial(run, drop))


@contextmanager
def taken_off(connection):
    """The database without any seal, for emptying all of it."""
    tables = sealed_tables()
    with transaction.atomic(using=connection.alias):
        drop(connection, tables)
        yield
        create(connection, tables)


def missing(connection):
    """The triggers that ought to be there and are not."""
    catalogue = {
        "postgresql": "SELECT tgname FROM pg_trigger WHERE tgenabled IN ('O', 'A')",
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    }
    with connection.cursor() as cursor:
        cursor.execute(catalogue[connection.vendor])
        there = {name for (name,) in cursor.fetchall()}
    wanted = [name for table in sealed_tables() for name in names(connection, table).values()]
    return [name for name in wanted if name not in there]
