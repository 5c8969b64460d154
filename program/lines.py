"""Saving the lines of a program: all that were changed, or none."""

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from program.versions import version_of
from workshop.trail import record, snapshot

EDITED = ("kind", "title", "starts_at", "ends_at")


@transaction.atomic
def save_lines(lines, *, by):
    """How many slots were saved; None, with errors in the lines, where somebody was faster.

    The lines are valid.
    """
    rows = lines.workshop.slots.select_for_update(of=["self"]).order_by("pk")
    stored = {slot.pk: slot for slot in rows.select_related("workshop", "room")}
    stale = [form for form in lines.changed if not form.is_new and _is_stale(form, stored)]
    for form in stale:
        _say_stale(form, stored.get(form.instance.pk))
    if stale:
        return None
    unseen = [slot for slot in stored.values() if f"{slot.code}-seen" not in lines.data]
    saved = [form for form in lines.changed if not (form.is_new and _is_there(form, unseen))]
    for form in saved:
        _save(form, stored.get(form.instance.pk), by=by)
    return len(saved)


def _is_there(form, unseen):
    """Whether a slot that came since the page was opened is what the new line says.

    So a second press, or a step back, makes no second slot.
    """
    new, is_placed = form.instance, form.has_start
    return any(
        _said(slot) == _said(new) and (slot.starts_at == new.starts_at or not is_placed)
        for slot in unseen
    )


def _said(slot):
    return slot.kind, slot.title, slot.ends_at and slot.ends_at - slot.starts_at


def _is_stale(form, stored):
    slot = stored.get(form.instance.pk)
    return slot is None or version_of(slot) != form.seen


def _save(form, slot, *, by):
    """Onto the row as it is stored, so that nothing but what was typed is written."""
    before = snapshot(slot) if slot else {}
    row = slot or form.instance
    for name in EDITED:
        setattr(row, name, getattr(form.instance, name))
    row.save(update_fields=EDITED if slot else None)
    record(row, by=by, workshop=row.workshop, before=before)


def _say_stale(form, slot):
    """With what is stored; the next save is deliberate."""
    if slot is None:
        return form.add_error("title", _("This slot was taken off meanwhile."))
    local = slot.starts_at.astimezone(form.workshop.tz)
    told = _(
        "Somebody saved this slot while it was open here. Stored is: %(kind)s, %(title)s, "
        "%(start)s, %(minutes)s minutes. Saving again puts yours in its place."
    )
    lasts = int((slot.ends_at - slot.starts_at).total_seconds() // 60) if slot.ends_at else "–"
    about = {"kind": slot.get_kind_display(), "title": slot.title or "–", "minutes": lasts}
    form.add_error("title", told % (about | {"start": date_format(local, "j M, H:i")}))
    form.data = form.data.copy()
    form.data[f"{form.prefix}-seen"] = version_of(slot)
    return None
