"""The reviewers of a workshop and who was asked, with what a chair may know of each.

Conflicts and reviews are counted of what the viewer may decide alone, in a fixed number of queries.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from reviews.invitations.inviting import mailed_at
from reviews.models import Invitation, ReviewerProfile
from reviews.people import members, reviewers_of
from reviews.progress.counting import NOTHING, Progress, by_reviewer, counted_for
from reviews.progress.drawing import bar_of
from submissions.conflicts import conflicts_of
from submissions.models import Submission
from submissions.pdf.entries import mails_of
from workshop.lookalikes import alike
from workshop.models import User

STATES = {  # state: (what it is called, the class of its tag)
    "reviewer": (_("reviewer"), "good"),
    "invited": (_("has not answered"), "warn"),
    "expired": (_("not answered, link over"), "bad"),
    "declined": (_("declined"), ""),
    "revoked": (_("taken back"), ""),
    "left": (_("accepted, and left"), ""),
}


@dataclass
class Row:
    """One person; `user` is there for a reviewer, `invitation` for who was asked by mail."""

    user: User | None = None
    invitation: Invitation | None = None
    profile: ReviewerProfile | None = None
    mailed: tuple[datetime, datetime] | None = None
    conflicts: int = 0
    progress: Progress = NOTHING
    usual: int = 0
    like: str = ""  # whom the name passes for, to the eye

    @property
    def mail(self):
        return self.user.email if self.user else self.invitation.mail

    @property
    def name(self):
        name = self.user.name if self.user else ""
        return name or (self.invitation.name if self.invitation else "") or self.mail

    @property
    def other_mail(self):
        """The address that was asked, where another account has accepted."""
        asked = self.invitation.mail if self.user and self.invitation else ""
        return asked if asked != self.mail else ""

    @property
    def state(self):
        if self.user:
            return "reviewer"
        state = self.invitation.state
        if state == Invitation.State.INVITED:
            return "expired" if self.is_over else "invited"
        return "left" if state == Invitation.State.ACCEPTED else state

    @property
    def is_over(self):
        return bool(self.mailed) and self.mailed[1] <= timezone.now()

    @property
    def is_waiting(self):
        return self.state in {"invited", "expired"}

    @property
    def tag(self):
        return STATES[self.state]

    @property
    def most(self):
        own = self.profile.most if self.profile else None
        return (own or self.usual) if self.user else self.invitation.most

    @property
    def bar(self):
        """Of what is submitted alone: that a review is begun is told on the progress board."""
        return bar_of(self.progress.done, self.progress.asked)

    @property
    def texts(self):
        return self.profile.papers_known if self.profile else 0


def rows_of(workshop, *, seen_by):
    """[Row, …] in order of the names."""
    reviewers = list(reviewers_of(workshop))
    invitations = list(workshop.invitations.select_related("user"))
    known = _known_of(workshop, reviewers, seen_by)
    rows = [Row(user=one, usual=workshop.most_reviews, **known(one)) for one in reviewers]
    by_user, by_mail = {row.user.pk: row for row in rows}, {row.mail: row for row in rows}
    mailed = mailed_at(invitations)
    for one in invitations:
        if row := by_user.get(one.user_id) or by_mail.get(one.mail):
            row.invitation = one
        else:
            rows.append(Row(invitation=one, mailed=mailed.get(one.pk)))
    like = alike([*map(str, members(workshop)), *(row.name for row in rows)])
    for row in rows:
        row.like = like.get(row.name, "")
    return sorted(rows, key=lambda row: (row.name.casefold(), row.mail))


def _known_of(workshop, reviewers, seen_by):
    """A function of a reviewer: {field of her Row: value}"""
    profiles = ReviewerProfile.objects.filter(workshop=workshop)
    profiles = profiles.annotate(papers_known=Count("papers")).prefetch_related("topics")
    of = {one.user_id: one for one in profiles}
    own = Submission.objects.filter(workshop=workshop).decidable_by(seen_by)
    pairs = conflicts_of(own, [one.pk for one in reviewers])
    conflicts = Counter(user for _submission, user in pairs)
    progress = by_reviewer(counted_for(workshop, seen_by))
    return lambda user: {
        "profile": of.get(user.pk),
        "conflicts": conflicts[user.pk],
        "progress": progress.get(user.pk, NOTHING),
    }


def summary_of(rows):
    """(how many of those who were asked have not answered, how many were asked)"""
    asked = [row for row in rows if row.invitation and row.state != "revoked"]
    return sum(row.is_waiting for row in asked), len(asked)


def suggesting(rows):
    """The declined invitations whose suggestion names nobody who is listed already."""
    listed = {row.mail for row in rows}
    declined = [row.invitation for row in rows if row.state == "declined"]
    return [one for one in declined if one.suggestion and not _named_in(one.suggestion) & listed]


def _named_in(text):
    return {mail.lower() for mail in mails_of(text)}
