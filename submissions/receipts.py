"""The receipt: what was received, to each author and to who sent it in."""

from workshop.models import KeyDate
from workshop.outbox import key_of, queue_message, render_mail


def recipients_of(submission):
    """The addresses of the authors in order, then the submitter's, each once."""
    mails = [author.mail for author in submission.authors.all()]
    return list(dict.fromkeys([*mails, submission.submitter.email]))


def send_receipt(submission):
    """Once for each submission and address."""
    context = {
        "submission": submission,
        "workshop": submission.workshop,
        "proposal": submission.proposal,
        "deadline": submission.workshop.date_of(KeyDate.Kind.SUBMISSION),
    }
    subject, body = render_mail("submissions/mail/receipt.txt", context)
    for mail in recipients_of(submission):
        queue_message(
            "receipt",
            to=mail,
            key=key_of(submission.pk, mail),
            subject=subject,
            body=body,
            workshop=submission.workshop,
            object_id=submission.pk,
        )
