"""What must hold of the program; see `manage.py check_invariants`."""

from django.db.models import F

from program.models import Slot, SlotSpeaker


def rooms_of_another_workshop():
    placed = Slot.objects.filter(room__isnull=False)
    return placed.exclude(room__workshop=F("workshop"))


def speakers_of_another_workshop():
    return SlotSpeaker.objects.exclude(speaker__workshop=F("slot__workshop"))


INVARIANTS = {
    "a slot's room is of the same workshop": rooms_of_another_workshop,
    "a slot's speakers are of the same workshop": speakers_of_another_workshop,
}
