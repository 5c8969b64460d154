"""The competition's mails, each with its question: is it still due?"""

from django.utils.translation import gettext_lazy as _

from competition import judging_mails, ranking_mails, teammails
from competition.groups import OF_TEAMS
from workshop.mailtexts import Purpose
from workshop.recipients import OF_EVERY_PERSON, samples_of
from workshop.reminders import still_owed

REMINDERS = {
    "reminder_entries": Purpose(
        still_owed("entries"),
        label=_("Reminder of entries"),
        occasion=_("To teams with an entry that is not sent in, as the reminders are set."),
        subject=_("{workshop}: your entry in the competition"),
        body=_(
            "Dear {name},\n\n"
            "Entries in the competition of {workshop_name} are due {due}. Nothing is sent in yet, "
            "or something is begun and not sent in, by:\n\n"
            "{teams}\n\n"
            "{competition}\n\n"
            "Questions go to {contact}."
        ),
        placeholders=OF_EVERY_PERSON | OF_TEAMS,
        samples=samples_of("teams_unsent"),
    )
}
PURPOSES = {**teammails.PURPOSES, **judging_mails.PURPOSES, **ranking_mails.PURPOSES, **REMINDERS}
