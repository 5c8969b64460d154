"""What authors are told by mail: what was received or replaced, and which PDF was refused."""

from submissions.findings import words_of
from workshop.models import KeyDate
from workshop.outbox import key_of, queue_message, render_mail


def recipients_of(submission):
    """The addresses of the authors in order, then the submitter's, each once."""
    mails = [author.mail for author in submission.authors.all()]
    return list(dict.fromkeys([*mails, submission.submitter.email]))


def send_receipt(submission, *, to):
    """What is in force, to these addresses; once for each version of the PDF and address."""
    proposal = submission.proposal
    for mail in to:
        key = key_of(submission.pk, proposal.number, mail)
        _queue("receipt", submission, to=mail, key=key, context={"proposal": proposal})


def send_replacement(manuscript):
    """To who sent it: this PDF has passed, and the receipt of the one before counts no more."""
    to = manuscript.by.email
    key, context = key_of_replacement(manuscript, to), {"proposal": manuscript}
    _queue("replaced", manuscript.submission, to=to, key=key, context=context)


def key_of_replacement(manuscript, to):
    return key_of(manuscript.submission_id, manuscript.number, to)


def send_refusal(manuscript):
    """To who sent the file, where the answer came after the page had been closed, perhaps."""
    context = {"manuscript": manuscript, "findings": [words_of(one) for one in manuscript.findings]}
    to, key = manuscript.by.email, key_of_refusal(manuscript)
    _queue("refusal", manuscript.submission, to=to, key=key, context=context)


def key_of_refusal(manuscript):
    return key_of(manuscript.pk)


def _queue(purpose, submission, *, to, key, context):
    deadline = submission.workshop.date_of(KeyDate.Kind.SUBMISSION)
    about = {"submission": submission, "workshop": submission.workshop}
    about["deadline"] = None if deadline and deadline.has_passed else deadline
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
