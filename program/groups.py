"""Speakers whose mail address is known."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from workshop.recipients import Group, Person


def _speakers(workshop, *, seen_by=None, mail=None):
    rows = workshop.speakers.exclude(mail="").prefetch_related("slots")
    rows = rows.filter(mail__iexact=mail) if mail else rows
    return [Person(one.mail, one.name, _values(one, workshop)) for one in rows]


def _values(speaker, workshop):
    return {
        "slots": "\n".join(str(slot) for slot in speaker.slots.all()),
        "program": settings.SITE_URL + workshop.get_absolute_url() + "program/",
    }


GROUPS = {
    "speakers": Group(
        _("Speakers"),
        _speakers,
        {
            "slots": (_("the titles of their slots, one a line"), _("Cold starts")),
            "program": (_("the address of the program"), f"{settings.SITE_URL}/…/program/"),
        },
    )
}
