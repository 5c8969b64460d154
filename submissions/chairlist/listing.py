"""One page of the list, in a number of queries that does not depend on how long it is."""

from dataclasses import dataclass, field
from functools import cached_property

from django.core.paginator import Paginator
from django.db.models import Count, Prefetch
from django.utils.translation import gettext as _

from submissions.chairlist.duplicates import duplicates_of
from submissions.models import Conflict, Manuscript, Status, Submission

ON_A_PAGE = 50
NAMED = 3  # authors; of more the number is told


@dataclass(frozen=True)
class Entry:
    """A submission as it is listed; what the page asks for more than once is kept."""

    submission: Submission
    conflicts: int = 0
    duplicates: list = field(default_factory=list)

    @cached_property
    def all_authors(self):
        return list(self.submission.authors.all())

    @property
    def authors(self):
        return self.all_authors[:NAMED]

    @property
    def more_authors(self):
        return max(len(self.all_authors) - NAMED, 0)

    @property
    def topics(self):
        return list(self.submission.topics.all())

    @property
    def state(self):
        return Status(self.submission.status).label

    @cached_property
    def newest(self):
        return self.submission.newest

    @property
    def verdict(self):
        return Manuscript.Verdict(self.newest.verdict).label

    @property
    def versions(self):
        return len(self.submission.manuscripts.all())

    @property
    def arrived(self):
        return self.submission.submitted_at or self.submission.asked_at

    @property
    def waits_for(self):
        """What has arrived and is not sent in yet: why, in words."""
        if self.newest and self.newest.is_rejected:
            return _("arrived, PDF refused")
        if self.newest and self.newest.is_pending:
            return _("arrived, PDF being checked")
        return _("arrived, address not confirmed")


def page_of(rows, number):
    """(the page of that number, of keys; how many on all pages are sent in)

    The rows are gone through once for all of it.
    """
    known = dict(rows.values_list("pk", "status"))
    drafts = list(known.values()).count(Status.DRAFT)
    return Paginator(list(known), ON_A_PAGE).get_page(number), len(known) - drafts


def keys_of(form, user):
    """Of what is sent in and asked for, in order."""
    seen = Submission.objects.filter(workshop=form.workshop).decidable_by(user)
    return list(form.applied_to(seen, seen=seen).values_list("pk", flat=True))


def entries_of(keys, *, seen):
    """An Entry for each key, in that order."""
    rows = for_chairs(Submission.objects.filter(pk__in=keys))
    known = {row.pk: row for row in rows}
    ordered = [known[key] for key in keys if key in known]
    whole = [one for one in ordered if not one.is_draft]
    conflicts = _conflicts_of(whole)
    same = duplicates_of(whole, seen=seen)
    return [Entry(one, conflicts.get(one.pk, 0), same.get(one.pk, [])) for one in ordered]


def for_chairs(rows):
    """With what a chair reads of them; of manuscripts all but the facts, which are long."""
    versions = Prefetch("manuscripts", Manuscript.objects.defer("facts"))
    return rows.prefetch_related("authors", "topics", versions)


def _conflicts_of(submissions):
    """{number: people with a standing conflict}"""
    standing = Conflict.objects.standing().filter(submission__in=submissions)
    about = standing.order_by().values("submission").annotate(people=Count("user", distinct=True))
    return dict(about.values_list("submission", "people"))
