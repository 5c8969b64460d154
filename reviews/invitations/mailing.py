"""The mail of an invitation: what it says, and the link that it carries."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reviews.invitations import PURPOSE
from reviews.models import Invitation
from workshop.mailtexts import queue_mail, render, text_of
from workshop.models import KeyDate, Message
from workshop.times import in_words

LIFETIME = timedelta(days=21)
EXAMPLE = f"{settings.SITE_URL}/invitations/…/"


def values_of(invitation, link, until=None):
    """Of the mail that carries the address `link`."""
    workshop = invitation.workshop
    until = until or timezone.now() + LIFETIME
    return asked_of(workshop) | {
        "name": invitation.name or _("colleague"),
        "most": reviews_in_words(invitation.most),
        "link": link,
        "until": date_format(until.astimezone(workshop.tz), "j F Y"),
    }


def asked_of(workshop):
    """What is told to everybody who is asked: pages, both dates, topics."""
    return {
        "pages": pages_of(workshop),
        "assigned": _day(workshop, KeyDate.Kind.SUBMISSION),
        "due": _day(workshop, KeyDate.Kind.REVIEWS),
        "topics": ", ".join(topic.name for topic in workshop.topics.all()) or workshop.name,
    }


def reviews_in_words(count):
    return ngettext("%(count)d review", "%(count)d reviews", count) % {"count": count}


def pages_of(workshop):
    pages = ngettext("%(pages)d page", "%(pages)d pages", workshop.page_limit)
    return pages % {"pages": workshop.page_limit}


def _day(workshop, kind):
    date = workshop.date_of(kind)
    return in_words(date.at, date.tz) if date else _("on a day to be announced")


def invitation_of(link):
    """What a link is about; None where it was removed."""
    rows = Invitation.objects.select_related("workshop", "user")
    return rows.filter(pk=link.object_id, mail=link.mail).first()


def send(link, token, words=PURPOSE, **more):
    """Queue the mail of a link; `words` is the purpose whose text it has."""
    place = f"{settings.SITE_URL}/invitations/{Message.GAP}/"
    queue_mail(
        words,
        to=link.mail,
        key=str(link.pk),
        values=values_of(invitation_of(link), place, link.expires_at),
        secret=token,
        workshop=link.workshop,
        object_id=link.pk,
        **more,
    )


def previews_of(invitations, purpose=PURPOSE):
    """[{to, subject, body}, …] without the token; they are of one workshop, stored or not."""
    text = None
    for one in invitations:
        text = text or text_of(one.workshop, purpose)
        subject, body = render(text, one.workshop, values_of(one, EXAMPLE))
        yield {"to": one.mail, "subject": subject, "body": body}
