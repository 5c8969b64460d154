"""The demonstration's reviewers, reviews and decisions."""

from reviews.demo_texts import DECISIONS, GUIDELINES, REVIEWERS, REVIEWS
from reviews.models import Assignment
from reviews.services import (
    assign,
    decide,
    mail_decisions,
    release_decisions,
    save_review,
)
from submissions.demo import PROPOSALS, key_of
from submissions.models import Submission
from workshop.demo import DECIDED, LIVE, account_of, person_of
from workshop.models import Membership, Workshop


def load():
    workshop = Workshop.objects.get(slug=LIVE)
    workshop.guidelines = GUIDELINES
    workshop.save(update_fields=["guidelines"])
    for name, mail in REVIEWERS.values():
        Membership.objects.create(
            workshop=workshop, user=account_of(name, mail), role=Membership.Role.REVIEWER
        )


def clear():
    rows = Assignment.objects.filter(submission__workshop__slug=LIVE)
    for assignment in rows.select_related("review"):
        if hasattr(assignment, "review"):
            assignment.review.delete()
    rows.delete()


def move(phase):
    if phase == "call":
        return
    of = {one["key"]: Submission.objects.get(key=key_of(one)) for one in PROPOSALS}
    chair = person_of("chair")
    for key, reviews in REVIEWS.items():
        _assign(of[key], reviews, chair, is_over=phase in DECIDED)
    if phase in DECIDED:
        for key, outcome in DECISIONS.items():
            decide(of[key], outcome, by=chair)
        live = Submission.objects.filter(workshop__slug=LIVE)
        release_decisions(live, by=chair)
        mail_decisions(live, by=chair)


def _assign(submission, reviews, chair, *, is_over):
    """While reviewing goes on, the second reviewer is done, the demonstration's own is not."""
    for place, (reviewer, marks, for_authors, for_chairs) in enumerate(reviews):
        user = account_of(*REVIEWERS[reviewer])
        assignment = assign(submission, user, by=chair)
        if is_over or (place != 2 and reviewer != "reviewer"):
            save_review(
                assignment,
                report={"for_authors": for_authors, "for_chairs": for_chairs},
                marks=_on_the_form(submission.workshop, marks),
                seen=1,
                is_final=True,
            )


def _on_the_form(workshop, marks):
    """The marks for the criteria in their order, as far as the form still has them."""
    pairs = zip(workshop.criteria.all(), marks, strict=False)
    return {criterion.pk: min(mark, len(criterion.marks)) for criterion, mark in pairs}
