"""Nobody is assigned what they wrote or have a standing conflict with: the database refuses it.

On SQLite a later migration that remakes one of these tables must drop the triggers first and
create them again after.
"""

from django.db import migrations

FORBIDDEN = """
    EXISTS (
        SELECT 1 FROM submissions_conflict
        WHERE submission_id = NEW.submission_id AND user_id = NEW.reviewer_id
        AND lifted_at IS NULL
    ) OR EXISTS (
        SELECT 1 FROM submissions_submission
        WHERE id = NEW.submission_id AND submitter_id = NEW.reviewer_id
    ) OR EXISTS (
        SELECT 1 FROM submissions_author
        WHERE submission_id = NEW.submission_id AND (
            mail = (SELECT lower(email) FROM workshop_user WHERE id = NEW.reviewer_id)
            OR mail IN (
                SELECT lower(email) FROM account_emailaddress
                WHERE user_id = NEW.reviewer_id AND verified
            )
        )
    )
"""
WORDS = "conflict of interest: this reviewer must not be assigned this submission"
POSTGRESQL = [
    f"""
    CREATE FUNCTION reviews_refuse_conflict() RETURNS trigger AS $body$
    BEGIN
        IF {FORBIDDEN} THEN
            RAISE EXCEPTION '{WORDS}' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END
    $body$ LANGUAGE plpgsql
    """,
    """
    CREATE TRIGGER reviews_assignment_conflict
    BEFORE INSERT OR UPDATE OF submission_id, reviewer_id ON reviews_assignment
    FOR EACH ROW EXECUTE FUNCTION reviews_refuse_conflict()
    """,
]
SQLITE = [
    f"""
    CREATE TRIGGER reviews_assignment_conflict_{name}
    BEFORE {event} ON reviews_assignment
    FOR EACH ROW WHEN {FORBIDDEN}
    BEGIN SELECT RAISE(ABORT, '{WORDS}'); END
    """
    for name, event in [("insert", "INSERT"), ("update", "UPDATE OF submission_id, reviewer_id")]
]


def create(apps, schema_editor):
    """Statements in bare form: they hold percent signs and semicolons of their own."""
    postgresql = schema_editor.connection.vendor == "postgresql"
    for statement in POSTGRESQL if postgresql else SQLITE:
        schema_editor.execute(statement, params=None)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TRIGGER reviews_assignment_conflict ON reviews_assignment")
        schema_editor.execute("DROP FUNCTION reviews_refuse_conflict()")
        return
    for name in ("insert", "update"):
        schema_editor.execute(f"DROP TRIGGER reviews_assignment_conflict_{name}")


class Migration(migrations.Migration):
    dependencies = [
        ("reviews", "0001_initial"),
        ("submissions", "0001_initial"),
        ("workshop", "0001_initial"),
        ("account", "0001_initial"),
    ]
    operations = [migrations.RunPython(create, drop)]
