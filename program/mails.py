"""The program's mails, each with its question: is it still due?"""

from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from program.action_links import answered_by, speaker_of, values_of_speaker
from program.asking import EXAMPLE as EXAMPLE_OF_ASK
from program.asking import values_of_ask
from program.confirmations import PURPOSE as CONFIRMING
from program.confirmations import askable, unconfirmed
from program.groups import OF_SPEAKERS, OF_UNCONFIRMED
from program.speakers import PURPOSE
from reviews.groups import OF_REVIEWERS
from reviews.querysets import closed_workshops
from submissions.groups import OF_AUTHORS
from submissions.mailing.placeholders import OF_A_SUBMISSION
from submissions.models import Submission
from workshop import letters
from workshop.mailtexts import Purpose
from workshop.models import ActionLink
from workshop.recipients import OF_EVERY_PERSON, samples_of
from workshop.reminders import still_owed

EXAMPLE = f"{settings.SITE_URL}/speaker/…/"
MOST_SAMPLES = 20
REMINDER = "reminder_confirmations"
OF_SUBMISSIONS = {CONFIRMING}


def _leads_somewhere(message):
    """The link is open, and the speaker has the same address."""
    link = ActionLink.objects.open().filter(pk=message.object_id, mail=message.recipient).first()
    return link is not None and speaker_of(link) is not None


def _is_asked(message):
    """The link is open, and nobody has confirmed."""
    link = ActionLink.objects.open().filter(pk=message.key.rpartition(":")[2]).first()
    submission = answered_by(link) if link and link.purpose == CONFIRMING else None
    return submission is not None and unconfirmed().filter(pk=submission.pk).exists()


def _asked(workshop, user):
    own = Submission.objects.filter(workshop=workshop).decidable_by(user)
    rows = unconfirmed().filter(pk__in=own.values("pk")).for_page()
    return [
        (mail, values_of_ask(one, EXAMPLE_OF_ASK))
        for one in rows[:MOST_SAMPLES]
        for mail in askable(one)
    ]


def hidden_from(user):
    """Who is reminded says what is accepted."""
    return Q(purpose=REMINDER, workshop__in=closed_workshops(user))


def _speakers(workshop, user):
    rows = workshop.speakers.exclude(mail="").prefetch_related("slots__materials")
    return [(one.mail, values_of_speaker(one, EXAMPLE)) for one in rows[:MOST_SAMPLES]]


ON_CLOSING = _("Where you start from when you write it on the page that closes the workshop.")
PURPOSES = {
    "missing_slides": Purpose(
        letters.is_still_due,
        label=_("Slides are missing"),
        occasion=ON_CLOSING,
        subject=_("{workshop}: your slides"),
        body=_(
            "Dear {name},\n\n"
            "the archive of {workshop_name} shows neither slides nor a poster nor a video of:\n\n"
            "{titles}\n\n"
            "Please add what you have shown, under “Beside the program”:\n\n"
            "{links}\n\n"
            "Questions go to {contact}."
        ),
        placeholders=OF_EVERY_PERSON | OF_AUTHORS,
        samples=samples_of("contributions_bare"),
    ),
    "thanks_reviewers": Purpose(
        letters.is_still_due,
        label=_("Thanks to reviewers"),
        occasion=ON_CLOSING,
        subject=_("{workshop}: thank you"),
        body=_(
            "Dear {name},\n\n"
            "thank you for reviewing for {workshop_name}. Without your reading there would have "
            "been no program.\n\n"
            "Your reviews stand here, and your attestation once the workshop is closed:\n\n"
            "{reviews}\n\n"
            "The chairs of {workshop}"
        ),
        placeholders=OF_EVERY_PERSON | {"reviews": OF_REVIEWERS["reviews"]},
        samples=samples_of("reviewers_thanked"),
    ),
    "thanks_speakers": Purpose(
        letters.is_still_due,
        label=_("Thanks to speakers"),
        occasion=ON_CLOSING,
        subject=_("{workshop}: thank you"),
        body=_(
            "Dear {name},\n\n"
            "thank you for speaking at {workshop_name}:\n\n"
            "{slots}\n\n"
            "The program stays, with what was shown:\n\n"
            "{program}\n\n"
            "The chairs of {workshop}"
        ),
        placeholders=OF_EVERY_PERSON | OF_SPEAKERS,
        samples=samples_of("speakers"),
    ),
    "thanks_authors": Purpose(
        letters.is_still_due,
        label=_("Thanks to authors"),
        occasion=ON_CLOSING,
        subject=_("{workshop}: thank you"),
        body=_(
            "Dear {name},\n\n"
            "thank you for your contribution to {workshop_name}:\n\n"
            "{titles}\n\n"
            "Its page:\n\n"
            "{links}\n\n"
            "The chairs of {workshop}"
        ),
        placeholders=OF_EVERY_PERSON | OF_AUTHORS,
        samples=samples_of("authors_accepted"),
    ),
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
    ),
    CONFIRMING: Purpose(
        _is_asked,
        label=_("Please confirm"),
        occasion=_(
            "To every author of what is accepted, when the decisions are mailed, and as a reminder."
        ),
        subject=_("{workshop}: please confirm “{title}”"),
        body=_(
            "“{title}” ({code}) is accepted for {workshop_name}. Please say on this page whether "
            "you come: who presents it, in person or remotely, in which time zone, and what stands "
            "on its public page. One author answers for all. It needs no account.\n\n"
            "{confirm}\n\n"
            "If nobody can come, decline there, and its place is given to another. Questions go to "
            "{contact}."
        ),
        placeholders=OF_A_SUBMISSION
        | {"confirm": (_("the address at which they answer"), EXAMPLE_OF_ASK)},
        needs=("confirm",),
        carrier="confirm",
        samples=_asked,
    ),
    REMINDER: Purpose(
        still_owed("confirmations"),
        label=_("Reminder to confirm"),
        occasion=_("To authors of what is accepted and not confirmed, as the reminders are set."),
        subject=_("{workshop}: please confirm that you come"),
        body=_(
            "Dear {name},\n\n"
            "This is accepted for {workshop_name}, and nobody has confirmed yet that it is "
            "presented:\n\n"
            "{titles}\n\n"
            "Say so, or decline, here:\n\n"
            "{confirm}\n\n"
            "Questions go to {contact}."
        ),
        placeholders=OF_EVERY_PERSON | OF_UNCONFIRMED,
        samples=samples_of("authors_unconfirmed"),
    ),
}
