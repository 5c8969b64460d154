"""The mail that brings a speaker her link, with its question: is it still due?"""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from program.action_links import speaker_of, values_of_speaker
from program.speakers import PURPOSE
from workshop.mailtexts import Purpose
from workshop.models import ActionLink

EXAMPLE = f"{settings.SITE_URL}/speaker/…/"
MOST_SAMPLES = 20


def _leads_somewhere(message):
    """The link is open, and the speaker has the same address."""
    link = ActionLink.objects.open().filter(pk=message.object_id, mail=message.recipient).first()
    return link is not None and speaker_of(link) is not None


def _speakers(workshop, user):
    rows = workshop.speakers.exclude(mail="").prefetch_related("slots__materials")
    return [(one.mail, values_of_speaker(one, EXAMPLE)) for one in rows[:MOST_SAMPLES]]


PURPOSES = {
    PURPOSE: Purpose(
        _leads_somewhere,
        label=_("A speaker’s link"),
        occasion=_("When a speaker is invited or reminded, with the link to their page."),
        subject=_("{workshop}: your page as a speaker"),
        body=_(
            "Dear {name},\n\n"
            "you are a speaker of {workshop_name}.\n\n"
            "{slots}\n\n"
            "{missing}\n\n"
            "On this page you mend what the program says of you: name, affiliation, biography, "
            "title and abstract. You add your slides there, and say whether a recording may be "
            "shown. It needs no account and no password.\n\n"
            "{link}\n\n"
            "It is for you alone, until {until}. Questions go to {contact}."
        ),
        placeholders={
            "name": (_("the speaker’s name"), "Ada Boole"),
            "slots": (
                _("their slots, one a line, in the workshop’s zone and in theirs"),
                "Cold starts: 5 June 2027, 11:00 Europe/Paris, UTC+2 (5 June 2027, 09:00 UTC)",
            ),
            "missing": (_("what is missing, if anything"), _("Still missing: slides.")),
            "link": (_("the address of their page"), EXAMPLE),
            "until": (_("the day the link ends"), "4 August 2027"),
        },
        needs=("link",),
        carrier="link",
        samples=_speakers,
    )
}
