"""Changing what is known of a reviewer, by her or by a chair."""

from django.db import transaction

from reviews.models import ReviewerProfile
from workshop.trail import record, snapshot


def profile_of(workshop, user):
    """The stored one, or a new one that is not stored yet."""
    rows = ReviewerProfile.objects.filter(workshop=workshop, user=user)
    return rows.first() or ReviewerProfile(workshop=workshop, user=user)


def locked_profile(workshop, user):
    """The row, made where there is none, held until the transaction ends."""
    ReviewerProfile.objects.get_or_create(workshop=workshop, user=user)
    rows = ReviewerProfile.objects.select_for_update(of=["self"]).select_related("user")
    return rows.get(workshop=workshop, user=user)


@transaction.atomic
def set_load(workshop, user, most, *, by):
    """How many reviews she takes on at most; None is as many as the workshop asks of each."""
    _set(workshop, user, by, most=most)


@transaction.atomic
def set_senior(workshop, user, is_senior, *, by):
    """Whether chairs count on her experience."""
    _set(workshop, user, by, is_senior=is_senior)


def _set(workshop, user, by, **fields):
    """What is open on her own page meanwhile is stale."""
    profile = locked_profile(workshop, user)
    before = snapshot(profile)
    for name, value in fields.items():
        setattr(profile, name, value)
    profile.version += 1
    profile.save(update_fields=[*fields, "version"])
    record(profile, by=by, workshop=workshop, before=before)
