"""Authors, by how their submission stands for them: nothing of a decision before its release."""

from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from submissions.models import Status, Submission
from submissions.receipts import recipients_of
from workshop.models import KeyDate, User
from workshop.recipients import Group, Person
from workshop.times import in_words

OF_AUTHORS = {
    "titles": (_("the titles of their submissions, one a line"), _("Counting joules")),
    "links": (
        _("the addresses of their submissions, one a line"),
        f"{settings.SITE_URL}/…/submissions/B7KQ2M9X/",
    ),
}

OF_WRITERS = {"due": (_("when proposals are due"), "19 June 2027, 23:59 AoE")}


def _values(submissions):
    return {
        "titles": "\n".join(one.title or one.code for one in submissions),
        "links": "\n".join(settings.SITE_URL + one.get_absolute_url() for one in submissions),
    }


def _with_status(status):
    def people(workshop, *, seen_by=None, mail=None, topic=None):
        rows = Submission.objects.filter(workshop=workshop, status=status)
        rows = rows.decidable_by(seen_by) if seen_by else rows
        rows = rows.filter(topics=topic) if topic else rows
        return authors_of(rows, mail)

    return people


def authors_of(submissions, mail):
    if mail:
        own = Q(submitter__email__iexact=mail) | Q(authors__mail__iexact=mail)
        submissions = submissions.filter(own).distinct()
    of, names = {}, {}
    for one in submissions.for_page():
        names |= {author.mail: author.name for author in one.authors.all()}
        if one.submitter:
            names.setdefault(one.submitter.email, one.submitter.name)
        for address in recipients_of(one):
            if mail in {None, address}:
                of.setdefault(address, []).append(one)
    return [Person(address, names[address], _values(rows)) for address, rows in of.items()]


def writers_of_drafts(workshop, *, seen_by=None, mail=None):
    """Who began a submission and has not sent it in. What it is about is theirs alone as yet.

    Not whose submission an import has made, to be sent in once its PDF passes: they began nothing.
    """
    drafts = Submission.objects.filter(workshop=workshop, status=Status.DRAFT, asked_at=None)
    drafts = drafts.exclude(pk__in=drafts.brought_in().values("pk"))
    users = User.objects.filter(pk__in=drafts.values("submitter"), is_active=True)
    users = users.filter(email__iexact=mail) if mail else users
    values = {"due": words_of_deadline(workshop)}
    return [Person(user.email, user.name, values) for user in users]


def words_of_deadline(workshop):
    deadline = workshop.date_of(KeyDate.Kind.SUBMISSION)
    return in_words(deadline.at, deadline.tz) if deadline else _("on a day to be announced")


def _authors(label, status):
    dates = (KeyDate.Kind.DECISIONS,) if status == Status.SUBMITTED else ()
    return Group(
        label, _with_status(status), OF_AUTHORS, has_topics=True, dates=dates, is_telling=True
    )


def writers(workshop, *, seen_by=None, mail=None):
    """Who may still send in, change or withdraw something."""
    own = Submission.objects.filter(workshop=workshop, status=Status.SUBMITTED)
    own = own.decidable_by(seen_by) if seen_by else own
    values = {"due": words_of_deadline(workshop)}
    authors = authors_of(own, mail)
    drafting = writers_of_drafts(workshop, seen_by=seen_by, mail=mail)
    return [*drafting, *(Person(one.mail, one.name, values) for one in authors)]


GROUPS = {
    "authors_open": Group(
        _("Authors of drafts and of what is submitted"),
        writers,
        OF_WRITERS,
        dates=(KeyDate.Kind.CALL, KeyDate.Kind.SUBMISSION),
    ),
    "authors_submitted": _authors(_("Authors of what is submitted"), Status.SUBMITTED),
    "authors_accepted": _authors(_("Authors of what is accepted"), Status.ACCEPTED),
    "authors_conditional": _authors(
        _("Authors of what is accepted on conditions"), Status.CONDITIONAL
    ),
    "authors_waitlisted": _authors(_("Authors of what is on the waitlist"), Status.WAITLISTED),
    "authors_rejected": _authors(_("Authors of what is rejected"), Status.REJECTED),
    "authors_withdrawn": _authors(_("Authors of what is withdrawn"), Status.WITHDRAWN),
    "authors_desk": _authors(_("Authors of what is rejected without review"), Status.DESK),
    "authors_draft": Group(
        _("Authors of drafts that are not sent in"), writers_of_drafts, OF_WRITERS
    ),
}
