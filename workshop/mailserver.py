"""Handing a mail to the server, and what its answer means for the mail and for the others."""

import smtplib
from datetime import timedelta

from django.conf import settings
from django.core.mail import get_connection
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from workshop.models import Outage
from workshop.retries import Refused, ServerAway, TryAgain

PROBED_EVERY = timedelta(seconds=30)
CLOSING = 421  # "service not available": RFC 5321, section 3.8


def send(email):
    """Hand it over. Raises ServerAway, TryAgain (4xx, a line that broke) or Refused (5xx).

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
        raise answered(verdict(error)) from error
    else:
        answered(None)
    finally:
        connection.close()


def answered(verdict):
    """Whatever a server says of one mail ends an outage, unless it says that it takes none."""
    if not isinstance(verdict, ServerAway):
        end_outage()
    return verdict


def verdict(error):
    code, said = answer_of(error)
    if code == CLOSING or (isinstance(error, smtplib.SMTPSenderRefused) and code >= 500):
        return ServerAway(said)  # a sender that is refused is refused for every mail
    return Refused(said) if code >= 500 else TryAgain(said)


def answer_of(error):
    """(the server's code, its words); code 0 where the line broke before it answered."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, said = next(iter(error.recipients.values()))
    elif isinstance(error, smtplib.SMTPResponseException):
        code, said = error.smtp_code, error.smtp_error
    else:
        return 0, words_of(error)
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
    if Outage.objects.exists():
        Outage.objects.all().delete()


def why_mail_waits(user):
    """A sentence where no mail leaves at all; "" where it does.

    The server's own words are the operator's: they may name the recipient of a mail.
    """
    if not settings.EMAIL_HOST:
        return _("No mail server is set (MAIL_URL): mails wait here until there is one.")
    outage = Outage.objects.first()
    if outage is None:
        return ""
    since = date_format(outage.since, "j F Y, H:i")
    told = _(
        "The mail server has taken nothing since %(since)s UTC. All mail waits; the server is "
        "tried every half minute."
    ) % {"since": since}
    return f"{told} {outage.reason}" if user.is_operator else told


def may_try(now):
    """Whether a mail may be tried: always, but in an outage one every PROBED_EVERY."""
    if not Outage.objects.exists():
        return True
    probe = Outage.objects.filter(probed_at__lte=now - PROBED_EVERY)
    return bool(probe.update(probed_at=now))
