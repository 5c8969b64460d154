"""Links to pages of their own: of a speaker, and of authors who confirm that they come."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from program.asking import values_of_ask
from program.confirmations import PURPOSE as CONFIRMING
from program.confirmations import askable
from program.models import Speaker
from program.speakers import PURPOSE, Standing, missing_of, talks_of
from submissions.models import Status, Submission
from workshop.links import Purpose
from workshop.mailtexts import queue_mail
from workshop.models import Message
from workshop.times import in_words, zone_label, zone_of

AFTER_THE_EVENT = timedelta(days=60)
AT_LEAST = timedelta(days=14)


def speaker_of(link):
    """Whose link it is, as long as mail to her goes to the same address."""
    rows = Speaker.objects.select_related("workshop").prefetch_related(
        "slots__materials", "slots__workshop"
    )
    found = rows.filter(mail__iexact=link.mail, workshop=link.workshop)
    return found.filter(pk=link.object_id).first()


def end_of(link):
    """Sixty days after the event; one that is asked for later still opens for a while."""
    return max(link.workshop.over_at + AFTER_THE_EVENT, timezone.now() + AT_LEAST)


def values_of_speaker(speaker, link, until=None):
    """Of the mail that carries the address `link`."""
    workshop = speaker.workshop
    until = until or workshop.over_at + AFTER_THE_EVENT
    asked = Standing(speaker, missing_of(speaker), []).asked_for
    missing = _("Still missing: %(what)s.") % {"what": ", ".join(map(str, asked))}
    return {
        "name": speaker.name,
        "slots": "\n".join(map(line_of_slot(speaker), talks_of(speaker))),
        "missing": missing if asked else "",
        "link": link,
        "until": date_format(until.astimezone(workshop.tz), "j F Y"),
    }


def line_of_slot(speaker):
    """A function of a slot: what it is and when, in the workshop's zone, in UTC and in hers."""

    def line(slot):
        told = f"{slot}: {in_words(slot.starts_at, speaker.workshop.tz)}"
        if not speaker.zone or speaker.zone == speaker.workshop.zone:
            return told
        hers = slot.starts_at.astimezone(zone_of(speaker.zone))
        yours = _("for you %(when)s %(zone)s")
        words = {"when": date_format(hers, "j F Y, H:i"), "zone": zone_label(hers)}
        return f"{told}; {yours % words}"

    return line


def _send(link, token, **more):
    address = f"{settings.SITE_URL}/speaker/{Message.GAP}/"
    queue_mail(
        PURPOSE,
        to=link.mail,
        key=str(link.pk),
        values=values_of_speaker(speaker_of(link), address, link.expires_at),
        secret=token,
        workshop=link.workshop,
        object_id=link.pk,
        **more,
    )


def answered_by(link):
    """The accepted submission for which its address may answer; None where there is none."""
    rows = Submission.objects.filter(pk=link.object_id, status=Status.ACCEPTED)
    found = rows.select_related("workshop", "submitter").first()
    return found if found and link.mail in askable(found) else None


def _ask(link, token, **more):
    submission = answered_by(link)
    place = f"{settings.SITE_URL}/confirm/{Message.GAP}/"
    queue_mail(
        CONFIRMING,
        to=link.mail,
        key=str(link.pk),
        values=values_of_ask(submission, place),
        secret=token,
        workshop=link.workshop,
        object_id=submission.pk,
        **more,
    )


PURPOSES = {
    CONFIRMING: Purpose(
        is_due=lambda link: answered_by(link) is not None,
        until=lambda link: max(link.workshop.over_at, timezone.now() + AT_LEAST),
        keeps_older=True,
        send=_ask,
    ),
    PURPOSE: Purpose(
        is_due=lambda link: speaker_of(link) is not None,
        until=end_of,
        keeps_older=True,
        send=_send,
    ),
}
