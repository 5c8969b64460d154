"""What must hold of submissions; see `manage.py check_invariants`."""

from datetime import timedelta

from django.core.files.storage import default_storage
from django.db.models import Count, F, Max, Q
from django.utils import timezone

from submissions.deadlines import GRACE
from submissions.models import Answer, Author, Manuscript, Status, StatusChange, Submission

LONGEST_CHECK = timedelta(minutes=10)


def sent_in_without_proposal():
    """Sent in on a PDF that passed; a newer one may be refused or still be checked."""
    passed = Manuscript.objects.filter(verdict=Manuscript.Verdict.ACCEPT).values("submission")
    return Submission.objects.sent_in().exclude(pk__in=passed)


def asked_in_vain():
    """Of a refused PDF the author is told until when another is taken; then it is a draft again."""
    over = timezone.now() - GRACE - LONGEST_CHECK
    asked = Submission.objects.filter(asked_at__isnull=False)
    late = asked.filter(Q(replace_until=None) | Q(replace_until__lt=over))
    for submission in late.prefetch_related("manuscripts"):
        if submission.newest is None or submission.newest.is_rejected:
            yield submission


def checked_for_too_long():
    return Manuscript.objects.filter(
        verdict=Manuscript.Verdict.PENDING, at__lt=timezone.now() - LONGEST_CHECK
    )


def status_without_trail():
    """The last line of a submission's trail says where it stands."""
    for submission in Submission.objects.prefetch_related("status_changes"):
        changes = list(submission.status_changes.all())
        if (changes[-1].new if changes else Status.DRAFT) != submission.status:
            yield submission


def trail_with_gaps():
    last = {}
    for change in StatusChange.objects.order_by("submission", "pk"):
        if last.get(change.submission_id, Status.DRAFT) != change.old:
            yield change
        last[change.submission_id] = change.new


def sent_in_without_authors():
    return Submission.objects.sent_in().exclude(pk__in=Author.objects.values("submission"))


def topics_of_another_workshop():
    for submission in Submission.objects.prefetch_related("topics"):
        if any(topic.workshop_id != submission.workshop_id for topic in submission.topics.all()):
            yield submission


def answers_to_questions_elsewhere():
    return Answer.objects.exclude(question__workshop=F("submission__workshop"))


def manuscripts_lost():
    """Versions are kept: the last one's number says how many there are."""
    kept = Submission.objects.annotate(count=Count("manuscripts"), last=Max("manuscripts__number"))
    return kept.exclude(last=None).exclude(last=F("count"))


def files_lost():
    return (one for one in Manuscript.objects.all() if not default_storage.exists(one.file.name))


INVARIANTS = {
    "an answer is to a question of its workshop": answers_to_questions_elsewhere,
    "no version of a submission is missing": manuscripts_lost,
    "a submission's PDFs are stored": files_lost,
    "what is sent in has a PDF that passed the check": sent_in_without_proposal,
    "what is asked for waits for a check, a guest or another PDF in time": asked_in_vain,
    "no PDF is being checked for over ten minutes": checked_for_too_long,
    "a submission stands where its trail says": status_without_trail,
    "the trail of a submission has no gaps": trail_with_gaps,
    "what is sent in has authors": sent_in_without_authors,
    "a submission's topics are of its workshop": topics_of_another_workshop,
}
