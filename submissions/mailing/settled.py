"""The mails about who has a submission and how long: rejected, handed over, extended, a draft."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from submissions.chairing import stands_rejected
from submissions.extensions import still_stands
from submissions.groups import OF_WRITERS
from submissions.mailing import due, samples
from submissions.mailing.placeholders import OF_A_SUBMISSION
from workshop.mailtexts import Purpose
from workshop.recipients import OF_EVERY_PERSON, samples_of
from workshop.reminders import still_owed

PURPOSES = {
    "desk_rejection": Purpose(
        stands_rejected,
        label=_("Rejection without review"),
        occasion=_("To every author, at once, when a chair rejects it without review."),
        subject=_("{workshop}: “{title}” is not reviewed"),
        body=_(
            "The chairs of {workshop_name} do not have “{title}” ({code}) reviewed, for this "
            "reason:\n\n"
            "{reason}\n\n"
            "If you think that this is a mistake, write to {contact}.\n\n"
            "{link}"
        ),
        placeholders=OF_A_SUBMISSION
        | {"reason": (_("why it is not reviewed"), _("It is about cooking, not about computing."))},
        needs=("reason",),
        samples=samples.desk_rejected,
    ),
    "brought_back": Purpose(
        due.is_back,
        label=_("Brought back"),
        occasion=_("To every author, when a chair brings it back."),
        subject=_("{workshop}: “{title}” is under review again"),
        body=_(
            "A chair of {workshop_name} has brought back “{title}” ({code}): it is under review "
            "again.\n\n"
            "{link}"
        ),
        placeholders=OF_A_SUBMISSION,
    ),
    "hand_over": Purpose(
        due.is_offered,
        label=_("Handing over"),
        occasion=_("To a co-author, when the submitter hands a submission over, with a link."),
        subject=_("{workshop}: “{title}” is handed over to you"),
        body=_(
            "{name} hands over to you the submission “{title}” ({code}) to {workshop_name}, of "
            "which you are an author.\n\n"
            "Sign in with this address, and you become its submitter here, until {until}:\n\n"
            "{link}\n\n"
            "Until then everything stays as it is."
        ),
        placeholders=OF_A_SUBMISSION
        | {
            "name": (_("who hands it over"), "Ana Moreau"),
            "link": (_("the address at which it is taken over"), f"{settings.SITE_URL}/…/…/"),
            "until": (_("the day the link ends"), "19 June 2027"),
        },
        needs=("link",),
        carrier="link",
    ),
    "handed_over": Purpose(
        due.was_handed_over,
        label=_("Handed over"),
        occasion=_("To who was the submitter, when a co-author has taken it over."),
        subject=_("{workshop}: “{title}” is handed over"),
        body=_(
            "{name} is the submitter of “{title}” ({code}), {workshop_name}, in your place now.\n\n"
            "{link}"
        ),
        placeholders=OF_A_SUBMISSION | {"name": (_("who has taken it over"), "Bo Lund")},
    ),
    "extension": Purpose(
        still_stands,
        label=_("More time"),
        occasion=_("To one person, when a chair gives them a later deadline."),
        subject=_("{workshop}: you have until {until}"),
        body=_(
            "The chairs of {workshop_name} have given you more time: what you send in, or change "
            "of what you and your co-authors have sent in, counts until\n\n"
            "{until}\n\n"
            "Sign in with this address. To send in something new:\n\n"
            "{submit}\n\n"
            "What you have begun or sent in:\n\n"
            "{my_page}"
        ),
        placeholders={
            "until": (_("until when they have time"), "20 June 2027, 11:59 UTC"),
            "submit": (_("the address of the form"), f"{settings.SITE_URL}/…/submit/"),
            "my_page": OF_EVERY_PERSON["my_page"],
        },
        needs=("until",),
        samples=samples.given,
    ),
    "reminder_drafts": Purpose(
        still_owed("drafts"),
        label=_("Reminder of a draft"),
        occasion=_("To who began a submission and has not sent it in, as the reminders are set."),
        subject=_("{workshop}: your draft is not sent in yet"),
        body=_(
            "Dear {name},\n\n"
            "You have begun a submission to {workshop_name}. It counts once it is sent in.\n\n"
            "Proposals are due {due}.\n\n"
            "{my_page}\n\n"
            "If you do not want to send it in, discard it there, and no reminder follows."
        ),
        placeholders=OF_EVERY_PERSON | OF_WRITERS,
        samples=samples_of("authors_draft"),
    ),
}
