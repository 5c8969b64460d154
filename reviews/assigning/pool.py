"""What a matching is about: the submissions that a chair may assign, and who may review them."""

from collections import Counter
from dataclasses import dataclass, field

from reviews.assigning.closed import DECLINED, FORBIDDEN, declined_of
from reviews.models import AffinityScore, Assignment, Preference, ReviewerProfile
from reviews.people import reviewers_of
from reviews.querysets import undecided
from submissions.conflicts import conflicts_of, without_a_chair
from submissions.models import Status, Submission


def assignable(workshop, by):
    """What waits for a decision and `by` may assign; without one, what some chair may."""
    rows = undecided(Submission.objects.filter(workshop=workshop))
    if by is None:
        return rows.exclude(code__in=without_a_chair(workshop))
    return rows.decidable_by(by)


@dataclass
class Standing:
    """An assignment there is. `is_fixed`: its review is begun or in, so nobody moves it."""

    pk: int
    is_fixed: bool
    is_done: bool


@dataclass
class Pool:
    """`elsewhere` counts what reviewers have that the chair must not see, by reviewer.

    `served` counts the reviews of those who review no more, by submission.
    """

    submissions: list
    reviewers: list
    profiles: dict
    closed: dict
    standing: dict
    elsewhere: Counter
    served: Counter
    pins: set
    scores: dict
    places: dict = field(default_factory=dict)

    def most_of(self, reviewer, usual):
        profile = self.profiles.get(reviewer.pk)
        return profile.most if profile and profile.most else usual


def pool_of(workshop, by):
    """In a fixed number of queries, whatever the size."""
    rows = assignable(workshop, by)
    submissions = list(rows.order_by("pk").prefetch_related("topics"))
    reviewers = list(reviewers_of(workshop).filter(is_active=True).order_by("pk"))
    keys, people = Submission.objects.filter(pk__in=rows.values("pk")), [u.pk for u in reviewers]
    closed, pins = closed_and_pins(keys, people)
    standing, elsewhere, served = standing_of(workshop, submissions, people, closed)
    scores = AffinityScore.objects.filter(submission__in=keys, reviewer__in=people)
    told = scores.values_list("submission", "reviewer", "score")
    return Pool(
        submissions=submissions,
        reviewers=reviewers,
        profiles=profiles_of(workshop),
        closed=closed,
        standing=standing,
        elsewhere=elsewhere,
        served=served,
        pins=pins,
        scores={(submission, reviewer): score for submission, reviewer, score in told},
    )


def closed_and_pins(submissions, people):
    """({pair that may not be: why, in a word}, the pairs that a chair wants of the others).

    `submissions` is a queryset, `people` a list of numbers.
    """
    closed = conflicts_of(submissions, people)
    closed |= dict.fromkeys(declined_of(submissions) - closed.keys(), DECLINED)
    wishes = Preference.objects.filter(submission__in=submissions, reviewer__in=people)
    pins = set()
    for *pair, kind in wishes.values_list("submission", "reviewer", "kind"):
        if kind == Preference.Kind.FORBID:
            closed.setdefault(tuple(pair), FORBIDDEN)
        else:
            pins.add(tuple(pair))
    return closed, pins - closed.keys()


def profiles_of(workshop):
    rows = ReviewerProfile.objects.filter(workshop=workshop)
    rows = rows.prefetch_related("papers", "topics", "affiliations")
    return {row.user_id: row for row in rows}


def standing_of(workshop, submissions, people, closed):
    """({pair: Standing}, loads elsewhere, served by others).

    What a conflict has come upon stands for nothing; of who reviews no more, what is in counts.
    """
    seen, known = {one.pk for one in submissions}, set(people)
    standing, elsewhere, served = {}, Counter(), Counter()
    rows = Assignment.objects.standing().filter(submission__workshop=workshop)
    rows = rows.exclude(submission__status=Status.WITHDRAWN)
    for pk, submission, reviewer, review, done in rows.values_list(
        "pk", "submission", "reviewer", "review", "review__submitted_at"
    ):
        pair = submission, reviewer
        if submission not in seen:
            elsewhere[reviewer] += 1
        elif reviewer not in known:
            served[submission] += bool(done)
        elif closed.get(pair) in {None, FORBIDDEN}:
            standing[pair] = Standing(pk, bool(review), bool(done))
    return standing, elsewhere, served
