"""What a reviewer says of herself that conflicts are found by."""

from dataclasses import dataclass

from reviews.models import Assignment, ReviewerProfile


@dataclass(frozen=True)
class KnownAs:
    """Addresses in lower case, affiliations and people to avoid as they were typed."""

    addresses: tuple = ()
    affiliations: tuple = ()
    avoids: tuple = ()


def withheld(workshop):
    """{(submission, reviewer)}, by number, between whom no conflict is found by a machine alone.

    Whoever is assigned a submission without its authors' names would learn them, saying what she
    is known by until it vanishes: a chair closes that door. Who chairs as well knows them.
    """
    if not workshop.is_double_blind:
        return set()
    rows = Assignment.objects.standing().filter(submission__workshop=workshop)
    rows = rows.exclude(reviewer__in=workshop.memberships.chairs().values("user"))
    return set(rows.values_list("submission", "reviewer"))


def known_as(users, workshop):
    """{number of a user: KnownAs} of those of them who have said anything, in four queries."""
    rows = ReviewerProfile.objects.filter(workshop=workshop, user__in=users)
    rows = rows.prefetch_related("aliases", "affiliations", "avoids")
    found = {row.user_id: _known(row) for row in rows}
    return {pk: known for pk, known in found.items() if known != KnownAs()}


def _known(profile):
    return KnownAs(
        addresses=tuple(one.mail for one in profile.aliases.all()),
        affiliations=tuple(one.name for one in profile.affiliations.all()),
        avoids=tuple(one.name for one in profile.avoids.all()),
    )
