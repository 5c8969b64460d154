"""The rows of the two lists, and one page of them, in a fixed number of queries."""

from collections import defaultdict
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import Q

from reviews.models import Assignment
from reviews.people import reviewers_of
from reviews.progress.counting import NOTHING, Progress
from reviews.progress.drawing import missing_of, states_of_reviews
from submissions.models import Status, Submission
from submissions.titles import folded_title
from workshop.models import User

ON_A_PAGE = 50


@dataclass(frozen=True)
class Entry:
    """A submission as it is listed. `assignments` are those that count, `states` their words."""

    submission: Submission
    progress: Progress
    assignments: list
    states: dict
    late: bool

    @property
    def missing(self):
        return missing_of(self.progress, self.late)

    @property
    def is_open(self):
        return self.submission.status == Status.SUBMITTED

    @property
    def topics(self):
        return list(self.submission.topics.all())

    @property
    def lacks(self):
        """How many reviewers fewer than are wanted; none of what is announced."""
        wanted = self.submission.workshop.reviews_wanted if self.is_open else 0
        return max(wanted - self.progress.asked, 0)

    @property
    def people(self):
        """[(reviewer, how far the review is, the class of its tag), …]"""
        return [(one.reviewer, *self.states[self._state_of(one)]) for one in self.assignments]

    def _state_of(self, assignment):
        review = getattr(assignment, "review", None)
        if review and review.submitted_at:
            return "done"
        if not self.is_open:
            return "closed"
        return "begun" if review else "open"


# --- submissions ---


def submissions_for(form, own, counts):
    """[number, …] of those of `own` that are asked for, in order."""
    rows = own.none() if form["words"].errors else own
    for word in form.looked_for:
        rows = rows.filter(_about(word, form.workshop))
    if topic := form.cleaned_data.get("topic"):
        rows = rows.filter(topics=int(topic))
    known = rows.order_by("pk").values_list("pk", "code", "title_key", "status")
    wanted = [row for row in known if form.wants(counts.get(row[0], NOTHING)) and _fits(form, row)]
    return [row[0] for row in _in_order(wanted, form.order, _key_of_submission(counts))]


def _fits(form, row):
    """Of what is announced nobody is asked any more."""
    is_about_asking = form.cleaned_data.get("state") in {"few", "free"}
    return not is_about_asking or row[3] == Status.SUBMITTED


def _about(word, workshop):
    """In the title, the code, or the name of one of its reviewers."""
    found = Q(title__icontains=word) | Q(code__icontains=word)
    if (key := folded_title(word)) and word.isalnum():
        found |= Q(title_key__contains=key)
    asked = Assignment.objects.filter(submission__workshop=workshop).counted()
    named = asked.filter(Q(reviewer__name__icontains=word) | Q(reviewer__email__icontains=word))
    return found | Q(pk__in=named.values("submission"))


def _key_of_submission(counts):
    return {
        "missing": lambda row: counts.get(row[0], NOTHING).open,
        "done": lambda row: counts.get(row[0], NOTHING).done,
        "title": lambda row: row[2],
        "code": lambda row: row[1],
    }


def _in_order(rows, order, keys):
    """Where two are alike, as they come."""
    return sorted(rows, key=keys[order.lstrip("-")], reverse=order.startswith("-"))


def page_of(keys, number):
    return Paginator(keys, ON_A_PAGE).get_page(number)


def entries_of(form, keys, counts):
    """An Entry for each key, in that order. The keys are of what the viewer may decide."""
    rows = Submission.objects.filter(pk__in=keys).prefetch_related("topics").in_bulk()
    asked = Assignment.objects.filter(submission__in=keys).counted()
    of, states = defaultdict(list), states_of_reviews(form.late)
    for one in asked.select_related("reviewer", "review").order_by("number"):
        of[one.submission_id].append(one)
    for row in rows.values():
        row.workshop = form.workshop
    return [
        Entry(rows[key], counts.get(key, NOTHING), of[key], states, form.late)
        for key in keys
        if key in rows
    ]


# --- reviewers ---


@dataclass(frozen=True)
class Person:
    """A reviewer as listed. Who is no reviewer any more stays with what was done."""

    user: User
    progress: Progress
    is_reviewer: bool
    late: bool

    @property
    def missing(self):
        return missing_of(self.progress, self.late)

    @property
    def is_asked(self):
        """Whether a reminder would be due."""
        return self.is_reviewer and self.user.is_active and self.progress.open > 0


def people_for(form, counts):
    """A Person for each reviewer who is asked for, in order."""
    members = set(reviewers_of(form.workshop).values_list("pk", flat=True))
    rows = User.objects.filter(pk__in=members | counts.keys())
    rows = rows.none() if form["words"].errors else rows
    for word in form.looked_for:
        rows = rows.filter(Q(name__icontains=word) | Q(email__icontains=word))
    people = [
        Person(user, counts.get(user.pk, NOTHING), user.pk in members, form.late)
        for user in rows.order_by("pk")
    ]
    wanted = [one for one in people if form.wants(one.progress)]
    return _in_order(wanted, form.order, KEYS_OF_PERSON)


def _silence(person):
    """Who was never active has been silent longest."""
    return person.progress.active.timestamp() if person.progress.active else 0


KEYS_OF_PERSON = {
    "missing": lambda one: one.progress.open,
    "done": lambda one: one.progress.done,
    "name": lambda one: str(one.user).casefold(),
    "active": _silence,
}
