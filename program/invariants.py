"""What must hold of the program; see `manage.py check_invariants`."""

from django.core.files.storage import default_storage
from django.db.models import F

from program.models import (
    Confirmation,
    Contribution,
    Material,
    Pictured,
    Slot,
    SlotSpeaker,
    Speaker,
)
from program.picture_files import path_of
from submissions.models import Status


def withdrawn_names_in_addresses():
    withdrawn = Speaker.objects.filter(shows_name=False)
    return withdrawn.exclude(slug__startswith="speaker-")


def rooms_of_another_workshop():
    placed = Slot.objects.filter(room__isnull=False)
    return placed.exclude(room__workshop=F("workshop"))


def speakers_of_another_workshop():
    return SlotSpeaker.objects.exclude(speaker__workshop=F("slot__workshop"))


def listed_without_acceptance():
    submitted = Contribution.objects.filter(submission__isnull=False)
    return submitted.exclude(submission__status=Status.ACCEPTED)


def contributions_of_another_workshop():
    submitted = Contribution.objects.filter(submission__isnull=False)
    yield from submitted.exclude(submission__workshop=F("workshop"))
    placed = Contribution.objects.filter(slot__isnull=False)
    yield from placed.exclude(slot__workshop=F("workshop"))


def confirmed_without_acceptance():
    """What is rejected or withdrawn later keeps what was said of it."""
    told = Confirmation.objects.filter(confirmed_at__isnull=False)
    return told.exclude(submission__status_changes__new=Status.ACCEPTED)


def declined_and_accepted():
    declined = Confirmation.objects.filter(declined_at__isnull=False)
    return declined.filter(submission__status=Status.ACCEPTED)


def pictures_without_files():
    for model in Pictured.__subclasses__():
        for row in model.objects.exclude(picture=""):
            paths = [path_of(row.picture, side) for side in row.sides]
            if not all(map(default_storage.exists, [*paths, row.picture_original.name])):
                yield row


def materials_without_files():
    uploaded = Material.objects.exclude(file="")
    return (one for one in uploaded if not default_storage.exists(one.file.name))


INVARIANTS = {
    "a withdrawn name is in no address": withdrawn_names_in_addresses,
    "an uploaded material is stored": materials_without_files,
    "what the program lists is accepted": listed_without_acceptance,
    "a contribution is of the workshop of its submission and slot": (
        contributions_of_another_workshop
    ),
    "what its authors have declined is not accepted": declined_and_accepted,
    "what is confirmed was accepted once": confirmed_without_acceptance,
    "a picture is stored in each of its sizes": pictures_without_files,
    "a slot's room is of the same workshop": rooms_of_another_workshop,
    "a slot's speakers are of the same workshop": speakers_of_another_workshop,
}
