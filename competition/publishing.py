"""Publishing the results and mailing each team its rank: two acts, each on its own.

Both can be done again: what was mailed for a publication is not mailed twice for it.
"""

from django.db import transaction
from django.utils import timezone

from competition.ranking_mails import digest_of_mails, mails_of, queue_mails
from competition.saving import locked_competition
from workshop.digests import NotSeen, digest_of
from workshop.trail import record, snapshot


class Competes(Exception):
    """Who competes does not publish the results, where another chair can."""


class NotPublished(Exception):
    """Ranks are mailed once everybody can read them."""


def own_teams(competition, user):
    return list(competition.teams.acted_for_by(user))


def other_chairs(competition, user):
    """Those who could publish instead: chairs who are in none of its teams."""
    chairs = competition.workshop.memberships.chairs().filter(user__is_active=True)
    users = [one.user for one in chairs.select_related("user").exclude(user=user)]
    return [one for one in users if not competition.teams.acted_for_by(one).exists()]


def is_partial(competition, user):
    """Whether `user` is in a team, and somebody who is in none can publish."""
    return bool(own_teams(competition, user) and other_chairs(competition, user))


@transaction.atomic
def publish_results(competition, *, by):
    """False where they are published already. Raises Competes."""
    if is_partial(competition, by):
        raise Competes
    return _set(competition, timezone.now(), by=by)


@transaction.atomic
def hide_results(competition, *, by):
    """Nothing is lost: published again, it is another publication. False where they are hidden."""
    return _set(competition, None, by=by)


def _set(competition, at, *, by):
    current = locked_competition(competition)
    if bool(current.results_at) == bool(at):
        return False
    _change(current, by, results_at=at)
    return True


def texts_seen(competition):
    return digest_of([competition.lessons, competition.feedback])


@transaction.atomic
def write_texts(competition, texts, *, by, seen):
    """`texts` are its lessons and feedback; the competition as it is then. Raises NotSeen."""
    current = locked_competition(competition)
    is_new = any(getattr(current, name) != text for name, text in texts.items())
    if is_new and seen != texts_seen(current):
        raise NotSeen
    return _change(current, by, **texts)


@transaction.atomic
def mail_ranks(competition, *, by, seen):
    """Queue what was not mailed for this publication; how many. Raises NotPublished, NotSeen."""
    current = locked_competition(competition)
    if not current.results_at:
        raise NotPublished
    mails = mails_of(current)
    if mails and seen != digest_of_mails(mails):
        raise NotSeen
    return queue_mails(current, mails, by=by)


def _change(competition, by, **fields):
    before = snapshot(competition)
    for name, value in fields.items():
        setattr(competition, name, value)
    competition.save(update_fields=list(fields))
    record(competition, by=by, workshop=competition.workshop, before=before)
    return competition
