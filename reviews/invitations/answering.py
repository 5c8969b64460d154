"""Answering an invitation. Accepting makes a reviewer, and nothing before it does."""

from django.db import transaction
from django.utils import timezone

from reviews.models import Assignment, Invitation
from reviews.profiles.services import locked_profile
from submissions.finding.services import find_conflicts
from submissions.querysets import addresses_of
from workshop.links import take_link
from workshop.models import Membership
from workshop.services import end_membership
from workshop.trail import record, snapshot


class AnswerStands(Exception):
    """It was answered by another, or taken back, or something is assigned by now."""


@transaction.atomic
def accept(link, *, by, most, topics):
    """Make `by` a reviewer with that load and these topics. Raises AnswerStands.

    The link is used up: it signs in once. An address that was asked and is not one of theirs counts
    for their conflicts from now on, and so does the affiliation that the chairs know.
    """
    current = _locked(link.object_id)
    if current.state not in OPEN or not take_link(link):
        raise AnswerStands
    _answer(current, Invitation.State.ACCEPTED, by, link.mail, user=by, suggestion="")
    workshop, role = current.workshop, Membership.Role.REVIEWER
    membership, is_new = workshop.memberships.get_or_create(user=by, role=role)
    if is_new:
        record(membership, by=by, workshop=workshop)
    _begin_profile(current, by, most, topics)
    return current


OPEN = {Invitation.State.INVITED, Invitation.State.DECLINED}


def _begin_profile(invitation, user, most, topics):
    profile = locked_profile(invitation.workshop, user)
    before, profile.most = snapshot(profile), most
    profile.version += 1
    profile.save(update_fields=["most", "version"])
    profile.topics.set(topics)
    if invitation.mail not in addresses_of(user):
        profile.aliases.get_or_create(mail=invitation.mail)
    if invitation.affiliation:
        profile.affiliations.get_or_create(name=invitation.affiliation)
    record(profile, by=user, workshop=invitation.workshop, before=before)
    find_conflicts(invitation.workshop, user=user)


@transaction.atomic
def decline(invitation, *, suggestion, via="", by=None):
    """Also after accepting, while nothing is assigned. Raises AnswerStands.

    `by` is who accepted, or None for who has an open link, mailed to `via`.
    """
    current = _locked(invitation.pk)
    if current.state == Invitation.State.ACCEPTED:
        if current.user != by or has_work(current) or not _is_here(current):
            raise AnswerStands
        _leave(current, by)
    elif current.state not in OPEN:
        raise AnswerStands
    _answer(current, Invitation.State.DECLINED, by, via, user=None, suggestion=suggestion)
    return current


def _is_here(invitation):
    """Whoever the chairs have taken the role from does not come back by the old invitation."""
    roles = invitation.workshop.memberships.reviewers()
    return roles.filter(user=invitation.user).exists()


def has_work(invitation):
    """Whether anything is assigned to who accepted, as far as they may know."""
    own = Assignment.objects.readable_by(invitation.user)
    return own.filter(submission__workshop=invitation.workshop).exists()


def _leave(invitation, user):
    roles = invitation.workshop.memberships.reviewers().filter(user=user)
    for membership in roles:
        end_membership(membership, by=user)


def _locked(pk):
    rows = Invitation.objects.select_for_update(of=["self"]).select_related("workshop", "user")
    return rows.get(pk=pk)


def _answer(current, state, by, via, **fields):
    before = snapshot(current)
    current.state, current.answered_at = state, timezone.now()
    for name, value in fields.items():
        setattr(current, name, value)
    current.save()
    record(current, by=by, workshop=current.workshop, before=before, via=via)
