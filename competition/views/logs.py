"""What a team does with a log that it has sent: choose its run, remove it, bring it back."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from competition.deadlines import takes_entries, why_closed
from competition.entering import EDITABLE
from competition.logs import bring_back_log, choose_run, remove_log
from competition.saving import held
from competition.uploads import logs_changed, may_come_back
from competition.views.shared import own_log


def _of_open_entry(act):
    """The view of such an act: in time, on an entry that its team may change, and back to it."""

    @require_POST
    def view(request, slug, code, log):
        entry, found = own_log(request, slug, code, log)
        with held(entry) as current:  # an accepted one never stands with other logs than it had
            if current.state not in EDITABLE:
                messages.error(request, _("This entry can no longer be changed."))
            elif not takes_entries(current.competition, request.arrived_at):
                messages.error(request, why_closed(current.competition, current.competition.due))
            elif act(request, found):
                logs_changed(current, by=request.user, at=request.arrived_at)
        return redirect(f"{entry.get_absolute_url()}#logs")

    return view


@_of_open_entry
def choose(request, log):
    place = request.POST.get("run", "")
    if not log.is_read or not place.isdecimal() or len(place) > 4 or int(place) >= len(log.runs):
        messages.error(request, _("Choose one of the runs, then press the button."))
        return False
    if int(place) == log.chosen:
        return False
    choose_run(log, int(place), by=request.user)
    messages.success(request, _("That run of “%(name)s” counts now.") % {"name": log.name})
    return True


@_of_open_entry
def remove(request, log):
    if log.removed_at:
        return False
    remove_log(log, by=request.user)
    messages.success(request, _("“%(name)s” does not count any more.") % {"name": log.name})
    return True


@_of_open_entry
def bring_back(request, log):
    if not log.removed_at:
        return False
    if not may_come_back(log):
        told = _("An entry has at most %(most)d logs. Remove another one first.")
        messages.error(request, told % {"most": log.entry.competition.most_logs})
        return False
    bring_back_log(log, by=request.user)
    messages.success(request, _("“%(name)s” counts again.") % {"name": log.name})
    return True
