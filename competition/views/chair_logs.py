"""The organisers' own logs of an entry: attached, their run chosen, out of the count and back.

Acts of the page of an entry: each gets (request, entry, forms).
"""

from django.contrib import messages
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from competition.energylogs.source import MOST_BYTES
from competition.judgement import back_if_not_measured
from competition.logs import TooManyLogs, add_log, bring_back_log, choose_run, remove_log
from competition.models import Measurement
from competition.models.entries import State
from competition.sisters import in_pairs

ORGANISERS = Measurement.By.ORGANISERS


def attach(request, entry, forms):
    """Each file is a log of its own; one that cannot be read is kept, and says why."""
    form = forms["logs"]
    if not form.is_valid():
        return
    added, left = 0, []
    for file, sister in in_pairs(form.cleaned_data["logs"]):
        if refused := _refused(entry, file, sister, by=request.user):
            left.append(refused)
        else:
            added += 1
    if added:
        told = ngettext("%d log is attached.", "%d logs are attached.", added) % added
        messages.success(request, told)
    for told in left:
        messages.error(request, told)


def _refused(entry, file, sister, *, by):
    """Keep a log; why not, where that cannot be."""
    if file.size > MOST_BYTES:
        told = _("%(name)s was left out: it is larger than %(most)d MB. Measure less often.")
        return told % {"name": file.name, "most": MOST_BYTES // 2**20}
    try:
        add_log(entry, file, taken_by=ORGANISERS, by=by, sister=sister)
    except TooManyLogs:
        told = _("%(name)s was left out: an entry has at most %(most)d logs. Remove one first.")
        return told % {"name": file.name, "most": entry.competition.most_logs}
    return ""


def _log_of(request, entry, code):
    """One of the organisers' own: a team's are the team's."""
    own = [log for log in entry.measurements.all() if log.code == code and log.is_of_organisers]
    if not own:
        raise Http404
    return own[0]


def choose(request, entry, forms):
    code, _mark, place = request.POST["choose"].partition(":")
    log = _log_of(request, entry, code)
    place = int(place) if place.isdecimal() and len(place) < 6 else -1
    if not 0 <= place < len(log.runs or []):
        raise Http404
    choose_run(log, place, by=request.user)
    messages.success(request, _("That run counts."))
    _look_once_more(request, entry)


def _look_once_more(request, entry):
    if back_if_not_measured(entry, by=request.user):
        told = _("No log of yours counts now, so the entry is “%(state)s” again.")
        messages.warning(request, told % {"state": State.REPORTED.label})


def remove(request, entry, forms):
    log = _log_of(request, entry, request.POST["remove"])
    if not log.removed_at:
        remove_log(log, by=request.user)
    messages.success(request, _("The log does not count any more. Bring it back below."))
    _look_once_more(request, entry)


def bring_back(request, entry, forms):
    log = _log_of(request, entry, request.POST["bring_back"])
    if log.removed_at:
        bring_back_log(log, by=request.user)
    messages.success(request, _("The log counts again."))
