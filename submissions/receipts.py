"""What authors are told by mail: what was received, and which PDF was refused after all."""

from submissions.findings import words_of
from workshop.models import KeyDate
from workshop.outbox import key_of, queue_message, render_mail


def recipients_of(submission):
    """The addresses of the authors in order, then the submitter's, each once."""
    mails = [author.mail for author in submission.authors.all()]
    return list(dict.fromkeys([*mails, submission.submitter.email]))


def send_receipt(submission):
    """To each author and to who sent it in; once for each submission and address."""
    context = {"proposal": submission.proposal}
    for mail in recipients_of(submission):
        _queue("receipt", submission, to=mail, key=key_of(submission.pk, mail), context=context)


def send_refusal(manuscript):
    """To who sent the file, where the answer came after the page had been closed, perhaps."""
    context = {"manuscript": manuscript, "findings": [words_of(one) for one in manuscript.findings]}
    to, key = manuscript.by.email, key_of(manuscript.pk)
    _queue("refusal", manuscript.submission, to=to, key=key, context=context)


def _queue(purpose, submission, *, to, key, context):
    deadline = submission.workshop.date_of(KeyDate.Kind.SUBMISSION)
    about = {"submission": submission, "workshop": submission.workshop, "deadline": deadline}
    subject, body = render_mail(f"submissions/mail/{purpose}.txt", about | context)
    queue_message(
        purpose,
        to=to,
        key=key,
        subject=subject,
        body=body,
        workshop=submission.workshop,
        object_id=submission.pk,
    )
