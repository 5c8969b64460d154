"""Storing what is found. A found conflict stands at once; a chair confirms or lifts it."""

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from submissions.conflicts import owners_of
from submissions.finding.reasons import Person, Writer, found_in
from submissions.models import Author, Conflict, Submission
from workshop.discovery import found
from workshop.models import Membership, User, Workshop
from workshop.queue import enqueue

FOUND = Conflict.Source.FOUND


def find_soon(workshop, *, key, submission=None, user=None):
    """As a job: of one submission, of one person, or of all. `key` is another for each cause."""
    about = {"submission": submission and submission.pk, "user": user and user.pk}
    return enqueue("find_conflicts", key=f"find/{key}", arguments=about, workshop=workshop)


@transaction.atomic
def find_conflicts(workshop, *, submission=None, user=None):
    """Let the found conflicts of a workshop be those there are, of all or of one; how many are new.

    What a chair has lifted stays lifted, what a chair has confirmed stays. Of a submission what is
    not found any more is lifted: its authors have changed. That people say something else of
    themselves lifts nothing, nor does a machine open a door to somebody who chairs. What is
    withheld (see `reviews.known_as`) waits for a chair.
    """
    people = _people(workshop, user)
    pairs = found_in(_written(workshop, submission, people), people)
    if submission:
        pairs = {pair: why for pair, why in pairs.items() if pair[0] == submission.pk}
    rows = Conflict.objects.filter(submission__workshop=workshop, user__in=people)
    rows = rows.filter(submission=submission) if submission else rows
    if submission:
        _lift_past(rows, pairs)
    known = _known(rows) | _withheld(workshop)
    fresh = [
        Conflict(submission_id=number, user_id=pk, source=FOUND, reason=why)
        for (number, pk), why in pairs.items()
        if (number, pk) not in known
    ]
    Conflict.objects.bulk_create(fresh, ignore_conflicts=True)  # found by another at once
    return len(fresh)


def _withheld(workshop):
    return set().union(*(pairs_of(workshop) for pairs_of in found("known_as", "withheld")))


def waiting_for_a_chair(workshop):
    """[(submission, person, reason)], by number, of what was found and is withheld."""
    held = _withheld(workshop)
    if not held:
        return []
    people = _people(workshop)
    pairs = found_in(_written(workshop, None, people), people)
    known = _known(Conflict.objects.filter(submission__workshop=workshop))
    return [(*pair, why) for pair, why in pairs.items() if pair in held and pair not in known]


def find_as_job(job):
    """What was discarded, and who is no reviewer any more, is in conflict with nothing."""
    submission = Submission.objects.filter(pk=job.arguments["submission"]).first()
    user = User.objects.filter(pk=job.arguments["user"]).first()
    is_gone = (job.arguments["submission"] and not submission) or (
        job.arguments["user"] and not user
    )
    return {"new": 0 if is_gone else find_conflicts(job.workshop, submission=submission, user=user)}


def find_everywhere(now):
    """Once a day, for what no act has told of: a role given in the admin, a list that has grown."""
    return sum(find_conflicts(one) for one in Workshop.objects.all() if one.over_at > now)


def _written(workshop, submission, people):
    """{number of a submission: [Writer, …]} of what was sent in; of one, with all by the people."""
    sent = Submission.objects.filter(workshop=workshop).sent_in()
    rows = Author.objects.filter(submission__in=sent)
    if submission:
        mails = {mail for one in people.values() for mail in one.addresses}
        own = Author.objects.filter(submission__in=sent, mail__in=mails).values("submission")
        rows = rows.filter(Q(submission=submission) | Q(submission__in=own))
    of = {}
    names = ("submission", "name", "mail", "affiliation")
    for number, *told in rows.order_by("submission", "position").values_list(*names):
        of.setdefault(number, []).append(Writer(*told))
    return of


def _people(workshop, user=None):
    """{number of a user: Person} of the reviewers, or of one of them."""
    roles = workshop.memberships.reviewers()
    users = User.objects.filter(pk__in=roles.values("user"))
    users = users.filter(pk=user.pk) if user else users
    people = {pk: Person(set(), set()) for pk in users.values_list("pk", flat=True)}
    for mail, owners in owners_of(list(people)).items():
        for pk in owners:
            people[pk].addresses.add(mail)
            people[pk].shown.add(mail)
    for known_as in found("known_as", "known_as"):
        for pk, said in known_as(list(people), workshop).items():
            people[pk].addresses |= set(said.addresses)
            people[pk].affiliations += said.affiliations
            people[pk].avoids += said.avoids
    return people


def _lift_past(rows, pairs):
    chairs = Membership.objects.chairs().filter(workshop=OuterRef("submission__workshop"))
    rows = rows.standing().filter(source=FOUND, confirmed_at=None, user__is_superuser=False)
    rows = rows.exclude(Exists(chairs.filter(user=OuterRef("user"))))
    found = rows.values_list("pk", "submission", "user")
    past = [pk for pk, *pair in found if tuple(pair) not in pairs]
    told = {"lifted_at": timezone.now(), "lift_reason": _("not found any more")}
    Conflict.objects.filter(pk__in=past).update(**told)


def _known(rows):
    """Those that stand, whoever declared them, and those that a chair has lifted."""
    stand = set(rows.standing().values_list("submission", "user"))
    lifted = rows.filter(source=FOUND, lifted_by__isnull=False)
    return stand | set(lifted.values_list("submission", "user"))


@transaction.atomic
def confirm_conflicts(conflicts, *, by):
    """A chair has looked at these: they stay, whatever is found later; how many were new."""
    rows = conflicts.standing().filter(source=FOUND, confirmed_at=None)
    return rows.update(confirmed_at=timezone.now(), confirmed_by=by)
