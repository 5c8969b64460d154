"""The mails about submissions, each with its question: is it still due?"""

from django.conf import settings
from django.db.models import CharField, Q
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from submissions.chairing import (
    desk_rejection_of,
    stands_rejected,
    values_of_desk_rejection,
)
from submissions.edits import values_of_change
from submissions.extensions import still_stands, values_of_extension
from submissions.groups import OF_WRITERS
from submissions.handover import submission_of
from submissions.lifecycle import EDITABLE, Status
from submissions.models import Edit, Manuscript, Submission
from submissions.receipts import (
    key_of_refusal,
    key_of_replacement,
    recipients_of,
    values_of_receipt,
    values_of_refusal,
    values_of_replacement,
)
from submissions.summaries import changed, is_still_news, news_of, values_of_summary
from workshop.mailtexts import Purpose
from workshop.models import ActionLink, User
from workshop.outbox import stored_key
from workshop.recipients import OF_EVERY_PERSON, samples_of
from workshop.reminders import still_owed


def _was_received(message):
    submission = Submission.objects.sent_in().filter(pk=message.object_id).first()
    return submission is not None and message.recipient in recipients_of(submission)


def _is_refused(message):
    """Until a better file is sent, or the submission is decided or withdrawn."""
    submission = Submission.objects.filter(pk=message.object_id, status__in=EDITABLE).first()
    newest = submission and submission.newest
    refused = newest and newest.is_rejected
    return bool(refused) and _has_key(message, key_of_refusal(newest))


def _is_in_force(message):
    """Of a replaced PDF: until the next one counts."""
    submission = Submission.objects.sent_in().filter(pk=message.object_id).first()
    proposal = submission and submission.proposal
    key = proposal and key_of_replacement(proposal, message.recipient)
    return bool(proposal) and _has_key(message, key)


def _is_of_reader(message):
    """Who has changed it learns of it while they may read it."""
    submission = Submission.objects.sent_in().filter(pk=message.object_id).first()
    reader = User.objects.filter(email=message.recipient).first()
    if submission is None or message.recipient in recipients_of(submission):
        return submission is not None
    return bool(reader) and Submission.objects.written_by(reader).contains(submission)


def _has_key(message, key):
    return message.key == stored_key(message.purpose, key)


def _is_offered(message):
    """By the link that it carries, whose number its key holds."""
    link = ActionLink.objects.open().filter(pk=message.key.rpartition(":")[2]).first()
    return link is not None and submission_of(link) is not None


def _was_handed_over(message):
    found = Submission.objects.filter(pk=message.object_id).select_related("submitter").first()
    return bool(found and found.submitter) and found.submitter.email != message.recipient


MOST_SAMPLES = 20


def _received(workshop, user):
    rows = Submission.objects.filter(workshop=workshop).decidable_by(user).for_page()
    return [
        (mail, values_of_receipt(one))
        for one in rows[:MOST_SAMPLES]
        if one.proposal
        for mail in recipients_of(one)
    ]


def _changed(workshop, user):
    own = Submission.objects.filter(workshop=workshop).decidable_by(user)
    rows = Edit.objects.filter(submission__in=own).exclude(by=None)
    rows = rows.select_related("by", "submission__workshop")[:MOST_SAMPLES]
    return [(one.by.email, values_of_change([one])) for one in rows]


def _desk_rejected(workshop, user):
    own = Submission.objects.filter(workshop=workshop, status=Status.DESK).decidable_by(user)
    return [
        (mail, values_of_desk_rejection(desk_rejection_of(one)))
        for one in own.for_page()[:MOST_SAMPLES]
        for mail in recipients_of(one)
    ]


def _given(workshop, user):
    return [
        (one.mail, values_of_extension(one)) for one in workshop.extensions.all()[:MOST_SAMPLES]
    ]


def _news(workshop, user):
    own = Submission.objects.filter(workshop=workshop).decidable_by(user)
    rows = changed().filter(pk__in=own.values("pk"))[:MOST_SAMPLES]
    return [
        (mail, values_of_summary(one, *about))
        for one, news in news_of(list(rows)).items()
        for mail, about in news.items()
    ]


def _sent_by_verdict(verdict, values_of, *, first):
    def samples(workshop, user):
        own = Submission.objects.filter(workshop=workshop).decidable_by(user)
        rows = Manuscript.objects.filter(submission__in=own, verdict=verdict, number__gte=first)
        rows = rows.exclude(by=None).select_related("by", "submission__workshop")
        return [(one.by.email, values_of(one)) for one in rows[:MOST_SAMPLES]]

    return samples


