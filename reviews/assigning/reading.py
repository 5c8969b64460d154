"""A draft as its chair reads it now: what they may not see any more is left out."""

from collections import Counter
from dataclasses import dataclass, field

from django.contrib.humanize.templatetags.humanize import ordinal
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reviews.assigning.closed import DECLINED, FORBIDDEN
from reviews.assigning.pool import assignable
from reviews.models import Assignment, Preference, ReviewerProfile
from reviews.progress.drawing import bar_of
from reviews.statistics.charts import columns_of
from workshop.digests import digest_of
from workshop.models import User

WORST = 10
FREE = 0.005  # % of the total: it is told as 0.00


@dataclass
class Row:
    """A pair of the draft. `wish` is what chairs want of it: "pin", "forbid" or nothing."""

    submission: object
    reviewer: object
    line: dict
    is_new: bool
    wish: str = ""
    topics: list = field(default_factory=list)
    better: list = field(default_factory=list)

    @property
    def pair(self):
        return self.submission.pk, self.reviewer.pk

    @property
    def place(self):
        """What is new comes first."""
        return not self.is_new, self.submission.title, self.submission.pk, self.line["rank"]

    @property
    def rank(self):
        told = _("%(rank)s of %(of)d eligible")
        return told % {"rank": ordinal(self.line["rank"]), "of": self.line["of"]}


@dataclass
class Load:
    reviewer: object
    count: int
    most: int

    @property
    def bar(self):
        return bar_of(self.count, self.most)

    @property
    def state(self):
        """ "over": by hand, or she has said less since, as what is assigned stays."""
        return "over" if self.count > self.most else "full" if self.count == self.most else ""


