"""What is told at once: chairs, of a reviewer who leaves; who discusses, of what was said."""

from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from reviews.models import Assignment
from reviews.people import free_chairs
from submissions.models import Submission
from submissions.receipts import values_of
from workshop.mailtexts import queue_mail
from workshop.models import Message
from workshop.outbox import key_of

PAUSE = timedelta(hours=1)  # between two mails about one discussion
ABOUT_REVIEWS = ("declined_review", "reviewer_conflict", "discussion")


def tell_chairs(purpose, assignment, *, key, reason):
    """Those free of conflict that its reviewer does not review it; `key` is of the act."""
    submission, reviewer = assignment.submission, assignment.reviewer
    page = _page_of_chairs(submission)
    values = values_of(submission) | {"reviewer": reviewer.name or reviewer.email, "reason": reason}
    for chair in free_chairs(submission):
        queue_mail(
            purpose,
            workshop=submission.workshop,
            to=chair.email,
            key=key_of(key, chair.pk),
            values=values | {"link": page},
            object_id=submission.pk,
        )


def _page_of_chairs(submission):
    page = reverse("chair_submission", args=[submission.workshop.slug, submission.code])
    return settings.SITE_URL + page


def discussants(submission):
    """{person: where they read the discussion}; a chair who reviews does so as a chair."""
    rows = submission.assignments.standing().select_related("reviewer", "submission__workshop")
    found = {
        one.reviewer: f"{settings.SITE_URL}{one.get_absolute_url()}others/"
        for one in rows
        if Assignment.objects.discussable_by(one.reviewer).contains(one)
    }
    return found | dict.fromkeys(free_chairs(submission), _page_of_chairs(submission))


def tell_of_comment(comment, who):
    """One mail to each other discussant, within PAUSE for all that is said. Its row is locked."""
    submission = comment.submission
    for person, page in discussants(submission).items():
        due_at = _due_at(submission, person)
        if person.pk == comment.by_id or due_at is None:
            continue
        queue_mail(
            "discussion",
            workshop=submission.workshop,
            to=person.email,
            key=key_of(comment.pk, person.pk),
            values=values_of(submission) | {"who": who, "link": f"{page}#discussion"},
            object_id=submission.pk,
            due_at=due_at,
        )


def _due_at(submission, person):
    """When the next is due; None while one waits, whose readers find this comment as well."""
    about = {"purpose": "discussion", "object_id": str(submission.pk)}
    last = Message.objects.filter(**about, recipient=person.email).order_by("pk").last()
    if last and last.state == Message.State.WAITING:
        return None
    return max(timezone.now(), last.due_at + PAUSE) if last else timezone.now()


def is_for_chair(message):
    """While its recipient is a chair who may know."""
    found = Submission.objects.filter(pk=message.object_id).first()
    return found is not None and message.recipient in {one.email for one in free_chairs(found)}


def is_for_discussant(message):
    found = Submission.objects.in_review().filter(pk=message.object_id).first()
    return found is not None and message.recipient in {one.email for one in discussants(found)}
