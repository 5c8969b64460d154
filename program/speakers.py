"""Speakers as who runs the program sees them: what is missing, and how it stands with the link."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from program.models import Material, Slot, Speaker
from workshop.models import ActionLink

PURPOSE = "speaker"
ONCE_IN = timedelta(days=1)
WORDS = {
    "mail": _("mail address"),
    "slot": _("slot"),
    "biography": _("biography"),
    "portrait": _("portrait"),
    "title": _("title"),
    "abstract": _("abstract"),
    "slides": _("slides"),
    "consent": _("consent to recording"),
}
OURS = {"mail", "slot"}  # which the speaker cannot mend


@dataclass(frozen=True)
class Standing:
    """A speaker, the keys of what is missing, and the links that were mailed, newest first."""

    speaker: Speaker
    missing: list
    links: list

    @property
    def missing_words(self):
        return [WORDS[name] for name in self.missing]

    @property
    def asked_for(self):
        """What she can add herself."""
        return [WORDS[name] for name in self.missing if name not in OURS]

    @property
    def invited_at(self):
        return self.links[0].created_at if self.links else None

    @property
    def opened_at(self):
        return max((link.opened_at for link in self.links if link.opened_at), default=None)

    @property
    def is_open(self):
        return any(link.is_open for link in self.links)

    @property
    def may_be_mailed(self):
        """To an address, and not more than once a day."""
        recent = self.invited_at and self.invited_at > timezone.now() - ONCE_IN
        return bool(self.speaker.mail) and not recent

    @property
    def is_due(self):
        return self.may_be_mailed and bool(self.asked_for)


def standings_of(workshop):
    """[Standing, …] by name, in a number of queries that speakers do not raise."""
    people = workshop.speakers.prefetch_related("slots__materials", "slots__workshop")
    links = {}
    for link in ActionLink.objects.filter(purpose=PURPOSE, workshop=workshop):
        links.setdefault((link.object_id, link.mail), []).append(link)
    return [
        Standing(one, missing_of(one), links.get((str(one.pk), one.mail.lower()), []))
        for one in people
    ]


def talks_of(speaker):
    """Her slots that are held. Counts on `slots` being prefetched."""
    held = [slot for slot in speaker.slots.all() if not slot.is_cancelled]
    return sorted(
        (slot for slot in held if slot.kind != Slot.Kind.BREAK), key=lambda slot: slot.starts_at
    )


def missing_of(speaker):
    """Keys of WORDS, in their order."""
    talks = talks_of(speaker)
    there = {
        "mail": speaker.mail,
        "slot": talks,
        "biography": speaker.biography,
        "portrait": speaker.picture,
        "title": all(slot.title for slot in talks),
        "abstract": all(slot.abstract for slot in talks),
        "slides": all(map(_has_slides, talks)),
        "consent": speaker.consents_to_recording is not None,
    }
    return [name for name, is_there in there.items() if not is_there]


def _has_slides(slot):
    return any(one.kind == Material.Kind.SLIDES for one in slot.materials.all())