class Draft:
    """All of a run that `user` may read, in a fixed number of queries."""

    def __init__(self, run, user):
        self.run, self.workshop, self.user = run, run.workshop, user
        asked = set(run.result["submissions"])
        may = assignable(run.workshop, user)
        self.submissions = {one.pk: one for one in may if one.pk in asked}
        self.reviewers = User.objects.in_bulk(run.result["reviewers"])
        self.lines = [
            one
            for one in run.result["lines"]
            if one["submission"] in self.submissions and one["reviewer"] in self.reviewers
        ]
        self.assigned = self._assigned()
        self.wish = self._wishes()
        self._compare()
        self.rows = self._rows()

    def _assigned(self):
        """{pair: whether its review is begun} of what stands."""
        rows = Assignment.objects.standing().filter(submission__in=self.submissions)
        pairs = rows.values_list("submission", "reviewer", "review")
        return {(one, other): bool(review) for one, other, review in pairs}

    def _wishes(self):
        """{pair: "pin" or "forbid"}"""
        rows = Preference.objects.filter(submission__in=self.submissions)
        return {(s, r): kind for s, r, kind in rows.values_list("submission", "reviewer", "kind")}

    def _compare(self):
        """With what is assigned now. What was assigned by hand since then stays."""
        pairs = {(one["submission"], one["reviewer"]) for one in self.lines}
        forbidden = {pair for pair, kind in self.wish.items() if kind == Preference.Kind.FORBID}
        self.ruled_out = pairs & forbidden - self.assigned.keys()
        self.new = pairs - self.assigned.keys() - forbidden
        stood = set(map(tuple, self.run.result["standing"]))
        self.known = set(map(tuple, self.run.result["stood"])) | pairs
        begun = {pair for pair, is_begun in self.assigned.items() if is_begun}
        self.gone = (stood & self.assigned.keys()) - pairs - begun
        self.same = pairs & self.assigned.keys()

    def _rows(self):
        topics = {topic.pk: topic.name for topic in self.workshop.topics.all()}
        rows = []
        for one in self.lines:
            pair = one["submission"], one["reviewer"]
            row = Row(
                self.submissions[pair[0]],
                self.reviewers[pair[1]],
                one,
                is_new=pair in self.new,
                wish=self.wish.get(pair, ""),
                topics=[topics[number] for number in one["topics"] if number in topics],
                better=list(self._better(one)),
            )
            rows.append(row)
        return sorted(rows, key=lambda row: row.place)

    def _better(self, line):
        for number, why in line["better"]:
            if number in self.reviewers:
                yield self.reviewers[number], words_of(why)

    # --- figures ---

    @property
    def total(self):
        return sum(one["score"] for one in self.lines)

    @property
    def mean(self):
        return self.total / len(self.lines) if self.lines else 0

    @property
    def is_overtaken(self):
        """Whether others were assigned since it was made: it cannot be applied."""
        return bool(self.assigned.keys() - self.known)

    @property
    def is_whole(self):
        """Whether all of the draft is read, so that its figures are of what is shown."""
        return len(self.lines) == len(self.run.result["lines"])

    @property
    def price(self):
        """What balance costs: {lost: % of the total; plain, fair: the worst served; …}, or None."""
        plain, fair = self.run.result["plain"], self.run.result["fair"]
        if not fair or not self.is_whole or not plain["total"]:
            return None
        lost = 100 * max(plain["total"] - fair["total"], 0) / plain["total"]
        is_same = fair["worst"] <= plain["worst"] + 1e-6
        return {
            "lost": lost,
            "is_free": lost < FREE,
            "plain": plain["worst"],
            "fair": fair["worst"],
            "is_nothing": is_same,
        }

    def worst(self):
        """[(submission, what its reviewers score together)], the least first."""
        sums = Counter(dict.fromkeys(self.submissions, 0.0))
        for one in self.lines:
            sums[one["submission"]] += one["score"]
        least = sorted(sums.items(), key=lambda item: (item[1], item[0]))[:WORST]
        return [(self.submissions[number], total) for number, total in least]

    def loads(self):
        """Of each reviewer, of what is read here, the fullest first."""
        counts = Counter(one["reviewer"] for one in self.lines)
        people, usual = self.reviewers.values(), self.run.settings["most"]
        loads = loads_of(self.workshop, people, counts, usual)
        return sorted(loads, key=lambda one: (-one.count, str(one.reviewer)))

    @property
    def seen(self):
        """Of all that applying it would do."""
        return digest_of((self.run.code, sorted(self.new), sorted(self.gone)))

    def taken_back(self):
        """[(submission, reviewer)] of what would go."""
        return [(self.submissions[one], self.reviewers[other]) for one, other in sorted(self.gone)]

    def told(self):
        """The reviewers who get something new."""
        numbers = sorted({reviewer for _submission, reviewer in self.new})
        return [self.reviewers[number] for number in numbers]


def loads_of(workshop, people, counts, usual):
    """[Load, …] in the order of `people`; `counts` by number, `usual` of who has said nothing."""
    profiles = ReviewerProfile.objects.filter(workshop=workshop)
    said = dict(profiles.values_list("user", "most"))
    return [Load(one, counts[one.pk], said.get(one.pk) or usual) for one in people]


def chart_of(loads):
    """(the columns, what they say) of how many reviewers have how many reviews."""
    counts = Counter(one.count for one in loads)
    numbers = [counts[number] for number in range(max(counts, default=0) + 1)]
    said = [
        ngettext("%(people)d reviewer has %(number)d", "%(people)d reviewers have %(number)d", many)
        % {"people": many, "number": number}
        for number, many in enumerate(numbers)
        if many
    ]
    return columns_of(numbers), ", ".join(said)


def words_of(why):
    """Why somebody who was better does not review it."""
    told = {
        DECLINED: _("has declined it"),
        FORBIDDEN: _("was ruled out by a chair"),
        "elsewhere": _("is needed elsewhere"),
        "full": _("has no place left"),
        "rule": _("is kept out by what stands or by a rule"),
    }
    return told.get(why, _("is in conflict"))
