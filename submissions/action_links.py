"""The link by which a co-author takes a submission over; it leads to a page of its own."""

from datetime import timedelta

from django.conf import settings
from django.utils.formats import date_format

from submissions.handover import PURPOSE, submission_of, values_of_hand_over
from workshop.links import Purpose
from workshop.mailtexts import queue_mail
from workshop.models import Message


def _send(link, token, **more):
    submission = submission_of(link)
    place = f"{settings.SITE_URL}/{link.workshop.slug}/hand-over/{Message.GAP}/"
    until = date_format(link.expires_at.astimezone(link.workshop.tz), "j F Y")
    queue_mail(
        PURPOSE,
        to=link.mail,
        key=str(link.pk),
        values=values_of_hand_over(submission) | {"link": place, "until": until},
        secret=token,
        workshop=link.workshop,
        object_id=submission.pk,
        **more,
    )


PURPOSES = {
    PURPOSE: Purpose(
        is_due=lambda link: submission_of(link) is not None,
        lifetime=timedelta(days=14),
        send=_send,
    )
}
