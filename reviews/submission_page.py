"""What reviewing adds to the page of a submission: its reviews, once the decision is released."""

from reviews.models import Review
from reviews.services import STATUS_OF
from submissions.models import Submission


def sections_for(submission, user):
    """For its authors, by number alone. Chairs have a page of their own."""
    own = Submission.objects.written_by(user).filter(pk=submission.pk)
    told = own.filter(status__in=STATUS_OF.values()).exclude(decision__released="")
    if not told.exists():
        return []
    reviews = Review.objects.counted().filter(assignment__submission=submission)
    texts = reviews.order_by("assignment__number").values_list("for_authors", flat=True)
    return [("reviews/_for_authors.html", list(texts))]
