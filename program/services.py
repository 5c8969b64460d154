"""Announcing: what was decided is released, mailed and listed on the program, each on its own."""

from collections import Counter

from django.db import transaction

from program.asking import ask_to_confirm, asks_of, previews_of
from program.models import Contribution
from reviews.announcing import decision_mails, mail_decisions, release_decisions, to_release, unsent
from reviews.outcomes import ABOUT_DECISIONS, ACCEPTING, counts_of
from submissions.models import Status
from workshop.digests import NotSeen, digest_of
from workshop.mailtexts import purposes
from workshop.models import Message
from workshop.trail import record, snapshot


def preview_of(submissions):
    """What each act would do now, and what it would do after those before it.

    `seen` is a digest of all that, to be handed back to `announce`.
    """
    releases = to_release(submissions)
    accepted = [one.submission for one in releases if _is_newly_accepted(one)]
    rejected = [one.submission for one in releases if one.outcome not in ACCEPTING]
    listed_now, mails = list(to_publish(submissions)), unsent(decision_mails(submissions))
    asks = asks_of(submissions)
    doomed = {submission.pk for submission in rejected}
    publishes = [one for one in [*listed_now, *accepted] if one.pk not in doomed]
    leaving = list(submissions.filter(pk__in=doomed, contribution__isnull=False))
    mailed = _mailed(releases)
    return {
        "releases": releases,
        "release_counts": counts_of(one.outcome for one in releases),
        "changed": [one for one in releases if one.pk in mailed],
        "failed": failed_mails(submissions).count(),
        "mails": mails,
        "mail_counts": _by_purpose(mails),
        "mailed_now": sum(mail["is_released"] for mail in mails),
        "asks": list(previews_of([(one.submission, mail) for one, mail in asks])),
        "asked_now": sum(one.is_released for one, _mail in asks),
        "publishes": publishes,
        "listed_now": len(listed_now),
        "leaving": leaving,
        "seen": _digest(releases, mails, asks, listed_now, publishes, leaving),
    }


def _mailed(releases):
    """Those of which mails have told something else, or the same before a withdrawal."""
    of = {str(one.submission_id): one.pk for one in releases}
    told = Message.objects.filter(purpose__in=ABOUT_DECISIONS, object_id__in=of)
    return {of[about] for about in told.values_list("object_id", flat=True).distinct()}


def _by_purpose(mails):
    """[(kind of mail, how many), …]"""
    counts = Counter(mail["purpose"] for mail in mails)
    return [(purposes()[name].label, counts[name]) for name in ABOUT_DECISIONS if counts[name]]


def failed_mails(submissions):
    """The mails about their decisions that no server has taken."""
    about = [str(pk) for pk in submissions.order_by().values_list("pk", flat=True)]
    failed = Message.objects.filter(purpose__in=ABOUT_DECISIONS, state=Message.State.FAILED)
    return failed.filter(object_id__in=about)


def _is_newly_accepted(decision):
    """A talk that becomes a poster has its place already."""
    return decision.outcome in ACCEPTING and decision.submission.status != Status.ACCEPTED


def _digest(releases, mails, asks, *submissions):
    shown = [
        [(one.pk, one.seen) for one in releases],
        [(mail["to"], mail["subject"], mail["body"]) for mail in mails],
        [(one.pk, mail) for one, mail in asks],
        *(sorted(submission.pk for submission in rows) for rows in submissions),
    ]
    return digest_of(shown)


@transaction.atomic
def announce(submissions, acts, *, seen, by):
    """Do the named acts, the release first; {act: how many were new}.

    `seen` is that of the preview on which `by` decided to. Raises NotSeen.
    """
    submissions.lock()
    if seen != preview_of(submissions)["seen"]:
        raise NotSeen
    return {name: act(submissions, by=by) for name, act in ACTS.items() if name in acts}


def to_publish(submissions):
    """Accepted ones, as their authors know, that the program does not list yet."""
    return submissions.filter(status=Status.ACCEPTED, contribution=None)


@transaction.atomic
def publish_contributions(submissions, *, by):
    """List them; how many were new."""
    submissions.lock()
    fresh = list(to_publish(submissions).order_by("title").select_related("workshop"))
    for submission in fresh:
        placed = Contribution.objects.create(
            workshop=submission.workshop, submission=submission, code=submission.code
        )
        record(placed, by=by, workshop=submission.workshop)
    return len(fresh)


def leave_program(sender, change, **more):
    """What is no longer accepted leaves the program in the same transaction."""
    if change.new == Status.ACCEPTED:
        return
    for placed in Contribution.objects.filter(submission=change.submission):
        workshop = change.submission.workshop
        record(placed, by=change.by, workshop=workshop, before=snapshot(placed), removed=True)
        placed.delete()


def mail_all(submissions, *, by):
    """The decisions, and to authors of what is accepted the request to confirm."""
    return mail_decisions(submissions, by=by) + ask_to_confirm(submissions, by=by)


# In this order: only what is released is mailed, only what is accepted is listed.
ACTS = {"release": release_decisions, "mail": mail_all, "publish": publish_contributions}
