"""A job's turn to look through a PDF: when there is none for long, the job waits."""

from contextlib import contextmanager

from django.utils.translation import gettext as _

from submissions.pdf.measuring import Starved
from submissions.pdf.turns import NoPlace, turn
from workshop.arrivals import waiting
from workshop.retries import NotNow


@contextmanager
def turn_of_job():
    """Raises NotNow, also while forms wait to be read: first what was sent is stored."""
    if waiting():
        raise NotNow(_("Forms are being read first."))
    try:
        with turn():
            yield
    except NoPlace as busy:
        raise NotNow(_("Other files are being checked.")) from busy
    except Starved as busy:
        raise NotNow(_("The machine has much else to do.")) from busy
