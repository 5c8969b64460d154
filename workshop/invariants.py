"""What must hold of workshops, mail and jobs; see `manage.py check_invariants`."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import connection
from django.db.models import F, Q
from django.utils import timezone

from workshop.encryption import ENCRYPTED
from workshop.fields import RESERVED_SLUGS
from workshop.models import (
    ActionLink,
    Closing,
    Job,
    Membership,
    Message,
    Unsealing,
    User,
    Workshop,
)
from workshop.privacy.erased import DOMAIN
from workshop.retention import NOTICE
from workshop.sealing import missing
from workshop.second_factor import ENCRYPTED_IN


def workshops_without_chair():
    return Workshop.objects.exclude(pk__in=Membership.objects.chairs().values("workshop"))


def workshops_at_reserved_addresses():
    return Workshop.objects.filter(slug__in=RESERVED_SLUGS)


def done_but_never_tried():
    for model in (Message, Job):
        yield from model.objects.filter(state="done", tries=0)


def failed_without_reason():
    for model in (Message, Job):
        yield from model.objects.filter(state="failed", error="")


def secrets_in_the_open():
    """A text that was given its secret where the mark should stand."""
    given = Message.objects.exclude(secret="")  # nosec B106 # empty: it has none
    return given.filter(Q(body__contains=F("secret")) | Q(subject__contains=F("secret")))


def used_after_closing():
    late = Q(used_at__gt=F("expires_at")) | Q(used_at__gt=F("revoked_at"))
    return ActionLink.objects.filter(late)


def finished_in_the_future():
    for model in (Message, Job):
        yield from model.objects.filter(finished_at__gt=timezone.now())


def known_by_an_unconfirmed_address():
    """The address of an account is the primary one of those that are kept of it."""
    return EmailAddress.objects.filter(primary=True).exclude(email=F("user__email"))


def mails_of_a_letter_elsewhere():
    return Message.objects.filter(letter__isnull=False).exclude(letter__workshop=F("workshop"))


def removed_without_notice():
    early = Q(announced_at=None) | Q(removed_at__lt=F("announced_at") + NOTICE)
    return Closing.objects.filter(early, removed_at__isnull=False)


def history_without_seal():
    """In rows that are not stored: what they say is the name of the trigger."""
    return [Unsealing(why=name) for name in missing(connection)]


def unsealings_left_open():
    return Unsealing.objects.filter(closed_at=None)


def erased_and_somebody():
    """With a way in, a role, an address or a link."""
    erased = User.objects.filter(email__endswith=f"@{DOMAIN}")
    own = Q(memberships__isnull=False) | Q(emailaddress__isnull=False) | Q(actionlink__isnull=False)
    return erased.filter(own | Q(is_active=True) | Q(former_addresses__isnull=False)).distinct()


def second_factors_in_the_open():
    for kind, name in ENCRYPTED_IN.items():
        rows = Authenticator.objects.filter(type=kind)
        yield from rows.exclude(**{f"data__{name}__startswith": ENCRYPTED})


INVARIANTS = {
    "what second factors are made of is encrypted": second_factors_in_the_open,
    "an account is known by its primary address": known_by_an_unconfirmed_address,
    "a letter's mails are of its workshop": mails_of_a_letter_elsewhere,
    "people are told in time of what is removed": removed_without_notice,
    "history is sealed by triggers": history_without_seal,
    "history was sealed again by whoever opened it": unsealings_left_open,
    "a workshop has a chair": workshops_without_chair,
    "no workshop stands at an address of Ossau's own": workshops_at_reserved_addresses,
    "what is done was tried": done_but_never_tried,
    "what failed says why": failed_without_reason,
    "a code or token stands in no text of the outbox": secrets_in_the_open,
    "a link is used before it expires or is revoked": used_after_closing,
    "nothing was finished in the future": finished_in_the_future,
    "who was erased is nobody": erased_and_somebody,
}
