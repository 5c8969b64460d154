"""Reviewers say whether they are named, and a chair posts those names."""

from django.db import transaction
from django.utils import timezone

from reviews.models.named import FEWEST, NamedReviewer
from reviews.people import who_reviewed
from workshop.digests import NotSeen, digest_of
from workshop.models import Workshop
from workshop.trail import record_act


class TooFew(Exception):
    """So few names would tell authors who reviewed them."""


@transaction.atomic
def agree(workshop, name, *, by):
    """Be named so, from now on wherever the names are posted already."""
    own = {"workshop": workshop, "user": by}
    NamedReviewer.objects.update_or_create(**own, defaults={"name": name})
    Workshop.objects.filter(pk=workshop.pk).touch()


@transaction.atomic
def withdraw(workshop, *, by):
    """Be named no more, at once."""
    NamedReviewer.objects.filter(workshop=workshop, user=by).delete()
    Workshop.objects.filter(pk=workshop.pk).touch()


def to_post(workshop, *, seen_by):
    """Who agreed and has submitted a review, as far as `seen_by` may know, and is not posted."""
    rows = NamedReviewer.objects.filter(workshop=workshop, posted_at=None)
    return list(rows.filter(user__in=who_reviewed(workshop, seen_by=seen_by)))


def digest_of_names(rows):
    return digest_of([(row.pk, row.name) for row in rows])


@transaction.atomic
def post_names(workshop, *, seen, by):
    """Let everybody read them; how many were new. Raises NotSeen, TooFew."""
    Workshop.objects.select_for_update().get(pk=workshop.pk)
    rows = to_post(workshop, seen_by=by)
    if seen != digest_of_names(rows):
        raise NotSeen
    posted = NamedReviewer.objects.filter(workshop=workshop, posted_at__isnull=False)
    if len(rows) + posted.count() < FEWEST:
        raise TooFew
    NamedReviewer.objects.filter(pk__in=[row.pk for row in rows]).update(posted_at=timezone.now())
    _tell(workshop, len(rows), by)
    return len(rows)


@transaction.atomic
def take_names_off(workshop, *, by):
    """How many; who agreed stays so, and can be posted again."""
    rows = NamedReviewer.objects.filter(workshop=workshop, posted_at__isnull=False)
    count = rows.update(posted_at=None)
    _tell(workshop, -count, by)
    return count


def _tell(workshop, count, by):
    """How many, not who: who withdraws is named nowhere any more."""
    if count:
        record_act(workshop, "reviewers named", None, count, by=by, workshop=workshop)
        Workshop.objects.filter(pk=workshop.pk).touch()
