"""Which pairs may not be, beside those in conflict."""

from django.db.models import F

from reviews.models import Assignment
from reviews.services import declining
from submissions.conflicts import DECLARED, FOUND, WROTE

# As the sentence goes on: “9 conflicts, 6 by …”
DECLINED, FORBIDDEN = "declining", "being ruled out"
OF_CONFLICT = {WROTE, FOUND, DECLARED}


def declined_of(submissions):
    """The pairs of those who have declined and were not asked again."""
    changes = declining(Assignment.objects.filter(submission__in=submissions))
    by_reviewer = changes.filter(by=F("assignment__reviewer"))
    return set(by_reviewer.values_list("assignment__submission", "assignment__reviewer"))
