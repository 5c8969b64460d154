"""Inviting, inviting once more, taking back: nobody is a member before accepting."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from reviews.invitations import PURPOSE, REMINDER
from reviews.invitations.plan import plan_of
from reviews.models import Invitation
from workshop.digests import NotSeen, digest_of
from workshop.links import issue_link
from workshop.models import ActionLink, Workshop
from workshop.trail import record, snapshot

ONCE_IN = timedelta(days=1)


class NothingToDo(Exception):
    """All of them are here or were asked: as after a second press."""


@transaction.atomic
def invite(workshop, text, most, *, seen, by):
    """Mail a link to each of the lines who is new, or asked anew; how many.

    Raises NotSeen, NothingToDo, Unreadable.
    """
    plan = plan_of(Workshop.objects.select_for_update().get(pk=workshop.pk), text, most)
    if not plan.mailed and not plan.wrong:
        raise NothingToDo
    if plan.wrong or plan.digest != seen:
        raise NotSeen
    for entry in plan.mailed:
        _ask(workshop, entry, most, by=by)
    return len(plan.mailed)


def _ask(workshop, entry, most, *, by):
    line, row = entry.line, entry.invitation
    before = snapshot(row) if row else None
    row = row or Invitation(workshop=workshop, mail=line.mail)
    row.name, row.affiliation = line.name or row.name, line.affiliation or row.affiliation
    row.most, row.by, row.at = most, by, timezone.now()
    row.state, row.user, row.answered_at, row.suggestion = Invitation.State.INVITED, None, None, ""
    row.save()
    record(row, by=by, workshop=workshop, before=before)
    _mail(row, by=by)


def _mail(invitation, *, by, words=PURPOSE):
    about = {"object_id": invitation.pk, "workshop": invitation.workshop}
    issue_link(PURPOSE, mail=invitation.mail, by=by, words=words, **about)


def _locked(invitation):
    rows = Invitation.objects.select_for_update(of=["self"]).select_related("workshop")
    return rows.get(pk=invitation.pk)


@transaction.atomic
def send_again(invitation, *, by):
    """Mail a fresh link in the place of the older; False where it was answered meanwhile.

    What was declined or taken back is asked anew, and so is who accepted and has left since.
    """
    current = _locked(invitation)
    roles = current.workshop.memberships.reviewers().filter(user=current.user)
    if current.state == Invitation.State.ACCEPTED and roles.exists():
        return False
    before = snapshot(current)
    current.state, current.user = Invitation.State.INVITED, None
    current.answered_at, current.suggestion = None, ""
    current.by, current.at = by, timezone.now()
    current.save()
    record(current, by=by, workshop=current.workshop, before=before)
    _mail(current, by=by)
    return True


@transaction.atomic
def revoke(invitation, *, by):
    """Let its link open nothing any more; False where it was answered meanwhile."""
    current = _locked(invitation)
    if current.state != Invitation.State.INVITED:
        return False
    before, current.state = snapshot(current), Invitation.State.REVOKED
    current.save(update_fields=["state"])
    record(current, by=by, workshop=current.workshop, before=before)
    links_of([current]).open().update(revoked_at=timezone.now())
    return True


@transaction.atomic
def offer(invitation, most, *, by):
    """Ask for another number; the page behind the link tells it, whatever the mail said."""
    current = _locked(invitation)
    before, current.most = snapshot(current), most
    current.save(update_fields=["most"])
    record(current, by=by, workshop=current.workshop, before=before)


def links_of(invitations):
    numbers = [str(one.pk) for one in invitations]
    return ActionLink.objects.filter(purpose=PURPOSE, object_id__in=numbers)


def mailed_at(invitations):
    """{number: (when a link was last mailed, when it ends)}"""
    links = links_of(invitations).order_by("pk")
    return {int(one.object_id): (one.created_at, one.expires_at) for one in links}


# --- reminding ---


def due_reminders(workshop):
    """Those who have not answered, and were not mailed within a day."""
    rows = list(workshop.invitations.open())
    mailed, recent = mailed_at(rows), timezone.now() - ONCE_IN
    return [one for one in rows if mailed.get(one.pk, (recent,))[0] <= recent]


def digest_of_reminders(invitations):
    return digest_of([(one.pk, one.mail, one.most) for one in invitations])


@transaction.atomic
def remind(workshop, *, seen, by):
    """Mail a fresh link to all who are due; how many. Raises NotSeen."""
    due = due_reminders(Workshop.objects.select_for_update().get(pk=workshop.pk))
    if digest_of_reminders(due) != seen:
        raise NotSeen
    for one in due:
        _mail(one, by=by, words=REMINDER)
    return len(due)
