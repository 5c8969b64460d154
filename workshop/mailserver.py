"""Handing a mail to the server, and what its answer means for the mail and for the others."""

import logging
import smtplib
from contextlib import suppress
from datetime import timedelta

from django.conf import settings
from django.core.mail import get_connection
from django.db import Error
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from workshop.models import Message, Outage
from workshop.retries import Refused, ServerAway, TryAgain

PROBED_EVERY = timedelta(seconds=30)
# Of our address as a sender, so of every mail: closing (421), no or wrong sign-in (530, 535),
# refused (550, 553). Others are about one mail, such as its size (552). RFC 5321, 4.2.3; RFC 4954.
NO_SENDER = {421, 530, 535, 550, 553}
NO_ANSWER = 0
logger = logging.getLogger(__name__)


def send(email):
    """Hand it over; what the server answered.

    Raises ServerAway, TryAgain (4xx, a line that broke) or Refused (5xx).
    A line that breaks after the final dot may hide a success: the mail is sent again then, under
    the same Message-ID.
    """
    connection = get_connection()
    try:
        connection.open()
    except (OSError, smtplib.SMTPException) as error:
        raise ServerAway(words_of(error)) from error
    try:
        connection.send_messages([email])
    except (OSError, smtplib.SMTPException) as error:
        raise _answered(error) from error
    else:
        end_outage()
        return getattr(getattr(connection, "connection", None), "answer", "")
    finally:
        with suppress(OSError, smtplib.SMTPException):  # whatever its last words, it has the mail
            connection.close()


def _answered(error):
    """The verdict. Whatever a server says of one mail alone ends an outage."""
    code, said = answer_of(error)
    if isinstance(error, smtplib.SMTPSenderRefused) and code in NO_SENDER:
        return ServerAway(said)
    if code != NO_ANSWER:
        end_outage()
    return Refused(said) if code >= 500 else TryAgain(said)


def answer_of(error):
    """(the server's code, its words); NO_ANSWER where the line broke before."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, said = next(iter(error.recipients.values()))
    elif isinstance(error, smtplib.SMTPResponseException):
        code, said = error.smtp_code, error.smtp_error
    else:
        return NO_ANSWER, words_of(error)
    said = said.decode(errors="replace") if isinstance(said, bytes) else str(said)
    return code, f"{code} {said}"


def words_of(error):
    return _("The connection to the mail server failed: %(error)s") % {
        "error": f"{type(error).__name__}: {error}"
    }


# --- an outage: one row or none, for all workers ---


def begin_outage(reason):
    now = timezone.now()
    Outage.objects.update_or_create(
        pk=Outage.ONLY, defaults={"reason": reason[:300], "probed_at": now}
    )


def end_outage():
    """Left to the next mail where the database is away: what came of this one matters more."""
    try:
        if is_away():
            Outage.objects.all().delete()
    except Error:
        logger.exception("the outage was not ended")


def is_away():
    return Outage.objects.exists()


def why_mail_waits(user):
    """A sentence where no mail leaves at all; "" where it does, or none waits.

    The server's own words are the operator's: they may name the recipient of a mail.
    """
    if not settings.EMAIL_HOST:
        return _("No mail server is set (MAIL_URL): mails wait in the outbox until there is one.")
    outage = Outage.objects.first()
    if outage is None or not Message.objects.filter(state=Message.State.WAITING).exists():
        return ""
    since = date_format(outage.since, "j F Y, H:i")
    told = _(
        "The mail server has taken nothing since %(since)s UTC. All mail waits; the server is "
        "tried every half minute."
    ) % {"since": since}
    return f"{told} ({outage.reason})" if user.is_operator else told


def give_probe_back():
    """What was claimed as the probe went nowhere: another mail may be it at once."""
    Outage.objects.update(probed_at=timezone.now() - PROBED_EVERY)


def may_try(now):
    """Whether a mail may be tried: always, but in an outage one every PROBED_EVERY.

    A last probe later than now was noted before the clock was set back.
    """
    if not is_away():
        return True
    is_next = Q(probed_at__lte=now - PROBED_EVERY) | Q(probed_at__gt=now + PROBED_EVERY)
    return bool(Outage.objects.filter(is_next).update(probed_at=now))
