"""Changes of what has been sent in: a row for each, and a mail to who made it."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from submissions.models import Submission
from submissions.receipts import declared_in, recipients_of, values_of
from workshop.mailtexts import queue_mail
from workshop.models import Message
from workshop.outbox import key_of, stored_key

NOTICE = timedelta(minutes=10)  # within which several changes are told as one
LABELS = {
    "title": gettext_lazy("Title"),
    "abstract": gettext_lazy("Abstract"),
    "topics": gettext_lazy("Topics"),
    "authors": gettext_lazy("Authors"),
    "conflicts": gettext_lazy("Conflicts of interest"),
    "institutions": gettext_lazy("Institutions in conflict"),
    "answers": gettext_lazy("Answers"),
    "notes": gettext_lazy("Notes to the chairs"),
    "proposal": gettext_lazy("PDF"),
    "access": gettext_lazy("Who may change it"),
    "submitter": gettext_lazy("Submitted by"),
    "status": gettext_lazy("State"),
}


def texts_of(submission):
    """{field: its words}, as they are stored now; empty for a draft, whose changes are no news."""
    if submission.is_draft:
        return {}
    stored = Submission.objects.get(pk=submission.pk)
    answers = stored.answers.select_related("question")
    return {
        "title": stored.title,
        "abstract": stored.abstract,
        "topics": ", ".join(topic.name for topic in stored.topics.all()),
        "authors": "\n".join(_line_of(author) for author in stored.authors.all()),
        "conflicts": ", ".join(sorted(declared_in(stored))),
        "institutions": stored.institutions,
        "answers": "\n".join(f"{one.question} {one.text}" for one in answers),
        "notes": stored.notes,
    }


def _line_of(author):
    parts = [f"{author.name} <{author.mail}>", author.affiliation, author.orcid]
    return ", ".join(filter(None, [*parts, _("presents it") if author.is_presenter else ""]))


def note_edit(submission, before, *, by, as_chair=False, reason=""):
    """The row of what has changed since the texts were `before`, told; None where nothing has."""
    after = texts_of(submission) if before else {}
    fields = {name: [old, after[name]] for name, old in before.items() if old != after[name]}
    if not fields:
        return None
    return add_edit(submission, fields, by=by, as_chair=as_chair, reason=reason)


def note_new_pdf(submission, before, manuscript, *, by, reason):
    """Of a file that a chair has sent; nothing where it is the one that was there."""
    if before == manuscript:
        return
    told = _("version %(number)d, SHA-256 %(sum)s; it counts once it has passed the check")
    about = {"number": manuscript.number, "sum": manuscript.sha256}
    old = _("version %(number)d") % {"number": before.number} if before else ""
    add_edit(submission, {"proposal": [old, told % about]}, by=by, as_chair=True, reason=reason)


def add_edit(submission, fields, *, by, as_chair=False, reason=""):
    about = {"as_chair": as_chair, "reason": reason}
    edit = submission.edits.create(by=by, fields=fields, **about)
    for mail in recipients_of(submission) if as_chair else [by.email]:
        _tell(edit, mail)
    return edit


def _tell(edit, mail):
    """With what the same person has changed in the mail that still waits."""
    edits, due_at = [edit], timezone.now() + NOTICE
    if waiting := _waiting(edit, mail):
        known = [stored_key("changed", key_of(one.pk, mail)) for one in _by_the_same(edit)]
        first = known.index(waiting.key)
        if Message.objects.filter(pk=waiting.pk, state=Message.State.WAITING).delete()[0]:
            edits, due_at = _by_the_same(edit)[first:], waiting.due_at
    if together(edits):
        queue_mail(
            "changed",
            workshop=edit.submission.workshop,
            to=mail,
            key=key_of(edits[0].pk, mail),
            values=values_of_change(edits),
            object_id=edit.submission_id,
            by=edit.by,
            due_at=due_at,
        )


def _waiting(edit, mail):
    rows = Message.objects.filter(purpose="changed", object_id=str(edit.submission_id))
    return rows.filter(recipient=mail, by=edit.by, state=Message.State.WAITING).first()


def _by_the_same(edit):
    rows = edit.submission.edits.filter(by=edit.by).exclude(fields__has_key="status")
    return list(rows.order_by("pk"))


def together(edits):
    """{field: [its words before, and now]} of several changes, without what was taken back."""
    fields = {}
    for edit in edits:
        for name, (old, new) in edit.fields.items():
            fields[name] = [fields.get(name, [old])[0], new]
    return {name: pair for name, pair in fields.items() if pair[0] != pair[1]}


def label_of(name):
    return str(LABELS.get(name, name))


def values_of_change(edits):
    last = edits[-1]
    told = _("%(field)s: %(new)s\n(before: %(old)s)")
    lines = [
        told % {"field": label_of(name), "new": new or "–", "old": old or "–"}
        for name, (old, new) in together(edits).items()
    ]
    reasons = "; ".join(dict.fromkeys(edit.reason for edit in edits if edit.reason))
    by_chair = _("A chair has changed it for you: %(reason)s") % {"reason": reasons}
    return values_of(last.submission) | {
        "changes": "\n\n".join(lines),
        "who": by_chair if last.as_chair else _("You have changed it."),
    }
