"""Taking part: registering, sharing something, leaving; and who edits the program, approving."""

from django.db import transaction
from django.utils import timezone

from program.materials import add_material
from program.models import Participant
from program.models.participants import MOST_SHARED
from workshop.models import Workshop
from workshop.trail import record, snapshot


class TooManyShared(Exception):
    """One person shares as many materials as one person may."""


def takes_participants(workshop):
    """Registration lives here and is open, until the workshop is over."""
    is_open = workshop.participants_shown == Workshop.ParticipantsShown.OPEN
    return is_open and not workshop.is_over and not workshop.register_url


@transaction.atomic
def take_part(workshop, fields, *, by):
    """The participant that `by` is from now on, or was before, with these fields."""
    Workshop.objects.select_for_update().get(pk=workshop.pk)
    row = workshop.participants.filter(user=by).first()
    before = snapshot(row) if row else None
    row = row or Participant(workshop=workshop, user=by)
    agreed_at = row.listed_at or timezone.now()
    for name, value in fields.items():
        setattr(row, name, value)
    row.listed_at = agreed_at if row.is_listed else None
    row.save()
    record(row, by=by, workshop=workshop, before=before)
    return row


@transaction.atomic
def leave(participant, *, by):
    """Their materials go as well; the files are swept later."""
    before, workshop = snapshot(participant), participant.workshop
    record(participant, by=by, workshop=workshop, before=before, removed=True)
    participant.delete()


@transaction.atomic
def share(participant, material, *, by):
    """Add a material of theirs, which waits where the workshop approves them first."""
    Workshop.objects.select_for_update().get(pk=participant.workshop_id)
    if participant.materials.count() >= MOST_SHARED:
        raise TooManyShared
    material.participant = participant
    add_material(material, is_trusted=False, by=by)


@transaction.atomic
def approve(material, *, by):
    before = snapshot(material)
    material.is_approved = True
    material.save(update_fields=["is_approved"])
    record(material, by=by, workshop=material.workshop, before=before)
