"""The energy logs that a team sends with its form: each kept once, two of carbontracker as one."""

from django.utils.translation import gettext as _

from competition.entering import note_replaced, to_be_judged_again
from competition.logs import TooManyLogs, add_log
from competition.models import Measurement
from competition.models.entries import SENT
from competition.saving import TooManyFiles, held
from competition.sisters import in_pairs
from submissions.uploads import sha256_of

MOST_KEPT = 5  # times the logs that an entry may have, with those that were removed


def add_logs(entry, uploads, *, by):
    """Keep those that an entry does not have yet; what was wrong with others, in words."""
    wrong = []
    for upload, sister in in_pairs(uploads):
        try:
            _add(entry, upload, sister, by=by)
        except TooManyLogs:
            told = _(
                "“%(name)s” is not kept: an entry has at most %(most)d logs. Remove one first."
            )
            wrong.append(told % {"name": upload.name, "most": entry.competition.most_logs})
        except TooManyFiles:
            told = _("“%(name)s” is not kept: so many were sent already. Write to %(contact)s.")
            wrong.append(told % {"name": upload.name, "contact": entry.workshop.contact})
    return wrong


def _add(entry, upload, sister, *, by):
    own = entry.measurements.filter(taken_by=Measurement.By.TEAM)
    if _is_there(own.standing(), upload):
        return
    if own.count() >= MOST_KEPT * entry.competition.most_logs:
        raise TooManyFiles
    add_log(entry, upload, sister=sister, taken_by=Measurement.By.TEAM, by=by)


def _is_there(own, upload):
    """Whether the same file was sent before, as by a second press of the button."""
    same = own.filter(name=upload.name[-200:], size=upload.size)
    return same.exists() and same.filter(source_sha256=sha256_of(upload)).exists()


def logs_changed(entry, *, by, at, with_receipt=True):
    """What follows for an entry that is sent in: it is judged again, and has a new receipt."""
    with held(entry) as current:
        if current.state in SENT:
            current = to_be_judged_again(current, by=by)
            if with_receipt:
                note_replaced(current, at=at)
        return current


def may_come_back(log):
    """Whether a log that was removed has a place."""
    standing = log.entry.measurements.standing().filter(taken_by=log.taken_by)
    return standing.count() < log.entry.competition.most_logs
