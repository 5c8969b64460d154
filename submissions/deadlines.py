"""Until when something is sent in or changed: by everybody, by one person, of one submission."""

from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from django.utils import timezone

from submissions.models import Extension
from submissions.querysets import addresses_of
from workshop.models import KeyDate
from workshop.times import zone_label

GRACE = timedelta(minutes=30)


@dataclass(frozen=True)
class Due:
    """An instant with the zone that it is told in, to be read as a key date is."""

    at: datetime
    tz: tzinfo

    @property
    def local(self):
        return self.at.astimezone(self.tz).replace(tzinfo=None)

    @property
    def zone_name(self):
        return zone_label(self.at.astimezone(self.tz))

    @property
    def has_passed(self):
        return self.at <= timezone.now()


def extensions_to(mails):
    """{workshop's number: until when} of what was given to any of these addresses.

    To each the latest counts: one that ends at once takes back what was given before.
    """
    latest, found = {}, {}
    for row in Extension.objects.filter(mail__in=mails).order_by("pk"):
        latest[row.workshop_id, row.mail] = row.until
    for (workshop, _mail), until in latest.items():
        found[workshop] = max(until, found.get(workshop, until))
    return found


def given_until(workshop, *, by=None, submission=None):
    """Until when a chair, or a late refusal of the PDF, has opened it to them; None for nobody.

    What is given to the submitter counts for all who may change the submission.
    """
    people = {by, submission and submission.submitter}
    mails = {mail for one in people if one and one.is_authenticated for mail in addresses_of(one)}
    extended = extensions_to(mails).get(workshop.pk) if mails else None
    return _last(extended, submission and submission.replace_until)


def due_of(workshop, *, by=None, submission=None):
    """What they are told: the deadline, or what was given to them beyond it. None without any."""
    deadline = workshop.date_of(KeyDate.Kind.SUBMISSION)
    given = given_until(workshop, by=by, submission=submission)
    if deadline is None:
        return Due(given, workshop.tz) if given else None
    return Due(given, deadline.tz) if given and given > deadline.at else deadline


def closes_at(submission):
    """What is enforced: nobody changes it any more after that, whoever of its authors it is."""
    workshop = submission.workshop
    deadline = workshop.date_of(KeyDate.Kind.SUBMISSION)
    extended = extensions_to({author.mail for author in submission.authors.all()})
    ordinary = deadline.at + GRACE if deadline else workshop.over_at
    given = given_until(workshop, submission=submission)
    return _last(ordinary, given, extended.get(workshop.pk))


def _last(*instants):
    return max(filter(None, instants), default=None)
