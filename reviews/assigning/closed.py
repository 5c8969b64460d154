"""Which pairs may not be, all at once: `without_conflict` of many people and submissions."""

from allauth.account.models import EmailAddress
from django.db.models import F, Max
from django.db.models.functions import Lower

from reviews.models import Assignment, AssignmentChange
from submissions.models import Author, Conflict
from workshop.models import FormerAddress, User

# As the sentence goes on: “9 conflicts, 6 by …”
WROTE, FOUND, DECLARED = "authorship", "finding", "declaration"
DECLINED, FORBIDDEN = "declining", "being ruled out"
OF_CONFLICT = {WROTE, FOUND, DECLARED}


def conflicts_of(submissions, users):
    """{(submission, user): why, in a word} by number, in five queries.

    `submissions` is a queryset, `users` a list of numbers.
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


def declined_of(submissions):
    """The pairs of those who have declined and were not asked again."""
    over = Assignment.objects.filter(submission__in=submissions, ended_at__isnull=False)
    newest = over.annotate(newest=Max("changes__pk")).values("newest")
    changes = AssignmentChange.objects.filter(pk__in=newest).exclude(reason="")
    by_reviewer = changes.filter(by=F("assignment__reviewer"))
    return set(by_reviewer.values_list("assignment__submission", "assignment__reviewer"))
