"""The base app's action links: the mail of a new role, the address of the first workshop."""

from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from workshop.accounts import sign_in
from workshop.links import Purpose
from workshop.mailtexts import queue_mail
from workshop.models import Membership, Message, Workshop


def _membership(link):
    rows = Membership.objects.select_related("workshop", "user")
    return rows.filter(pk=link.object_id, user=link.user).first()


LIFETIME = timedelta(days=14)
MAY = {
    Membership.Role.CHAIR: _lazy("You run the workshop: its dates, its people, its reviews."),
    Membership.Role.PUBLICATIONS: _lazy(
        "You edit its program and read the accepted contributions. Reviews stay with the chairs."
    ),
    Membership.Role.REVIEWER: _lazy("You review what the chairs assign to you."),
}


def values_of_membership(membership, link, until=None):
    """Of the mail that tells of a role; `link` is the address that signs in."""
    until = until or timezone.now() + LIFETIME
    return {
        "role": membership.get_role_display(),
        "may": MAY[membership.role],
        "link": link,
        "until": date_format(until, "j F Y"),
        "sign_in": settings.SITE_URL + reverse("account_request_login_code"),
    }


def _send(link, token, **more):
    address = f"{settings.SITE_URL}/links/{Message.GAP}/"
    queue_mail(
        "membership",
        to=link.user.email,
        key=str(link.pk),
        values=values_of_membership(_membership(link), address, link.expires_at),
        secret=token,
        workshop=link.workshop,
        object_id=link.pk,
        **more,
    )


def _explain(link):
    membership = _membership(link)
    return _("You are a %(role)s of %(workshop)s. This signs you in as %(mail)s.") % {
        "role": membership.get_role_display(),
        "workshop": membership.workshop.name,
        "mail": link.user.email,
    }


def _act(request, link):
    return sign_in(request, link.user, then=reverse("me"))


PURPOSES = {
    "membership": Purpose(
        lifetime=LIFETIME,
        is_due=lambda link: _membership(link) is not None,
        explain=_explain,
        act=_act,
        send=_send,
    ),
    # Printed by `manage.py start`, for a database without workshops.
    "start": Purpose(lifetime=timedelta(days=2), is_due=lambda link: not Workshop.objects.exists()),
}
