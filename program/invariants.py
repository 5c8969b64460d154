"""What must hold of the program; see `manage.py check_invariants`."""

from django.db.models import F

from program.models import Contribution, Slot, SlotSpeaker
from submissions.models import Status


def rooms_of_another_workshop():
    placed = Slot.objects.filter(room__isnull=False)
    return placed.exclude(room__workshop=F("workshop"))


def speakers_of_another_workshop():
    return SlotSpeaker.objects.exclude(speaker__workshop=F("slot__workshop"))


def listed_without_acceptance():
    return Contribution.objects.exclude(submission__status=Status.ACCEPTED)


INVARIANTS = {
    "what the program lists is accepted": listed_without_acceptance,
    "a slot's room is of the same workshop": rooms_of_another_workshop,
    "a slot's speakers are of the same workshop": speakers_of_another_workshop,
}
