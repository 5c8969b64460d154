"""The base app's action links: the mail that tells someone of a new role."""

from datetime import timedelta

from django.contrib.auth import login
from django.urls import reverse
from django.utils.translation import gettext as _

from workshop.links import Purpose
from workshop.models import Membership
from workshop.outbox import queue_message


def _membership(link):
    rows = Membership.objects.select_related("workshop", "user")
    return rows.filter(pk=link.subject_id, user=link.user).first()


def _send(link, token):
    queue_message(
        "membership",
        to=link.user.email,
        key=f"{link.subject_id}:{link.pk}:{link.user.email}",
        template="workshop/mail/membership.txt",
        context={"membership": _membership(link), "expires_at": link.expires_at},
        workshop=link.workshop,
        secret=token,
    )


def _explain(link):
    membership = _membership(link)
    return _("You are %(role)s of %(workshop)s. This signs you in as %(mail)s.") % {
        "role": membership.get_role_display(),
        "workshop": membership.workshop.name,
        "mail": link.user.email,
    }


def _act(request, link):
    from workshop.accounts import confirm_address

    confirm_address(link.user)
    login(request, link.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return reverse("me")


PURPOSES = {
    "membership": Purpose(
        lifetime=timedelta(days=14),
        is_due=lambda link: _membership(link) is not None,
        explain=_explain,
        act=_act,
        send=_send,
    )
}
