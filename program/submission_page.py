"""What the program adds to the page of a submission: where it is listed, and what is beside it."""

from django.urls import reverse

from program.attesting import presented_by
from program.confirmations import confirmable_by, confirmation_of
from program.models import Contribution
from submissions.models import Status, Submission
from workshop.closing import is_closed


def sections_for(submission, user):
    """Its authors add materials; before it is listed they are told that they will."""
    placed = Contribution.objects.filter(submission=submission).select_related("workshop").first()
    own = Submission.objects.written_by(user).filter(status=Status.ACCEPTED)
    is_own = own.filter(pk=submission.pk).exists()
    asked = _asked(submission, user)
    if not placed and not is_own:
        return asked
    about = {
        "program": placed and reverse("program", args=[submission.workshop.slug]),
        "page": placed and placed.get_absolute_url(),
        "materials": placed.materials.all() if placed and is_own else [],
        "add": is_own and not is_closed(submission.workshop) and _materials(submission),
        "title": submission,
        "attestation": presented_by(user, submission) and _attestation(submission),
    }
    return [*asked, ("program/_listed.html", about)]


def _asked(submission, user):
    """Those who may answer are asked whether they come; whoever declined reads that they did."""
    if submission.status == Status.WITHDRAWN:
        return _declined(submission, user)
    if not confirmable_by(user).filter(pk=submission.pk).exists():
        return []
    confirmation, is_over = confirmation_of(submission), submission.workshop.is_over
    if is_over and not confirmation.confirmed_at:
        return []
    address = reverse("confirm", args=[submission.workshop.slug, submission.code])
    presenter = submission.authors.filter(is_presenter=True).first()
    about = {"address": address, "is_over": is_over}
    about |= {"confirmation": confirmation, "presenter": presenter}
    return [("program/_asked.html", about)]


def _declined(submission, user):
    at = confirmation_of(submission).declined_at
    own = at and Submission.objects.written_by(user).filter(pk=submission.pk).exists()
    return [("program/_declined.html", {"at": at})] if own else []


def _materials(submission):
    return reverse("author_materials", args=[submission.workshop.slug, submission.code])


def _attestation(submission):
    return reverse("attestation_of_presenter", args=[submission.workshop.slug, submission.code])
