"""A later deadline for one person: given, mailed, ended. Its rows are its trail."""

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from submissions.models import Extension
from workshop.mailtexts import queue_mail
from workshop.models import Workshop
from workshop.times import in_three_zones


@transaction.atomic
def extend(workshop, *, mail, until, reason, by):
    """Give the person of that address until then, and tell them; what stands, if it is the same."""
    Workshop.objects.select_for_update().get(pk=workshop.pk)
    last = standing_to(workshop, mail)
    if last and last.until == until:
        return last
    given = workshop.extensions.create(mail=mail, until=until, reason=reason, by=by)
    about = {"key": str(given.pk), "object_id": given.pk, "by": by}
    queue_mail("extension", workshop=workshop, to=mail, values=values_of_extension(given), **about)
    return given


@transaction.atomic
def end_extension(workshop, *, mail, by):
    """From now on the deadline of all counts; False where nothing stood."""
    Workshop.objects.select_for_update().get(pk=workshop.pk)
    if standing_to(workshop, mail) is None:
        return False
    workshop.extensions.create(mail=mail, until=timezone.now(), by=by)
    return True


def standing_to(workshop, mail):
    """What was given to that address last, while it is not over."""
    last = workshop.extensions.filter(mail=mail).first()
    return last if last and last.until > timezone.now() else None


def lines_of(workshop):
    """[(extension, whether it stands), …], what was given last first."""
    newest = {}
    rows = list(workshop.extensions.select_related("by"))
    for row in rows:
        newest.setdefault(row.mail, row)
    return [(row, newest[row.mail] == row and row.until > timezone.now()) for row in rows]


def values_of_extension(extension):
    workshop = extension.workshop
    return {
        "until": in_three_zones(extension.until, workshop.tz),
        "submit": settings.SITE_URL + reverse("submit", args=[workshop.slug]),
        "my_page": settings.SITE_URL + reverse("me"),
    }


def still_stands(message):
    row = Extension.objects.filter(pk=message.object_id).select_related("workshop").first()
    return row is not None and standing_to(row.workshop, row.mail) == row
