"""Who may change a submission: its submitter alone, or another author in the submitter's place."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from submissions.blind_copies import want_copy
from submissions.edits import add_edit
from submissions.lifecycle import EDITABLE
from submissions.models import Conflict, Submission
from submissions.querysets import addresses_of
from submissions.receipts import values_of
from workshop.links import issue_link, take_link
from workshop.mailtexts import queue_mail
from workshop.models import ActionLink
from workshop.outbox import key_of

PURPOSE = "hand_over"


class NotAnAuthor(Exception):
    """It is handed over to one of its other authors alone."""


@transaction.atomic
def let_submitter_alone_edit(submission, is_alone, *, by):
    """Or all authors again. The caller has found it among those that `by` has sent in."""
    current = Submission.objects.select_for_update().get(pk=submission.pk)
    if current.only_submitter_edits == is_alone:
        return
    current.only_submitter_edits = is_alone
    current.save(update_fields=["only_submitter_edits"])
    words = {False: _("all authors"), True: _("the submitter alone")}
    if not current.is_draft:
        add_edit(current, {"access": [words[not is_alone], words[is_alone]]}, by=by)


# --- handing it over ---


def heirs_of(submission):
    """The addresses of its authors who are not its submitter."""
    own = addresses_of(submission.submitter)
    return [author.mail for author in submission.authors.all() if author.mail not in own]


def offers_of(submission):
    about = {"purpose": PURPOSE, "object_id": str(submission.pk)}
    return ActionLink.objects.filter(**about).open()


@transaction.atomic
def offer(submission, mail, *, by):
    """Mail an author the link by which to take it over; what was offered before is void.

    Raises NotAnAuthor.
    """
    current = Submission.objects.select_for_update().get(pk=submission.pk)
    if mail not in heirs_of(current):
        raise NotAnAuthor
    take_back(current)
    issue_link(PURPOSE, object_id=current.pk, mail=mail, workshop=current.workshop, by=by)


def take_back(submission):
    """Void what is offered; how many offers that were."""
    return offers_of(submission).update(revoked_at=timezone.now())


def submission_of(link):
    """What a link hands over, as long as its address is an author's who has not got it."""
    rows = Submission.objects.filter(pk=link.object_id, status__in=EDITABLE)
    found = rows.select_related("submitter", "workshop").first()
    return found if found and found.submitter and link.mail in heirs_of(found) else None


@transaction.atomic
def take_over(link, *, by):
    """Let `by` be its submitter, and tell who was; None where the link is void by now."""
    current = Submission.objects.select_for_update().get(pk=link.object_id)
    if submission_of(link) is None or not take_link(link):
        return None
    before, current.submitter = current.submitter, by
    current.save(update_fields=["submitter"])
    take_back(current)
    _keep_from(current, before)
    if not current.is_draft:
        current.edits.create(by=by, fields={"submitter": [str(before), str(by)]})
    want_copy(current)
    key = key_of(link.pk)
    values = values_of_hand_over(current)
    about = {"object_id": current.pk, "workshop": current.workshop}
    queue_mail("handed_over", to=before.email, key=key, values=values, **about)
    return current


def _keep_from(submission, person):
    """Who sent it in and wrote none of it is no author any more, and reviews it as little."""
    one = Submission.objects.filter(pk=submission.pk)
    if one.without_conflict(person).exists():
        reason = _("sent it in before it was handed over")
        about = {"user": person, "source": Conflict.Source.CHAIR}
        submission.conflicts.create(reason=reason, **about)


def values_of_hand_over(submission):
    return values_of(submission) | {"name": str(submission.submitter)}
