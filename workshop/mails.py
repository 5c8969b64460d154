"""The base app's mails, each with its question: is it still due when its turn comes?"""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _lazy

from workshop.action_links import values_of_membership
from workshop.mailtexts import Purpose
from workshop.models import ActionLink


def _code_is_fresh(message):
    lifetime = timedelta(seconds=settings.CODE_LIFETIME)
    return timezone.now() - message.created_at < lifetime


def _link_is_open(message):
    return ActionLink.objects.open().filter(pk=message.object_id).exists()


def _new_members(workshop, user):
    rows = workshop.memberships.select_related("user", "workshop").order_by("-created_at")[:20]
    return [(one.user.email, values_of_membership(one, MEMBERSHIP_LINK)) for one in rows]


MEMBERSHIP_LINK = f"{settings.SITE_URL}/links/…/"
PURPOSES = {
    "code": Purpose(_code_is_fresh, label=_lazy("sign-in code")),
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
        samples=_new_members,
    ),
}
