"""The audit trail: who, when, from what to what."""

from contextlib import contextmanager
from datetime import UTC, date, datetime

from django.db import models, transaction
from django.utils import timezone

from workshop.models import Change, Unsealing

UNTOLD = {"id", "code", "password", "revision", "version", "created_at", "last_login", "workshop"}
# Of a picture its name tells enough.
UNTOLD |= {f"picture_{part}" for part in ("original", "width", "height", "bytes")}


def snapshot(row):
    """The row's fields as readable text, for comparing before and after."""
    fields = [field for field in row._meta.concrete_fields if field.name not in UNTOLD]
    return {field.name: _readable(row, field) for field in fields}


def _readable(row, field):
    value = getattr(row, field.name)
    if field.choices:
        return str(getattr(row, f"get_{field.name}_display")())
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(field, models.BooleanField | models.IntegerField):
        return value
    return None if value is None else str(value)


def stored_snapshot(row):
    """The same of the row as the database has it; empty for one that it does not have yet."""
    stored = type(row)._base_manager.filter(pk=row.pk).first() if row.pk else None
    return snapshot(stored) if stored else {}


def workshop_of(row, path):
    """The workshop a row hangs on, by a path such as "slot__workshop"; None for none."""
    for step in path.split("__"):
        row = getattr(row, step, None)
    return row


def name_of_page(row):
    """How the trail names the page on which rows inside a row are edited."""
    return f"{row._meta.label_lower}:{row.pk}"


def record(row, *, by, workshop, before=None, removed=False, page="", via=""):
    """Write what happened to `row`, and raise its workshop's counter; nothing when nothing did.

    `before` is its snapshot from before the act; none means that it was added. `page` names the
    row on whose page it was edited, as "program.slot:12", where that is not its own. `via` says who
    it was where that is no account.
    """
    before = before or {}
    after = {} if removed else snapshot(row)
    fields = {
        name: [before.get(name), after.get(name)]
        for name in before | after
        if before.get(name) != after.get(name)
    }
    if before and not fields:
        return None
    if workshop:
        type(workshop).objects.filter(pk=workshop.pk).touch()
    added = Change.Action.CHANGED if before else Change.Action.ADDED
    return Change.objects.create(
        workshop=workshop,
        by=by,
        via=via[:200],
        action=Change.Action.REMOVED if removed else added,
        page=page,
        model=row._meta.label_lower,
        object_id=str(row.pk),
        name=str(row)[:200],
        fields=fields,
    )


def record_act(row, name, old, new, *, by, workshop):
    """Write what happened to a row and stands in none of its fields, such as a link to it."""
    return Change.objects.create(
        workshop=workshop,
        by=by,
        action=Change.Action.CHANGED,
        model=row._meta.label_lower,
        object_id=str(row.pk),
        name=str(row)[:200],
        fields={name: [old, new]},
    )


@contextmanager
def unsealed(why, *, by=None):
    """Inside, history may be changed and removed, which the database refuses otherwise.

    It leaves a row that says who did so and why, in plain words without names. That row is open
    within this transaction alone: no other connection ever finds it so.
    """
    with transaction.atomic():
        opened = Unsealing.objects.create(why=why, by=by)
        yield
        Unsealing.objects.filter(pk=opened.pk).update(closed_at=timezone.now())
