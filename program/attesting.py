"""What a presenter has done: the title of the contribution, when and where."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from program.models import Contribution
from submissions.querysets import addresses_of
from workshop.attestations import Attestation, days_of
from workshop.closing import is_closed


def presented_by(user, submission):
    """Its contribution, where `user` is the one who presents it and the workshop is closed."""
    own = Contribution.objects.of_author(user).select_related("workshop", "slot", "submission")
    found = own.filter(submission=submission).first()
    if found is None or not is_closed(found.workshop) or _is_cancelled(found):
        return None
    return found if found.presenter[1] in addresses_of(user) else None


def _is_cancelled(contribution):
    """What did not take place was presented by nobody."""
    return contribution.slot is not None and contribution.slot.is_cancelled


def attestation_of_presenter(contribution):
    told = _("has presented “%(title)s” at %(workshop)s (%(days)s).") % {
        "title": contribution.name,
        "workshop": contribution.workshop.name,
        "days": days_of(contribution.workshop),
    }
    return Attestation(
        contribution.workshop, contribution.presenter[0], (told, *_when(contribution))
    )


def _when(contribution):
    slot, workshop = contribution.slot, contribution.workshop
    if slot is None or workshop.days == 1:
        return []
    day = timezone.localtime(slot.starts_at, workshop.tz)
    return [_("Presented on %(day)s.") % {"day": date_format(day, "j F Y")}]
