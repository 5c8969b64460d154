"""Rows that break each invariant of `program`, put there past what guards it."""

from django.core.files.storage import default_storage
from django.utils import timezone

from program.models import Confirmation, Contribution, SlotSpeaker
from program.picture_files import path_of
from tests.factories import (
    make_accepted_elsewhere,
    make_decided,
    make_file,
    make_member,
    make_portrait,
    make_room,
    make_slot,
    make_speaker,
    make_submission,
)


def room_of_another():
    make_slot(make_member().workshop, room=make_room(make_member().workshop))


def picture_lost():
    speaker = make_speaker(make_member().workshop)
    default_storage.delete(path_of(make_portrait(speaker), 192))


def speaker_of_another():
    slot = make_slot(make_member().workshop)
    SlotSpeaker.objects.create(slot=slot, speaker=make_speaker(make_member().workshop))


def listed_but_not_accepted():
    submission = make_submission()
    Contribution.objects.create(workshop=submission.workshop, submission=submission)


def listed_in_another_workshop():
    slot = make_slot(make_member().workshop, kind="contributions")
    make_accepted_elsewhere(make_member().workshop, slot=slot)


def declined_and_still_accepted():
    submission = make_decided(make_submission(), release=True)
    Confirmation.objects.create(submission=submission, declined_at=timezone.now())


def confirmed_before_the_decision():
    Confirmation.objects.create(submission=make_submission(), confirmed_at=timezone.now())


def name_withdrawn_past_the_service():
    make_speaker(make_member().workshop, shows_name=False)


def material_lost():
    default_storage.delete(make_file(make_slot(make_member().workshop)).file.name)


BREAKS = {
    "an uploaded material is stored": material_lost,
    "a withdrawn name is in no address": name_withdrawn_past_the_service,
    "a contribution is of the workshop of its submission and slot": listed_in_another_workshop,
    "what the program lists is accepted": listed_but_not_accepted,
    "what its authors have declined is not accepted": declined_and_still_accepted,
    "what is confirmed was accepted once": confirmed_before_the_decision,
    "a picture is stored in each of its sizes": picture_lost,
    "a slot's room is of the same workshop": room_of_another,
    "a slot's speakers are of the same workshop": speaker_of_another,
}
