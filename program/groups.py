"""Speakers whose address is known; authors who have not confirmed, or show nothing."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from program.closing.missing import without_slides
from program.confirmations import askable, unconfirmed
from submissions.groups import OF_AUTHORS, authors_of
from submissions.models import Submission
from workshop.models import KeyDate
from workshop.recipients import Group, Person

OF_SPEAKERS = {
    "slots": (_("the titles of their slots, one a line"), _("Cold starts")),
    "program": (_("the address of the program"), f"{settings.SITE_URL}/…/program/"),
}


def _speakers(workshop, *, seen_by=None, mail=None):
    rows = workshop.speakers.exclude(mail="").prefetch_related("slots")
    rows = rows.filter(mail__iexact=mail) if mail else rows
    return [Person(one.mail, one.name, _values(one, workshop)) for one in rows]


def _values(speaker, workshop):
    return {
        "slots": "\n".join(str(slot) for slot in speaker.slots.all()),
        "program": settings.SITE_URL + workshop.get_absolute_url() + "program/",
    }


OF_UNCONFIRMED = {
    "titles": (_("the titles of what is not confirmed, one a line"), _("Counting joules")),
    "confirm": (
        _("the addresses at which they confirm, one a line"),
        f"{settings.SITE_URL}/…/submissions/B7KQ2M9X/confirm/",
    ),
}


def _unconfirmed(workshop, *, seen_by=None, mail=None):
    rows = unconfirmed().filter(workshop=workshop).for_page().order_by("pk")
    if seen_by:
        own = Submission.objects.decidable_by(seen_by)
        rows = rows.filter(pk__in=own.values("pk"))
    of, names = {}, {}
    for one in rows:
        names |= {author.mail: author.name for author in one.authors.all()}
        names.setdefault(one.submitter.email, one.submitter.name)
        for address in askable(one):
            if mail in {None, address}:
                of.setdefault(address, []).append(one)
    return [Person(address, names[address], _asked(own)) for address, own in of.items()]


def _asked(submissions):
    pages = [reverse("confirm", args=[one.workshop.slug, one.code]) for one in submissions]
    return {
        "titles": "\n".join(map(str, submissions)),
        "confirm": "\n".join(settings.SITE_URL + page for page in pages),
    }


def _bare(workshop, *, seen_by=None, mail=None):
    """Of contributions that show nothing, as far as `seen_by` may know."""
    rows = Submission.objects.filter(contribution__in=without_slides(workshop).values("pk"))
    return authors_of(rows.decidable_by(seen_by) if seen_by else rows, mail)


GROUPS = {
    "authors_unconfirmed": Group(
        _("Authors who have not confirmed that they come"),
        _unconfirmed,
        OF_UNCONFIRMED,
        dates=(KeyDate.Kind.DECISIONS,),
        is_telling=True,
    ),
    "contributions_bare": Group(
        _("Authors of contributions without slides, poster or video"), _bare, OF_AUTHORS
    ),
    "speakers": Group(_("Speakers"), _speakers, OF_SPEAKERS),
}
