"""Which pairs may not be, beside those in conflict."""

from django.db.models import F, Max

from reviews.models import Assignment, AssignmentChange
from submissions.conflicts import DECLARED, FOUND, WROTE

# As the sentence goes on: “9 conflicts, 6 by …”
DECLINED, FORBIDDEN = "declining", "being ruled out"
OF_CONFLICT = {WROTE, FOUND, DECLARED}


def declined_of(submissions):
    """The pairs of those who have declined and were not asked again."""
    over = Assignment.objects.filter(submission__in=submissions, ended_at__isnull=False)
    newest = over.annotate(newest=Max("changes__pk")).values("newest")
    changes = AssignmentChange.objects.filter(pk__in=newest).exclude(reason="")
    by_reviewer = changes.filter(by=F("assignment__reviewer"))
    return set(by_reviewer.values_list("assignment__submission", "assignment__reviewer"))
