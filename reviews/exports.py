"""What a chair sees of reviewing, to be taken out as files, read a batch at a time.

Only of what the chair may decide. Names of columns and states are fixed: other programs read them.
"""

from dataclasses import dataclass, field
from itertools import islice

from reviews.board import lines_of
from reviews.models import Assignment, Review
from reviews.progress.asking import ReviewersForm, SubmissionsForm
from reviews.progress.counting import by_reviewer, by_submission, counted_for, in_review, is_late
from reviews.progress.listing import entries_of, people_for, submissions_for
from reviews.querysets import in_conflict
from submissions.models import Submission

BATCH = 100
REVIEWS = """code title number reviewer mail recommendation confidence for_authors for_chairs
submitted changed older_pdf""".split()
DECISIONS = "code title topics state decision decided by released told reviews mean".split()
ASSIGNMENTS = "code title reviewer mail assigned review in_conflict".split()
PROGRESS = "code title topics state wanted asked done begun missing late older_pdf".split()
REVIEWERS = "reviewer mail asked done begun missing late active".split()


@dataclass(frozen=True)
class Table:
    """`marks` are the names of the criteria, where each record has a dictionary of marks."""

    records: object
    fields: list
    marks: list = field(default_factory=list)

    @property
    def heading(self):
        return [*self.fields, *self.marks]

    def cells(self, record):
        own = [_told(record[name]) for name in self.fields]
        return [*own, *(_told(record["marks"].get(name)) for name in self.marks)]


def _told(value):
    """As the text of a cell."""
    if isinstance(value, list):
        return "; ".join(value)
    if isinstance(value, bool):
        return "yes" if value else ""
    return "" if value is None else str(value)


def _at(moment):
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}" if moment else None


def _batches(keys):
    keys = iter(keys)
    while batch := list(islice(keys, BATCH)):
        yield batch


def _decidable(workshop, user):
    return Submission.objects.filter(workshop=workshop).decidable_by(user)


# --- reviews ---


def reviews(workshop, user, _asked):
    names = list(workshop.criteria.values_list("name", flat=True))
    return Table(_records_of_reviews(workshop, user), REVIEWS, names)


def _records_of_reviews(workshop, user):
    """Those that are submitted and count, each with the number that its authors read."""
    own = _decidable(workshop, user).order_by().values("pk")
    rows = Review.objects.counted().filter(assignment__submission__in=own)
    rows = rows.order_by("assignment__submission__code", "assignment__number")
    keys, number, of = {}, 0, None
    for pk, submission in rows.values_list("pk", "assignment__submission"):
        number, of = (number + 1 if submission == of else 1), submission
        keys[pk] = number
    for batch in _batches(keys):
        rows = Review.objects.select_related("assignment__submission", "assignment__reviewer")
        rows = rows.prefetch_related("scores__criterion", "assignment__submission__manuscripts")
        found = rows.in_bulk(batch)
        yield from (_review(found[pk], keys[pk]) for pk in batch if pk in found)


def _review(review, number):
    submission, reviewer = review.assignment.submission, review.assignment.reviewer
    given = review.recommendation
    word = None if given is None else Review.Recommendation(given).name
    return {
        "code": submission.code,
        "title": submission.title,
        "number": number,
        "reviewer": str(reviewer),
        "mail": reviewer.email,
        "recommendation": word and word.lower().replace("_", " "),
        "confidence": review.confidence,
        "for_authors": review.for_authors,
        "for_chairs": review.for_chairs,
        "submitted": _at(review.submitted_at),
        "changed": _at(review.saved_at),
        "older_pdf": review.is_stale(submission),
        "marks": {score.criterion.name: score.mark for score in review.scores.all()},
    }


# --- decisions ---


def decisions(workshop, user, _asked):
    return Table(_records_of_decisions(workshop, user), DECISIONS)


def _records_of_decisions(workshop, user):
    """Of all that is or was in review, decided or not."""
    own = in_review(workshop, user).order_by("code")
    for batch in _batches(own.values_list("pk", flat=True)):
        rows = Submission.objects.filter(pk__in=batch).prefetch_related("topics")
        lines = lines_of(rows.prefetch_related("decision__by"))
        yield from map(_decision, sorted(lines, key=lambda line: line.submission.code))


def _decision(line):
    row, decision, mean = line.submission, line.decision, line.mean
    return {
        **_about(row),
        "decision": decision and decision.outcome,
        "decided": _at(decision and decision.at),
        "by": decision and decision.by and str(decision.by),
        "released": _at(decision and decision.released_at),
        "told": (decision and decision.released) or None,
        "reviews": len(line.reviews),
        "mean": mean if mean is None else round(mean, 2),
    }


def _about(submission):
    return {
        "code": submission.code,
        "title": submission.title,
        "topics": [topic.name for topic in submission.topics.all()],
        "state": submission.status,
    }


# --- assignments ---


def assignments(workshop, user, _asked):
    return Table(_records_of_assignments(workshop, user), ASSIGNMENTS)


def _records_of_assignments(workshop, user):
    """Those that stand, and whether the reviewer has turned out to be in conflict."""
    own = in_review(workshop, user).order_by().values("pk")
    rows = Assignment.objects.standing().filter(submission__in=own)
    keys = rows.order_by("submission__code", "number").values_list("pk", flat=True)
    for batch in _batches(keys):
        rows = Assignment.objects.annotate(is_in_conflict=in_conflict())
        found = rows.select_related("submission", "reviewer", "review").in_bulk(batch)
        yield from (_assignment(found[pk]) for pk in batch if pk in found)


def _assignment(row):
    review = getattr(row, "review", None)
    return {
        "code": row.submission.code,
        "title": row.submission.title,
        "reviewer": str(row.reviewer),
        "mail": row.reviewer.email,
        "assigned": _at(row.at),
        "review": ("done" if review.submitted_at else "begun") if review else "not begun",
        "in_conflict": row.is_in_conflict,
    }


# --- progress, as the boards show it ---


def progress(workshop, user, asked):
    form = SubmissionsForm(asked, workshop=workshop, late=is_late(workshop))
    return Table(_records_of_progress(form, user), PROGRESS)


def _records_of_progress(form, user):
    counts = by_submission(counted_for(form.workshop, user))
    keys = submissions_for(form, in_review(form.workshop, user), counts)
    for batch in _batches(keys):
        for entry in entries_of(form, batch, counts):
            wanted = {"wanted": form.workshop.reviews_wanted}
            counted = _counts(entry.progress, form.late)
            yield _about(entry.submission) | wanted | counted | {"older_pdf": entry.progress.stale}


def progress_of_reviewers(workshop, user, asked):
    form = ReviewersForm(asked, workshop=workshop, late=is_late(workshop))
    people = people_for(form, by_reviewer(counted_for(workshop, user)))
    return Table(map(_person, people), REVIEWERS)


def _person(person):
    who = {"reviewer": str(person.user), "mail": person.user.email}
    active = person.progress.active
    counted = _counts(person.progress, person.late)
    return who | counted | {"active": f"{active:%Y-%m-%d}" if active else None}


def _counts(progress, late):
    return {
        "asked": progress.asked,
        "done": progress.done,
        "begun": progress.begun,
        "missing": progress.open,
        "late": progress.open if late else 0,
    }


TABLES = {
    "reviews": reviews,
    "decisions": decisions,
    "assignments": assignments,
    "progress": progress,
    "progress/reviewers": progress_of_reviewers,
}
