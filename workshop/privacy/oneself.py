"""Who erases themselves: the browser may be one that they have left open to somebody else."""

from datetime import timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from workshop.privacy.erasing import HandOverFirst, erase_person, standing_in_the_way

SETTLING = timedelta(days=7)  # so that whoever the old address tells of a change can say no


def standing_in_ones_own_way(user):
    """As `standing_in_the_way`; the operator, who is asked by letter, waits for nothing."""
    return standing_in_the_way(user) + _settling(user)


def _settling(user):
    since = timezone.now() - SETTLING
    changed = user.former_addresses.filter(until__gt=since).order_by("until").last()
    if changed is None:
        return []
    told = _(
        "Your address was changed on %(day)s. For a week from then the account is not erased from "
        "here, in case it was not you. Come back after that, or ask who runs this installation."
    )
    return [told % {"day": date_format(changed.until, "j F Y")}]


def erase_oneself(user):
    if sentences := _settling(user):
        raise HandOverFirst(sentences)
    return erase_person(user)