OF_A_SUBMISSION = {
    "title": (_("the title of the submission"), _("Counting joules")),
    "code": (_("its code"), "B7KQ2M9X"),
    "link": (_("the address of its page"), f"{settings.SITE_URL}/…/submissions/B7KQ2M9X/"),
}
PASSED = {
    "file": (_("name, size and check sum of the PDF"), "proposal.pdf, 212.4 KB, SHA-256 3f5a…"),
    "received": (_("when it came"), "5 June 2027, 09:00 UTC"),
    "until": (
        _("until when it can be changed; nothing after the deadline"),
        _(
            "You can change or withdraw it until 20 June 2027, 13:59 Europe/Paris, UTC+2 = "
            "19 June 2027, 23:59 AoE = 20 June 2027, 11:59 UTC."
        ),
    ),
}
OF_A_RECEIPT = {
    "authors": (_("the names of its authors"), "Ana Moreau, Bo Lund"),
    "conflicts": (
        _("the people and institutions that its authors declared in conflict"),
        "Li Wei; UPPA",
    ),
    "confirmed": (
        _("what its authors have confirmed, if the workshop asks for it"),
        _("Confirmed:\nIt is under review nowhere else."),
    ),
}
PURPOSES = {
    "receipt": Purpose(
        _was_received,
        label=_("Receipt"),
        occasion=_("To every author, when a submission is sent in."),
        subject=_("{workshop}: received “{title}”"),
        body=_(
            "Your submission to {workshop_name} has arrived.\n\n"
            "Title: {title}\n"
            "Code: {code}\n"
            "Authors: {authors}\n"
            "Received: {received}\n"
            "PDF: {file}\n"
            "Conflicts of interest that you declared: {conflicts}\n\n"
            "{confirmed}\n\n"
            "{until}\n\n"
            "{link}"
        ),
        placeholders=OF_A_SUBMISSION | PASSED | OF_A_RECEIPT,
        samples=_received,
    ),
    "replaced": Purpose(
        _is_in_force,
        label=_("New PDF"),
        occasion=_("To who sent it, when a new PDF takes the place of another."),
        subject=_("{workshop}: new PDF of “{title}”"),
        body=_(
            "The PDF of your submission to {workshop_name} is replaced: version {number} has "
            "passed the check and counts from now on. The receipt of the one before no longer "
            "holds.\n\n"
            "Title: {title}\n"
            "Code: {code}\n"
            "Sent: {received}\n"
            "PDF: {file}\n\n"
            "{until}\n\n"
            "{link}"
        ),
        placeholders=OF_A_SUBMISSION | PASSED | {"number": (_("the number of the version"), "2")},
        samples=_sent_by_verdict("accept", values_of_replacement, first=2),
    ),
    "changed": Purpose(
        _is_of_reader,
        label=_("Changed"),
        occasion=_("To who changed what was sent in; to all authors, where a chair has for them."),
        subject=_("{workshop}: “{title}” is changed"),
        body=_("“{title}”, {code}, {workshop_name}\n\n{who}\n\n{changes}\n\n{link}"),
        placeholders=OF_A_SUBMISSION
        | {
            "who": (_("who has changed it, and why, where a chair has"), _("You have changed it.")),
            "changes": (
                _("what reads differently now, and how it read before"),
                _("Title: Counting joules\n(before: Counting watts)"),
            ),
        },
        needs=("changes",),
        samples=_changed,
    ),
    "summary": Purpose(
        is_still_news,
        label=_("Changed before the deadline"),
        occasion=_("To each other author, at the close, where it was changed since the receipt."),
        subject=_("{workshop}: what was changed in “{title}”"),
        body=_(
            "Your submission to {workshop_name} was changed by another author since your "
            "receipt. The time for changes is over; this is what stands now.\n\n"
            "Title: {title}\n"
            "Code: {code}\n"
            "PDF: {file}\n\n"
            "Changed:\n{changes}\n\n"
            "{link}"
        ),
        placeholders=OF_A_SUBMISSION
        | {
            "file": (_("name, size and check sum of the PDF"), "proposal.pdf, 212.4 KB, SHA-256 …"),
            "changes": (_("what others have changed, one a line"), _("Title\nPDF: version 2")),
        },
        needs=("changes",),
        samples=_news,
    ),
    "refusal": Purpose(
        _is_refused,
        label=_("PDF refused"),
        occasion=_("To who sent it, when a PDF does not pass the check."),
        subject=_("{workshop}: your PDF was refused"),
        body=_(
            "“{title}”, {workshop_name}\n\n"
            "{standing}\n\n"
            "{reasons}\n\n"
            "File: {file}\n"
            "{until}\n\n"
            "{link}"
        ),
        placeholders=OF_A_SUBMISSION
        | {
            "standing": (
                _("what that means for the submission"),
                _("It has not been sent in: its PDF did not pass the check."),
            ),
            "reasons": (
                _("what is wrong and how to mend it"),
                _("The PDF has 3 pages. Shorten it to two."),
            ),
            "file": (_("the file’s name"), "proposal.pdf"),
            "until": (
                _("until when another can be sent; nothing after the deadline"),
                _("Another can be sent until 19 June 2027, 23:59 AoE."),
            ),
        },
        needs=("reasons",),
        samples=_sent_by_verdict("reject", values_of_refusal, first=1),
    ),
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
        samples=_desk_rejected,
    ),
    "hand_over": Purpose(
        _is_offered,
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
        _was_handed_over,
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
        samples=_given,
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


def about_hidden_submissions(user, purposes):
    """The mails of these purposes about drafts, and about what `user` is in conflict with."""
    shown = Submission.objects.decidable_by(user).annotate(name=Cast("pk", CharField()))
    return Q(purpose__in=list(purposes)) & ~Q(object_id__in=shown.values("name"))


def hidden_from(user):
    """Reminders of drafts and extensions are about no submission: chairs may know who has one."""
    return about_hidden_submissions(user, PURPOSES.keys() - {"reminder_drafts", "extension"})
