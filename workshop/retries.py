"""What becomes of a row that could not be done: tried again after growing pauses, or given up."""

from datetime import timedelta

MINUTE = timedelta(minutes=1)
# Minutes after each try. Mail: 1, 2, 5, 10, 30, 60, then hourly to the end of 72 hours.
PAUSES = {
    "mail": [1, 2, 5, 10, 30, 60, *[60] * 70],
    "forms": [1, 5],
    "files": [1, 5],
    "long": [1, 5],
}


class Refused(Exception):
    """The answer is no, and asking again would not change it: its words are the row's error."""


class TryAgain(Exception):
    """It may work later: the row waits for its next turn."""


class Stopped(Exception):
    """Somebody cancelled the job while it ran, or another worker has it by now."""


class NotNow(Exception):
    """The machine is busy: the row waits a little, and no try is lost."""


class ServerAway(Exception):
    """The mail server takes nothing at all now: no fault of the mail, and no try of it."""


MOMENT = timedelta(seconds=5)


def is_last(lane, tries):
    return tries > len(PAUSES[lane])


def pause_after(lane, tries):
    """How long to wait after that many tries, of which none was the last."""
    return PAUSES[lane][tries - 1] * MINUTE
