"""What a reviewer says of herself that conflicts are found by."""

from dataclasses import dataclass

from reviews.models import ReviewerProfile


@dataclass(frozen=True)
class KnownAs:
    """Addresses in lower case, affiliations and people to avoid as they were typed."""

    addresses: tuple = ()
    affiliations: tuple = ()
    avoids: tuple = ()


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
