"""Changing what is known of a reviewer, by her or by a chair."""

from django.db import transaction
from django.db.models import Q

from reviews.models import PastPaper, ReviewerProfile
from submissions.finding.services import find_conflicts
from workshop.models import KeyDate, Workshop
from workshop.trail import record, snapshot


class StaleProfile(Exception):
    """It was saved from another window, or by a chair, since the page was opened."""


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


# --- what she says herself ---

LINES = {"aliases": "mail", "affiliations": "name", "avoids": "name"}


def said_in(profile):
    """{field of her page: what is stored}, as the page has it."""
    if profile.pk is None:
        return {"most": None, "topics": [], "papers": []} | {name: [] for name in LINES}
    lines = {name: _texts(getattr(profile, name), LINES[name]) for name in LINES}
    return lines | {
        "most": profile.most,
        "topics": list(profile.topics.all()),
        "papers": list(profile.papers.values_list("title", "abstract")),
    }


def _texts(rows, field):
    return list(rows.values_list(field, flat=True))


def unsaid_by(user):
    """The workshops, as a list, that `user` reviews for and has told nothing to match by.

    Until reviews are due or close, or the workshop is over.
    """
    said = ReviewerProfile.objects.filter(user=user)
    told = said.filter(Q(topics__isnull=False) | Q(papers__isnull=False))
    roles = user.memberships.reviewers().exclude(workshop__in=told.values("workshop"))
    rows = Workshop.objects.filter(pk__in=roles.values("workshop"))
    return [one for one in rows.prefetch_related("key_dates") if not _is_late(one)]


def _is_late(workshop):
    ends = map(workshop.date_of, (KeyDate.Kind.REVIEWS, KeyDate.Kind.REVIEWS_CLOSE))
    return workshop.is_over or any(date and date.has_passed for date in ends)


@transaction.atomic
def change_profile(profile, said, *, seen):
    """Store what she says of herself: {field: value} as in `said_in`. Raises StaleProfile.

    `seen` is the version on which her page was opened; 0 before there was any.
    """
    workshop, user = profile.workshop, profile.user
    had = ReviewerProfile.objects.filter(workshop=workshop, user=user).exists()
    current = locked_profile(workshop, user)
    if seen != (current.version if had else 0) and said_in(current) != said:
        raise StaleProfile
    before, current.most = snapshot(current), said["most"]
    current.version += 1
    current.save(update_fields=["most", "version"])
    current.topics.set(said["topics"])
    for name, field in LINES.items():
        _replace(getattr(current, name), field, said[name])
    _replace_papers(current, said["papers"])
    record(current, by=user, workshop=workshop, before=before)
    find_conflicts(workshop, user=user)
    return current


def _replace(rows, field, texts):
    """What stays keeps its row."""
    known = set(rows.values_list(field, flat=True))
    rows.exclude(**{f"{field}__in": texts}).delete()
    for text in texts:
        if text not in known:
            rows.create(**{field: text})


def _replace_papers(profile, papers):
    if list(profile.papers.values_list("title", "abstract")) == papers:
        return
    profile.papers.all().delete()
    PastPaper.objects.bulk_create(
        PastPaper(profile=profile, title=title, abstract=abstract, position=number)
        for number, (title, abstract) in enumerate(papers, 1)
    )
