"""The base app's action links: the mail of a new role, the address of the first workshop."""

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from workshop.accounts import sign_in
from workshop.links import Purpose
from workshop.models import Membership, Workshop
from workshop.outbox import queue_message, render_mail


def _membership(link):
    rows = Membership.objects.select_related("workshop", "user")
    return rows.filter(pk=link.object_id, user=link.user).first()


def _send(link, token):
    subject, body = render_mail(
        "workshop/mail/membership.txt",
        {"membership": _membership(link), "expires_at": link.expires_at},
    )
    queue_message(
        "membership",
        to=link.user.email,
        key=str(link.pk),
        subject=subject,
        body=body,
        secret=token,
        workshop=link.workshop,
        object_id=link.pk,
    )


def _explain(link):
    membership = _membership(link)
    return _("You are a %(role)s of %(workshop)s. This signs you in as %(mail)s.") % {
        "role": membership.get_role_display(),
        "workshop": membership.workshop.name,
        "mail": link.user.email,
    }


def _act(request, link):
    sign_in(request, link.user)
    return reverse("me")


PURPOSES = {
    "membership": Purpose(
        lifetime=timedelta(days=14),
        is_due=lambda link: _membership(link) is not None,
        explain=_explain,
        act=_act,
        send=_send,
    ),
    # Printed by `manage.py start`, for a database without workshops.
    "start": Purpose(lifetime=timedelta(days=2), is_due=lambda link: not Workshop.objects.exists()),
}
