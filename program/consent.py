"""Consent to a public name and photo: dated where it is given or withdrawn, in force at once."""

from django.db import transaction
from django.utils import timezone

from program.models import Participant, Speaker
from workshop.fields import random_code
from workshop.models import Workshop
from workshop.trail import record, snapshot

OF_SPEAKERS = ("shows_name", "shows_photo")


def follow_consent(speaker, before):
    """Date what a speaker says now, and keep the name out of her address while it is withdrawn.

    `before` is the row as it was. The names of the fields to save beside those; the caller saves.
    """
    if all(getattr(speaker, name) == getattr(before, name) for name in OF_SPEAKERS):
        return []
    speaker.said_at = timezone.now()
    if (speaker.shows_name is False) == (before.shows_name is False):
        return ["said_at"]
    speaker.slug = f"speaker-{random_code().lower()}" if speaker.shows_name is False else ""
    return ["said_at", "slug"]


def hide_speaker(name):
    """A function that withdraws one of a speaker's consents."""

    @transaction.atomic
    def hide(speaker, *, by):
        workshop = Workshop.objects.select_for_update().get(pk=speaker.workshop_id)
        current = Speaker.objects.get(pk=speaker.pk)
        before, was = snapshot(current), Speaker.objects.get(pk=speaker.pk)
        setattr(current, name, False)
        current.save(update_fields=[name, *follow_consent(current, was)])
        record(current, by=by, workshop=workshop, before=before)

    return hide


@transaction.atomic
def hide_participant(participant, *, by):
    current = Participant.objects.select_related("workshop").get(pk=participant.pk)
    before = snapshot(current)
    current.is_listed, current.listed_at = False, None
    current.save(update_fields=["is_listed", "listed_at"])
    record(current, by=by, workshop=current.workshop, before=before)
