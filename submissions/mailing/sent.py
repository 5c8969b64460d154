"""The mails about what authors have sent: received, replaced, changed, refused."""

from django.utils.translation import gettext_lazy as _

from submissions.mailing import due, samples
from submissions.mailing.placeholders import OF_A_RECEIPT, OF_A_SUBMISSION, PASSED
from submissions.receipts import values_of_refusal, values_of_replacement
from submissions.summaries import is_still_news
from workshop.mailtexts import Purpose

PURPOSES = {
    "receipt": Purpose(
        due.was_received,
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
        samples=samples.received,
    ),
    "replaced": Purpose(
        due.is_in_force,
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
        samples=samples.by_verdict("accept", values_of_replacement, first=2),
    ),
    "changed": Purpose(
        due.is_of_reader,
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
        samples=samples.changed_lately,
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
        samples=samples.news,
    ),
    "refusal": Purpose(
        due.is_refused,
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
        samples=samples.by_verdict("reject", values_of_refusal, first=1),
    ),
}
