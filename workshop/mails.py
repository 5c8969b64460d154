"""The base app's mails, each with its question: is it still due when its turn comes?"""

from datetime import timedelta

from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _lazy

from workshop import letters
from workshop.action_links import values_of_membership
from workshop.links import purpose_of
from workshop.mailtexts import Purpose
from workshop.models import ActionLink
from workshop.recipients import OF_EVERY_PERSON


def _code_is_fresh(message):
    lifetime = timedelta(seconds=settings.CODE_LIFETIME)
    return timezone.now() - message.created_at < lifetime


def _link_is_open(message):
    link = ActionLink.objects.open().filter(pk=message.object_id).first()
    return link is not None and purpose_of(link).is_due(link)


def _new_members(workshop, user):
    rows = workshop.memberships.select_related("user", "workshop").order_by("-created_at")[:20]
    return [(one.user.email, values_of_membership(one, MEMBERSHIP_LINK)) for one in rows]


def hidden_from(user):
    """A test holds what its maker may read, and is for them alone."""
    return Q(purpose="test") & ~Q(by=user)


MEMBERSHIP_LINK = f"{settings.SITE_URL}/links/…/"
TEST_LIFE = timedelta(hours=1)
PURPOSES = {
    "test": Purpose(
        lambda message: timezone.now() - message.created_at < TEST_LIFE, label=_lazy("Test")
    ),
    "letter": Purpose(letters.is_still_due, label=_lazy("Letter")),
    "moved": Purpose(
        letters.is_still_due,
        label=_lazy("A date has moved"),
        occasion=_lazy("Where you start from when you tell people of a date that you moved."),
        subject=_lazy("{workshop}: {date}, new date"),
        body=_lazy(
            "Dear {name},\n\n"
            "A date of {workshop_name} has moved.\n\n"
            "{date}: {new}\n"
            "Until now it was: {old}\n\n"
            "{site}\n\n"
            "Questions go to {contact}."
        ),
        placeholders=OF_EVERY_PERSON
        | {
            "date": (_lazy("what the date is of"), _lazy("Proposals due")),
            "new": (_lazy("when it is now"), "26 June 2027, 23:59 AoE"),
            "old": (_lazy("when it was"), "19 June 2027, 23:59 AoE"),
        },
    ),
    "code": Purpose(_code_is_fresh, label=_lazy("sign-in code")),
    "nobody": Purpose(lambda message: False, label=_lazy("An address without an account")),
    "account": Purpose(lambda message: True, label=_lazy("A change of an account")),
    "membership": Purpose(
        _link_is_open,
        label=_lazy("A new role"),
        occasion=_lazy("When somebody is given a role, with a link that signs in."),
        subject=_lazy("Your role in {workshop_name}"),
        body=_lazy(
            "You are now a {role} of {workshop_name}. {may}\n\n"
            "This link signs you in:\n\n"
            "{link}\n\n"
            "It is for you alone and works once, until {until}. After that, sign in with a code "
            "sent to this address:\n\n"
            "{sign_in}\n\n"
            "Questions go to {contact}."
        ),
        placeholders={
            "role": (_lazy("the role"), _lazy("chair")),
            "may": (
                _lazy("what one does in that role"),
                _lazy("You run the workshop: its dates, its people, its reviews."),
            ),
            "link": (_lazy("the link that signs in, once"), MEMBERSHIP_LINK),
            "until": (_lazy("the day the link ends"), "19 June 2027"),
            "sign_in": (_lazy("the address to sign in at"), f"{settings.SITE_URL}/accounts/"),
        },
        needs=("link",),
        carrier="link",
        samples=_new_members,
    ),
}
