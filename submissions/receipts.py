"""What authors are told by mail: what was received or replaced, and which PDF was refused."""

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from submissions.deadlines import due_of
from submissions.findings import words_of
from submissions.lifecycle import EDITABLE
from submissions.models import Conflict
from submissions.pdf.policy import REJECT
from workshop.mailtexts import queue_mail
from workshop.outbox import key_of
from workshop.privacy.erased import is_erased
from workshop.times import in_three_zones, in_utc


def recipients_of(submission):
    """The addresses of the authors in order, then the submitter's, each once.

    Nothing reaches who was erased.
    """
    mails = [author.mail for author in submission.authors.all()]
    submitter = [submission.submitter.email] if submission.submitter else []
    return [mail for mail in dict.fromkeys([*mails, *submitter]) if not is_erased(mail)]


def send_receipt(submission, *, to):
    """What is in force, to these addresses; once for each version of the PDF and address."""
    values = values_of_receipt(submission)
    for mail in to:
        key = key_of(submission.pk, submission.proposal.number, mail)
        _queue("receipt", submission, to=mail, key=key, values=values)


def send_receipt_again(submission, *, to, by, now):
    """To one who asks for it; once a quarter of an hour."""
    key = key_of(submission.pk, submission.proposal.number, to, by.pk, int(now.timestamp()) // 900)
    _queue("receipt", submission, to=to, key=key, values=values_of_receipt(submission), by=by)


def send_replacement(manuscript):
    """To who sent it: this PDF has passed, and the receipt of the one before counts no more."""
    to = manuscript.by.email
    key, values = key_of_replacement(manuscript, to), values_of_replacement(manuscript)
    _queue("replaced", manuscript.submission, to=to, key=key, values=values)


def key_of_replacement(manuscript, to):
    return key_of(manuscript.submission_id, manuscript.number, to)


def send_refusal(manuscript):
    """To who sent the file, where the answer came after the page had been closed, perhaps."""
    to, key = manuscript.by.email, key_of_refusal(manuscript)
    _queue("refusal", manuscript.submission, to=to, key=key, values=values_of_refusal(manuscript))


def key_of_refusal(manuscript):
    return key_of(manuscript.pk)


def _queue(purpose, submission, **mail):
    queue_mail(purpose, workshop=submission.workshop, object_id=submission.pk, **mail)


# --- what stands in these mails ---


def values_of(submission):
    return {
        "title": submission.title or submission.code,
        "code": submission.code,
        "link": settings.SITE_URL + submission.get_absolute_url(),
    }


def values_of_receipt(submission):
    return values_of(submission) | {
        "authors": ", ".join(author.name for author in submission.authors.all()),
        "received": in_utc(submission.submitted_at),
        "file": f"{submission.proposal.name}, {described(submission.proposal)}",
        "conflicts": _conflicts_of(submission),
        "confirmed": _confirmed_in(submission),
        "until": until(submission, _("You can change or withdraw it until %(when)s.")),
    }


def _conflicts_of(submission):
    """People, then institutions."""
    places = filter(None, map(str.strip, submission.institutions.splitlines()))
    told = [", ".join(declared_in(submission)), ", ".join(places)]
    return "; ".join(filter(None, told)) or _("none")


def declared_in(submission):
    """The names of those whom its authors have declared. Of the chairs' they do not learn."""
    declared = submission.conflicts.standing().filter(source=Conflict.Source.AUTHOR)
    return [one.user.name or _("no name") for one in declared.select_related("user")]


def _confirmed_in(submission):
    """What an author has confirmed, a sentence a line; "" where the workshop asks for nothing."""
    sentences = [str(one) for one in submission.attestations.all()]
    return "\n".join([_("Confirmed:"), *sentences]) if sentences else ""


def values_of_replacement(manuscript):
    return values_of(manuscript.submission) | {
        "number": manuscript.number,
        "received": in_utc(manuscript.at),
        "file": f"{manuscript.name}, {described(manuscript)}",
        "until": until(manuscript.submission, _("You can change or withdraw it until %(when)s.")),
    }


def values_of_refusal(manuscript):
    submission = manuscript.submission
    refused = [one for one in manuscript.findings if one.severity == REJECT]
    reasons = [" ".join(words_of(finding)) for finding in refused]
    return values_of(submission) | {
        "standing": _standing(submission),
        "reasons": "\n\n".join(reasons),
        "file": manuscript.name,
        "until": until(submission, _("Another can be sent until %(when)s.")),
    }


def _standing(submission):
    """What a refused PDF means for it."""
    if not submission.is_draft:
        return _("The new PDF did not pass the check. The version before it still counts.")
    if not submission.replace_until:
        return _("It has not been sent in: its PDF did not pass the check.")
    return _(
        "Its PDF did not pass the check, and the deadline is over. Send another: if that passes, "
        "the time at which you pressed “Submit” counts."
    )


def described(manuscript):
    return f"{filesizeformat(manuscript.size)}, SHA-256 {manuscript.sha256}"


def until(submission, sentence):
    """The sentence with the deadline for it in it; "" where there is none ahead, or no way to."""
    workshop = submission.workshop
    due = due_of(workshop, submission=submission)
    if submission.status not in EDITABLE or due is None or due.has_passed:
        return ""
    return sentence % {"when": in_three_zones(due.at, workshop.tz)}
