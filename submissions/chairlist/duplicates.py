"""Which submissions say the same: by their folded titles, or by a PDF that both have sent.

A PDF counts while it is the newest of one of them. Only what the viewer sees is compared.
"""

from collections import defaultdict

from django.db.models import Count, Exists, OuterRef, Q

from submissions.models import Manuscript, Submission


def with_duplicates(rows, *, seen):
    """Those of the rows that say the same as another that is seen."""
    titled = seen.exclude(title_key="").order_by().values("title_key")
    titles = titled.annotate(number=Count("pk")).filter(number__gt=1).values("title_key")
    files = Manuscript.objects.filter(submission__in=seen.order_by().values("pk")).order_by()
    senders = files.values("sha256").annotate(number=Count("submission", distinct=True))
    shared = senders.filter(number__gt=1).values("sha256")
    newest = files.filter(~Exists(_later()), sha256__in=shared).values("sha256")
    sent = files.filter(sha256__in=newest).values("submission")
    return rows.sent_in().filter(Q(title_key__in=titles) | Q(pk__in=sent))


def _later():
    same = Manuscript.objects.filter(submission=OuterRef("submission"))
    return same.filter(number__gt=OuterRef("number"))


def duplicates_of(submissions, *, seen):
    """{number of each of them: [code of another]}, in three queries; in the order of codes.

    They are of one workshop and among those seen; their manuscripts have been fetched.
    """
    same = [*_same_titles(submissions), *_same_files(submissions)]
    rows = seen.order_by().filter(pk__in={pk for _shared, pk, _counts in same})
    codes = dict(rows.values_list("pk", "code"))
    same = [one for one in same if one[1] in codes]
    counting = {shared for shared, _pk, counts in same if counts}
    groups = defaultdict(set)
    for shared, pk, _counts in same:
        if shared in counting:
            groups[shared].add(pk)
    found = {one.pk: set() for one in submissions}
    for group in groups.values():
        for pk in found.keys() & group:
            found[pk] |= {codes[other] for other in group - {pk}}
    return {pk: sorted(others) for pk, others in found.items()}


def duplicates_in_workshop(submission, user):
    """The codes of those that `user` sees there."""
    own = Submission.objects.filter(workshop=submission.workshop_id)
    return duplicates_of([submission], seen=own.decidable_by(user))[submission.pk]


def _same_titles(submissions):
    """[(what is shared, number, whether it then counts)] of all, seen or not."""
    keys = {one.title_key for one in submissions} - {""}
    workshops = {one.workshop_id for one in submissions}
    rows = Submission.objects.filter(workshop__in=workshops, title_key__in=keys).order_by()
    return [(key, pk, True) for key, pk in rows.values_list("title_key", "pk")]


def _same_files(submissions):
    """The same of files, of which those count that are somebody's newest.

    In whatever workshop: SQLite, asked for one, would go through all of it.
    """
    digests = {one.sha256 for row in submissions for one in row.manuscripts.all()}
    files = Manuscript.objects.filter(sha256__in=digests)
    is_newest = ~Exists(_later())
    return (
        files.order_by()
        .annotate(is_newest=is_newest)
        .values_list("sha256", "submission", "is_newest")
    )
