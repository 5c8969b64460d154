"""What a reviewer has done for a workshop: how many reviews, never of what."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reviews.models import Review
from workshop.attestations import Attestation, days_of
from workshop.closing import is_closed
from workshop.retention import ended


def reviews_of(workshop, user):
    """How many count; none before the workshop is closed, nor once reviews are removed."""
    if not is_closed(workshop) or ended(timezone.now()).filter(workshop=workshop).exists():
        return 0
    own = Review.objects.counted().filter(assignment__reviewer=user)
    return own.filter(assignment__submission__workshop=workshop).count()


def attestation_of_reviewer(workshop, user, count):
    told = ngettext(
        "has written %(count)d review of submissions to %(workshop)s (%(days)s).",
        "has written %(count)d reviews of submissions to %(workshop)s (%(days)s).",
        count,
    )
    about = {"count": count, "workshop": workshop.name, "days": days_of(workshop)}
    name = user.name or user.email
    return Attestation(workshop, name, (told % about, _("The organisers give their thanks.")))
