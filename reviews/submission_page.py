"""What reviewing adds to the page of a submission: decision and reviews, once released."""

from reviews.models import Decision, Review
from reviews.outcomes import STATUS_OF, TOLD
from submissions.models import Status, Submission


def sections_for(submission, user):
    """For its authors, by number alone. Chairs have a page of their own."""
    own = Submission.objects.written_by(user).filter(pk=submission.pk)
    told = Decision.objects.about(own).exclude(released="")
    decision = told.filter(submission__status__in=STATUS_OF.values()).first()
    if decision is None:
        return []
    told = for_authors(submission, decision.released, decision.released_note)
    return [("reviews/_for_authors.html", told)]


def for_authors(submission, outcome, note):
    """What its authors read of it, told this outcome and note."""
    reviews = Review.objects.counted().filter(assignment__submission=submission)
    texts = reviews.order_by("assignment__number").values_list("for_authors", flat=True)
    return {
        "words": TOLD[outcome],
        "is_accepted": STATUS_OF[outcome] == Status.ACCEPTED,
        "note": note,
        "texts": list(texts),
    }
