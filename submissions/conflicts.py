"""Declaring conflicts and lifting them: authors and chairs each have rows of their own."""

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext as _

from submissions.models import Author, Conflict, Submission
from workshop.models import FormerAddress, User

# As the sentence goes on: “9 conflicts, 6 by …”
WROTE, FOUND, DECLARED = "authorship", "finding", "declaration"


def active_chairs(workshop):
    roles = workshop.memberships.chairs()
    return User.objects.filter(is_active=True, pk__in=roles.values("user"))


def without_a_chair(workshop):
    """The codes of what no chair may assign or decide: every one is in conflict with it."""
    own = Submission.objects.filter(workshop=workshop).in_review()
    rows = own.closed_to_all(active_chairs(workshop))
    return list(rows.order_by("code").values_list("code", flat=True))


def set_aside(workshop, user):
    """What a chair's lists are silent about: how many others handle, the codes of what nobody can.

    What is closed to all chairs is closed to each. An operator need not be one of them. For
    `submissions/_set_aside.html`.
    """
    own = Submission.objects.filter(workshop=workshop).chaired_by(user)
    closed = set(own.closed_to_all([user]).order_by().values_list("code", flat=True))
    orphans = without_a_chair(workshop) if closed or user.is_operator else []
    return {"elsewhere": len(closed.difference(orphans)), "orphans": orphans}


def conflicts_of(submissions, users):
    """{(submission, user): why, in a word} by number: the pairs `without_conflict` leaves out.

    `submissions` is a queryset, `users` a list of numbers. Six queries, whatever the size.
    """
    found = {}
    standing = Conflict.objects.standing().filter(submission__in=submissions, user__in=users)
    for *pair, source in standing.values_list("submission", "user", "source"):
        found[tuple(pair)] = FOUND if source == Conflict.Source.FOUND else DECLARED
    sent = submissions.filter(submitter__in=users).values_list("pk", "submitter")
    found |= dict.fromkeys(sent, WROTE)
    owners = owners_of(users)
    written = Author.objects.filter(submission__in=submissions, mail__in=owners)
    for submission, mail in written.values_list("submission", "mail"):
        found |= dict.fromkeys(((submission, user) for user in owners[mail]), WROTE)
    return found


def owners_of(users):
    """{address: the users who have or had it}"""
    confirmed = EmailAddress.objects.filter(user__in=users, verified=True)
    owners = {}
    for rows in (
        User.objects.filter(pk__in=users).values_list("email", "pk"),
        confirmed.annotate(mail=Lower("email")).values_list("mail", "user"),
        FormerAddress.objects.filter(user__in=users).values_list("mail", "user"),
    ):
        for mail, user in rows:
            owners.setdefault(mail, set()).add(user)
    return owners


def declare_conflicts(submission, people, *, by):
    """Let the conflicts that authors declared be with these people, the chairs' left alone.

    `by` is None for a guest.
    """
    declared = submission.conflicts.standing().filter(source=Conflict.Source.AUTHOR)
    members = User.objects.filter(memberships__workshop=submission.workshop_id)
    members = members.exclude(pk=by and by.pk)
    declared.filter(user__in=members).exclude(user__in=people).update(
        lifted_at=timezone.now(), lifted_by=by, lift_reason=_("no longer declared by the authors")
    )
    standing = set(declared.values_list("user", flat=True))
    for person in people:
        if person.pk not in standing:
            submission.conflicts.create(user=person, source=Conflict.Source.AUTHOR, by=by)


@transaction.atomic
def add_conflict(submission, user, *, by, reason):
    """The person or a chair declares it; what they have declared already, if it stands."""
    Submission.objects.select_for_update().get(pk=submission.pk)
    source = Conflict.Source.SELF if by == user else Conflict.Source.CHAIR
    declared = {"user": user, "source": source}
    standing = submission.conflicts.standing().filter(**declared).first()
    return standing or submission.conflicts.create(**declared, by=by, reason=reason)


@transaction.atomic
def add_conflicts(reasons, *, by):
    """A chair declares `{(submission, user), by number: reason}`, all or none; how many are new."""
    rows = Submission.objects.filter(pk__in={submission for submission, _user in reasons})
    rows.lock()
    source = Conflict.Source.CHAIR
    standing = Conflict.objects.standing().filter(source=source, submission__in=rows)
    known = set(standing.values_list("submission", "user"))
    fresh = [
        Conflict(submission_id=pair[0], user_id=pair[1], source=source, by=by, reason=reason[:300])
        for pair, reason in reasons.items()
        if pair not in known
    ]
    return len(Conflict.objects.bulk_create(fresh))


def lift_conflict(conflict, *, by, reason):
    return lift_conflicts([conflict], by=by, reason=reason)


def lift_conflicts(conflicts, *, by, reason):
    """A deliberate act with its reason, which the other chairs can read; how many stood."""
    rows = Conflict.objects.standing().filter(pk__in=[one.pk for one in conflicts])
    return rows.update(lifted_at=timezone.now(), lifted_by=by, lift_reason=reason)
