"""Assigning by hand on one board: its rows, and the act of one pair that comes, goes or moves."""

import json
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reviews.assigning.applying import Refused, assign_all, standing_pairs
from reviews.assigning.closed import DECLINED, FORBIDDEN
from reviews.assigning.pool import assignable, closed_and_pins
from reviews.assigning.reading import loads_of, words_of
from reviews.assigning.scores import scores_known
from reviews.models import Assignment
from reviews.people import reviewers_of
from reviews.progress.drawing import states_of_reviews
from submissions.models import Submission
from workshop.listforms import ListForm
from workshop.models import User

OFFERED = 40  # of those who may review it, the nearest, so that a page of fifty stays light


class HandForm(ListForm):
    """Which submissions the board shows."""

    show = forms.ChoiceField(label=gettext_lazy("Submissions"), required=False)

    def choices(self):
        return {"show": [("few", gettext_lazy("short of reviewers"))]}

    def wants(self, entry):
        is_shown = self.cleaned_data.get("show") != "few" or entry.lacks
        names = " ".join(str(chip.reviewer) for chip in entry.chips)
        return is_shown and self.finds(f"{entry.submission.title} {entry.submission.code} {names}")


@dataclass(frozen=True)
class Chip:
    """A reviewer who is assigned. What is begun or in stays where it is."""

    reviewer: User
    word: str
    kind: str
    is_fixed: bool


@dataclass
class Entry:
    submission: Submission
    wanted: int
    chips: list = field(default_factory=list)
    offered: list = field(default_factory=list)
    closed: list = field(default_factory=list)
    more: int = 0

    @property
    def lacks(self):
        return max(self.wanted - len(self.chips), 0)

    @property
    def place(self):
        """Those short of reviewers first."""
        return not self.lacks, self.submission.title.casefold(), self.submission.pk

    @property
    def why_not(self):
        """{number of a reviewer: why they may not}"""
        return {reviewer.pk: why for reviewer, why in self.closed}

    @property
    def closed_words(self):
        """The same for the script."""
        return json.dumps(self.why_not)


class Board:
    """What `user` may assign, in a fixed number of queries; `fill` adds who may review it."""

    def __init__(self, workshop, user, late):
        self.workshop, self.user = workshop, user
        self.states = states_of_reviews(late)
        self.rows = assignable(workshop, user)
        self.entries = self._entries()
        self.reviewers = list(reviewers_of(workshop).filter(is_active=True))
        self.loads = self._loads()

    def _entries(self):
        wanted = self.workshop.reviews_wanted
        rows = self.rows.defer("abstract").prefetch_related("topics")
        entries = {row.pk: Entry(row, wanted) for row in rows}
        asked = Assignment.objects.counted().filter(submission__in=self.rows.values("pk"))
        for one in asked.select_related("reviewer", "review").order_by("number"):
            entries[one.submission_id].chips.append(self._chip(one))
        return sorted(entries.values(), key=lambda entry: entry.place)

    def _chip(self, assignment):
        review = getattr(assignment, "review", None)
        state = "open" if not review else "done" if review.submitted_at else "begun"
        return Chip(assignment.reviewer, *self.states[state], is_fixed=bool(review))

    def _loads(self):
        """In the order of the names. What the reader may not see is not counted."""
        own = Submission.objects.filter(workshop=self.workshop).in_review()
        own = own.decidable_by(self.user).values("pk")
        rows = Assignment.objects.counted().filter(submission__in=own)
        counts = Counter(rows.values_list("reviewer", flat=True))
        loads = loads_of(self.workshop, self.reviewers, counts, self.workshop.most_reviews)
        return {one.reviewer.pk: one for one in loads}

    def last(self, done):
        """What the reader did here last: (made, taken back), each (submission, reviewer) or None.

        None where it cannot be undone: it is not so any more, or not theirs to see.
        """
        entries = {one.submission.pk: one for one in self.entries}
        pairs = [*done["new"], *done["gone"]] if done else []
        if not pairs or any(submission not in entries for submission, _reviewer in pairs):
            return None
        made = [self._named(entries, *pair, stands=True) for pair in done["new"]]
        ended = [self._named(entries, *pair, stands=False) for pair in done["gone"]]
        if None in made + ended:
            return None
        return (made or [None])[0], (ended or [None])[0]

    def _named(self, entries, submission, reviewer, *, stands):
        has = {chip.reviewer.pk for chip in entries[submission].chips if not chip.is_fixed}
        if reviewer not in self.loads or stands != (reviewer in has):
            return None
        return entries[submission].submission, self.loads[reviewer].reviewer

    def fill(self, entries):
        """Say of these who may review them, the nearest first, and who may not and why."""
        keys = Submission.objects.filter(pk__in=[one.submission.pk for one in entries])
        people = [one.pk for one in self.reviewers]
        closed, _pins = closed_and_pins(keys, people)
        scores = scores_known(self.workshop, self.user, keys)
        why = defaultdict(dict)
        for (submission, reviewer), word in closed.items():
            why[submission][reviewer] = words_of(word)
        for entry in entries:
            self._fill(entry, why[entry.submission.pk], scores)

    def _fill(self, entry, why, scores):
        number, has = entry.submission.pk, {chip.reviewer.pk for chip in entry.chips}
        entry.closed = [(one, why[one.pk]) for one in self.reviewers if one.pk in why.keys() - has]
        free = [one for one in self.loads.values() if one.reviewer.pk not in why.keys() | has]
        free.sort(key=lambda one: (-scores.get((number, one.reviewer.pk), -1), bool(one.state)))
        entry.offered, entry.more = free[:OFFERED], max(len(free) - OFFERED, 0)


def place(workshop, *, new, gone, by):
    """Assign the pair `new`, take back `gone`, each (submission, reviewer) or None; what was done.

    All or nothing, as ({pairs made}, {pairs taken back}): what was so already is not in it. The
    caller has found the submissions among what `by` may decide. Raises Refused.
    """
    both = [pair for pair in (new, gone) if pair]
    numbers = [submission.pk for submission, _reviewer in both]
    rows = Submission.objects.filter(pk__in=numbers)
    standing = standing_pairs(rows)
    made = _numbers(new) - standing
    if new and gone and not made:
        raise Refused(_("%(name)s has it already, so nothing was moved.") % {"name": new[1]})
    _check_open(rows, made, new)
    ended = _numbers(gone) & standing
    if made or ended:
        assign_all(workshop, made, gone=ended, by=by)
    return made, ended


def _numbers(pair):
    return {(pair[0].pk, pair[1].pk)} if pair else set()


def _check_open(rows, made, new):
    """Who has declined is asked again on the submission's own page, with its history in sight."""
    closed, _pins = closed_and_pins(rows, [reviewer for _one, reviewer in made])
    for pair in made:
        if closed.get(pair) in {DECLINED, FORBIDDEN}:
            told = {"code": new[0].code, "name": new[1], "why": words_of(closed[pair])}
            raise Refused(_("Nobody was assigned: %(name)s %(why)s (%(code)s).") % told)
