"""At the close: one mail to each author about what the others have changed since the receipt."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from submissions.deadlines import GRACE, closes_at
from submissions.edits import label_of, together
from submissions.models import Edit, Extension, Manuscript, Status, Submission
from submissions.receipts import described, recipients_of, values_of
from workshop.mailtexts import queue_mail
from workshop.models import KeyDate, Message
from workshop.outbox import key_of, stored_key

LATEST = timedelta(days=3)  # after the close, what could not be sent is let go


def send_due_summaries(now):
    """What the clock brings, by however many processes at once."""
    for submission in _not_told(closed_lately(now)):
        if now - LATEST <= closes_at(submission) <= now:
            send_summary(submission)


def closed_lately(now):
    """Those that were changed, of workshops where something has closed, as far as a query says."""
    since, deadline = now - LATEST, KeyDate.Kind.SUBMISSION
    dates = KeyDate.objects.filter(kind=deadline, at__range=(since - GRACE, now - GRACE))
    extended = Extension.objects.filter(until__range=(since, now))
    closed = Q(workshop__in=dates.values("workshop")) | Q(replace_until__range=(since, now))
    return changed().filter(closed | Q(workshop__in=extended.values("workshop")))


def changed():
    """What its authors have changed since it was sent in, with all that a summary tells of it."""
    same = {"submission": OuterRef("pk")}
    replaced = Manuscript.objects.filter(verdict=Manuscript.Verdict.ACCEPT, number__gt=1, **same)
    edited = Edit.objects.filter(as_chair=False, **same)
    rows = Submission.objects.filter(Exists(edited) | Exists(replaced), status=Status.SUBMITTED)
    people = ("edits__by__emailaddress_set", "manuscripts__by__emailaddress_set")
    return rows.for_page().prefetch_related(*people)


def _not_told(submissions):
    """Those of which an author has not been told; two queries of mails for all of them."""
    keys = {
        stored_key("summary", _key(one, mail)): one
        for one, mails in news_of(list(submissions)).items()
        for mail in mails
    }
    known = Message.objects.filter(purpose="summary", key__in=keys).values_list("key", flat=True)
    untold = [keys[key] for key in keys.keys() - set(known)]
    checked = [one for one in untold if not one.newest.is_pending]  # which counts, if it passes
    return list(dict.fromkeys(checked))


def news_of(submissions):
    """{submission: {address: [the edits, the new PDF or None]}} of what others have changed."""
    about = {
        "purpose": "receipt",
        "by": None,
        "object_id__in": [str(one.pk) for one in submissions],
    }
    mails = Message.objects.filter(**about).order_by("pk")
    told_at = {(one.object_id, one.recipient): one.created_at for one in mails}
    found = {one: {} for one in submissions}
    for one in submissions:
        for mail in recipients_of(one):
            since = told_at.get((str(one.pk), mail), one.submitted_at)
            news = _edits_of_others(one, mail, since), _pdf_of_others(one, mail, since)
            if any(news):
                found[one][mail] = news
    return found


def _edits_of_others(submission, mail, since):
    edits = [one for one in submission.edits.all() if not one.as_chair and one.at > since]
    theirs = [one for one in edits if not _is_of(one.by, mail)]
    return theirs if together(theirs) else []


def _pdf_of_others(submission, mail, since):
    proposal = submission.proposal
    is_new = proposal.at > since and proposal.number > 1
    edits = [one for one in submission.edits.all() if one.as_chair and "proposal" in one.fields]
    if proposal.by_id in {one.by_id for one in edits}:
        return None  # by a chair, who has told them
    return proposal if is_new and not _is_of(proposal.by, mail) else None


def _is_of(person, mail):
    if person is None:
        return False
    confirmed = [one.email.lower() for one in person.emailaddress_set.all() if one.verified]
    return mail in {person.email, *confirmed}


def _key(submission, mail):
    """Another one only where it was opened once more, and changed."""
    edits = [one.pk for one in submission.edits.all() if not one.as_chair]
    return key_of(submission.pk, max(edits, default=0), submission.proposal.number, mail)


@transaction.atomic
def send_summary(submission):
    """To each other author; once, whoever else is at it."""
    Submission.objects.select_for_update().get(pk=submission.pk)
    for current, news in news_of(changed().filter(pk=submission.pk)).items():
        for mail, about in news.items():
            queue_mail(
                "summary",
                workshop=current.workshop,
                to=mail,
                key=_key(current, mail),
                values=values_of_summary(current, *about),
                object_id=current.pk,
            )


def values_of_summary(submission, edits, pdf):
    lines = [label_of(name) for name in together(edits)]
    if pdf:
        lines.append(_("PDF: version %(number)d") % {"number": pdf.number})
    proposal = submission.proposal
    return values_of(submission) | {
        "changes": "\n".join(lines),
        "file": f"{proposal.name}, {described(proposal)}",
    }


def is_still_news(message):
    """While it stands as it did, and its recipient among the authors."""
    for one, news in news_of(changed().filter(pk=message.object_id)).items():
        mail = message.recipient
        return mail in news and message.key == stored_key("summary", _key(one, mail))
    return False
