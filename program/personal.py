"""What the program keeps of people: speakers, participants, what authors answered."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from program.consent import hide_participant, hide_speaker
from program.models import (
    Confirmation,
    ConfirmationChange,
    Contribution,
    Participant,
    Slot,
    Speaker,
)
from program.picture_files import path_of, take_picture
from workshop.models import Workshop
from workshop.personal import TRAIL, WITH_THE_WORKSHOP
from workshop.privacy.erasing import nowhere, scrub
from workshop.privacy.parts import Part, Public, addresses_of, nothing, of_user, traces, with_mail

WORKSHOPS_RECORD = _(
    "The program is the record of the workshop, and a name alone does not tell who is meant. Ask "
    "the workshop’s contact to take yours out."
)


# --- whose they are ---


def _answers(user):
    return [Confirmation.objects.filter(_answered_by(user))]


def _changes(user):
    return [ConfirmationChange.objects.filter(_answered_by(user))]


def _answered_by(user):
    return Q(by=user) | Q(via__in=addresses_of(user))


def _named_by_organisers(user):
    """Texts, and speakers without an address: of their name, whoever is meant.

    Anybody may take any name, and a letter alone: they are told of what they may read anyway.
    """
    if not user.name:
        return []
    read = Workshop.objects.with_program() | Workshop.objects.program_edited_by(user)
    return [
        Contribution.objects.filter(authors__icontains=user.name, workshop__in=read),
        Slot.objects.filter(chaired_by__icontains=user.name, workshop__in=read),
        Speaker.objects.filter(name=user.name, mail="", workshop__in=read),
    ]


# --- what is told ---


def _materials(row, user):
    return {"materials": [[one.name, one.url] for one in row.materials.all()]}


def _files(row, user):
    stored = [one for one in row.materials.all() if one.file]
    found = [(f"materials/{one.code}.{one.file_type}", one.file.name) for one in stored]
    picture = getattr(row, "picture_original", None)
    return found + ([("portrait", picture.name)] if picture else [])


def _submission_of(row, user):
    return {"submission": getattr(row, "confirmation", row).submission.code}


# --- what an erasure does ---


def _forget_speakers(rows, erasure):
    """Who is in no slot is gone; a talk that was held stays, by "Speaker"."""
    for one in rows[0]:
        erasure.paths.extend(_paths_of(one))
        one.materials.all().delete()
        take_picture(one)
        one.name, one.affiliation, one.biography = str(_("Speaker")), "", ""
        one.mail, one.zone, one.slug = "", "", f"speaker-{one.pk}"
        one.shows_name = one.shows_photo = False
        one.save()
        if not one.slots.exists():
            one.delete()


def _paths_of(speaker):
    """Of their files; a picture that another row shows as well is left to that."""
    paths = [path for _name, path in _files(speaker, None)]
    others = Speaker.objects.exclude(pk=speaker.pk).filter(picture=speaker.picture)
    if speaker.picture and not others.exists():
        paths += [path_of(speaker.picture, side) for side in speaker.sides]
    return paths


def _leave(rows, erasure):
    for one in rows[0]:
        erasure.paths.extend([path for _name, path in _files(one, None)])
    rows[0].delete()


def _forget_answers(rows, erasure):
    """From where they were to come, and when they could not; the answer is all their authors'."""
    rows[0].update(via="", zone="", hours="")


def _forget_changes(rows, erasure):
    for one in rows[0]:
        kept = {name: told for name, told in one.fields.items() if name not in {"zone", "hours"}}
        ConfirmationChange.objects.filter(pk=one.pk).update(via="", fields=kept)
    scrub(ConfirmationChange.objects.all(), ["fields"], erasure, named=nowhere)


# --- what is public ---


def _speakers_shown(name):
    def rows(user):
        own = with_mail("program.Speaker")(user)[0].filter(slots__isnull=False).distinct()
        own = own.exclude(picture="") if name == "shows_photo" else own
        return own.exclude(**{name: False}).select_related("workshop")

    return rows


def _listed(user):
    return Participant.objects.filter(user=user, is_listed=True).select_related("workshop")


PUBLIC = {
    "speaker_name": Public(
        _("your name as a speaker"),
        _speakers_shown("shows_name"),
        hide_speaker("shows_name"),
        "said_at",
    ),
    "speaker_photo": Public(
        _("your photo as a speaker"),
        _speakers_shown("shows_photo"),
        hide_speaker("shows_photo"),
        "said_at",
    ),
    "participant": Public(
        _("you among the participants, with what you share"),
        _listed,
        hide_participant,
        "listed_at",
    ),
}
PARTS = {
    "speakers": Part(
        _("You as a speaker, with your photo and slides"),
        _("So that readers of the program know who speaks."),
        _("as long as the workshop is kept; name and photo until you withdraw them"),
        with_mail("program.Speaker"),
        {
            "program.Speaker": (
                "workshop name affiliation biography mail zone consents_to_recording shows_name "
                "shows_photo said_at"
            )
        },
        ("program.Speaker.picture_original", "program.Material.file"),
        tell=_materials,
        files=_files,
        folders=("pictures", "public/pictures", "materials"),
        erase=_forget_speakers,
        stays=_(
            "A talk stays in the program, by “Speaker”. Your name, photo, biography, address and "
            "what you added go; who is in no slot goes as a whole."
        ),
        is_named=True,
    ),
    "files_not_taken": Part(
        _("Files of a form that could not be taken"),
        _("So that you need not choose a file again when something else is to be mended."),
        _("a day or two"),
        nothing,
        folders=("pictures-waiting", "materials"),
    ),
    "participants": Part(
        _("You as a participant, with what you share"),
        _("So that participants find each other."),
        _("until you leave"),
        of_user("program.Participant", "user"),
        {"program.Participant": "workshop name affiliation interests is_listed listed_at"},
        ("program.Participant.user",),
        tell=_materials,
        files=_files,
        erase=_leave,
        is_named=True,
    ),
    "confirmations": Part(
        _("What you answered about presenting"),
        _("So that a contribution is placed when you can come."),
        _("your zone and hours until reviews are removed; the answer with the workshop"),
        _answers,
        {"program.Confirmation": "confirmed_at declined_at attendance zone hours post link"},
        ("program.Confirmation.by", "program.Confirmation.via"),
        tell=_submission_of,
        erase=_forget_answers,
        stays=_(
            "That it is presented, and what is posted, is the answer of all its authors. Your "
            "address, time zone and hours go."
        ),
    ),
    "confirmation_changes": Part(
        _("How that answer was changed"),
        _("So that it can be told who answered what."),
        WITH_THE_WORKSHOP,
        _changes,
        {"program.ConfirmationChange": "at"},
        (
            "program.ConfirmationChange.by",
            "program.ConfirmationChange.via",
            "program.ConfirmationChange.fields",
        ),
        tell=_submission_of,
        erase=_forget_changes,
        stays=TRAIL,
    ),
    "acts_on_programs": traces(
        _("Programs that you have moved on the day"),
        _("So that a move can be undone."),
        WITH_THE_WORKSHOP,
        TRAIL,
        "program.Shift.by",
    ),
    "named_in_programs": Part(
        _("Where organisers have written your name into a program"),
        _("So that readers know who chairs a slot, and who wrote what was accepted elsewhere."),
        WITH_THE_WORKSHOP,
        _named_by_organisers,
        {
            "program.Contribution": "workshop title",
            "program.Slot": "workshop title",
            "program.Speaker": "workshop name",
        },
        ("program.Contribution.authors", "program.Slot.chaired_by"),
        stays=WORKSHOPS_RECORD,
    ),
}
