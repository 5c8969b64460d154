"""One entry as an organiser judges it: its files and logs, own measurements, its state."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from competition.chair_page import competition_context
from competition.chairforms import AccuracyForm, ApproachForm, JudgeForm, LogsForm
from competition.entry_findings import findings_of, standing
from competition.entry_trail import trail_of
from competition.judgement import (
    NotMeasured,
    accuracy_seen,
    approach_seen,
    is_being_read,
    is_measured,
    judge_entry,
    may_follow,
    measure_accuracy,
    seen_of,
    set_baseline,
    write_approach,
)
from competition.judging_mails import mails_about
from competition.leaderboard import board_of
from competition.models import Measurement
from competition.models.entries import VERIFIED, State
from competition.states import NoReason, NotAllowed
from competition.views import chair_logs
from competition.views.chair_files import judged
from workshop.boards import kept
from workshop.digests import NotSeen
from workshop.forms import say_stale

ORGANISERS = Measurement.By.ORGANISERS
NO_LOG = gettext_lazy(
    "No log of yours counts yet. Attach one first, or accept what its team has measured."
)
BEING_READ = gettext_lazy("A log of it is still being read. Look at its figures first.")


@require_http_methods(["GET", "HEAD", "POST"])
def chair_entry(request, slug, code):
    """GET shows it; POST does one of ACTS, or shows first what a judgement would do."""
    entry = judged(request, slug, code)
    forms = _forms(request, entry)
    if request.method == "POST":
        done = next((act for name, act in ACTS.items() if name in request.POST), None)
        answer = done(request, entry, forms) if done else None
        is_whole = not any(form.errors for form in forms.values())
        if answer or (is_whole and "edit" not in request.POST):
            return answer or _back(request, entry)
    with timezone.override(entry.workshop.tz):
        return render(request, "competition/chair_entry.html", _context(entry, forms))


def _back(request, entry):
    address = reverse("chair_entry", args=[entry.workshop.slug, entry.code])
    return redirect(address + kept(request))


def _forms(request, entry):
    def data(*names):
        return request.POST if any(name in request.POST for name in names) else None

    correct, total = entry.measured or (None, None)
    measured = {"correct": correct, "total": total or entry.competition.test_size}
    written = {"approach": entry.approach, "seen": approach_seen(entry)}
    files = request.FILES if "attach" in request.POST else None
    return {
        "judge": JudgeForm(
            data("preview", "judge", "edit"),
            states=may_follow(entry),
            initial={"state": entry.state},
        ),
        "accuracy": AccuracyForm(
            data("accuracy"),
            competition=entry.competition,
            prefix="accuracy",
            initial=measured | {"seen": accuracy_seen(entry)},
        ),
        "approach": ApproachForm(data("write"), initial=written),
        "logs": LogsForm(data("attach"), files),
    }


def _context(entry, forms):
    board = board_of(entry.competition)
    row = board.by_id.get(entry.code)
    return competition_context(entry.workshop) | {
        "entry": entry,
        "competition": entry.competition,
        "forms": forms,
        "row": row,
        "energy": row.energy if row else None,
        "findings": [one.as_json() for one in findings_of(entry, board)],
        "of_team": standing(entry, Measurement.By.TEAM),
        "of_organisers": standing(entry, ORGANISERS),
        "removed": [log for log in entry.measurements.all() if log.removed_at],
        "trail": trail_of(entry),
        "may_judge": bool(may_follow(entry)),
    }


# --- its state ---


def _preview(request, entry, forms):
    form = forms["judge"]
    if not _is_whole(form, entry):
        return None
    new, reason = State(form.cleaned_data["state"]), form.cleaned_data["reason"]
    mails = mails_about(entry, new, reason)
    context = competition_context(entry.workshop) | {
        "entry": entry,
        "new": new,
        "reason": reason,
        "is_same": (entry.state, entry.reason) == (new, reason),
        "mails": mails,
        "seen": seen_of(entry, new, mails),
    }
    return render(request, "competition/chair_entry_preview.html", context)


def _is_whole(form, entry):
    new = form.is_valid() and form.cleaned_data["state"]
    if new in VERIFIED and is_being_read(entry):
        form.add_error("state", BEING_READ)
    elif new == State.MEASURED and not is_measured(entry):
        form.add_error("state", NO_LOG)
    return not form.errors


def _judge(request, entry, forms):
    form = forms["judge"]
    if not _is_whole(form, entry):
        return None
    new, seen = State(form.cleaned_data["state"]), request.POST.get("seen", "")
    try:
        now = judge_entry(
            entry, new, by=request.user, seen=seen, reason=form.cleaned_data["reason"]
        )
    except (NotSeen, NotMeasured, NotAllowed, NoReason):
        told = _("It has changed since you saw it, so nothing was done. Look once more.")
        messages.warning(request, told)
        return _preview(request, judged(request, entry.workshop.slug, entry.code), forms)
    count = len(now.team.mails)
    told = ngettext(
        "It is “%(state)s”. Its team is told: %(count)d mail.",
        "It is “%(state)s”. Its team is told: %(count)d mails.",
        count,
    )
    bare = _("It is “%(state)s”.")
    messages.success(
        request, (told if count else bare) % {"state": now.get_state_display(), "count": count}
    )
    return None


# --- what was measured ---


def _measure(request, entry, forms):
    form = forms["accuracy"]
    if not form.is_valid():
        return
    try:
        seen = form.cleaned_data["seen"]
        measure_accuracy(entry, form.counted, by=request.user, seen=seen)
    except NotSeen:
        now = judged(request, entry.workshop.slug, entry.code)
        correct, total = now.measured or (None, None)
        say_stale(form, {"correct": correct, "total": total}, accuracy_seen(now))
    else:
        messages.success(request, _("The measured accuracy is noted."))


# --- beside it ---


def _baseline(request, entry, forms):
    set_baseline(entry, request.POST["baseline"] == "yes", by=request.user)
    messages.success(request, _("Noted. Its place in the ranks follows from that."))


def _write(request, entry, forms):
    form = forms["approach"]
    if not form.is_valid():
        return
    text, seen = form.cleaned_data["approach"], form.cleaned_data["seen"]
    try:
        write_approach(entry, text, by=request.user, seen=seen)
    except NotSeen:
        now = judged(request, entry.workshop.slug, entry.code)
        say_stale(form, {"approach": now.approach}, approach_seen(now))
    else:
        messages.success(request, _("The paragraph is saved."))


ACTS = {
    "judge": _judge,
    "preview": _preview,
    "attach": chair_logs.attach,
    "choose": chair_logs.choose,
    "remove": chair_logs.remove,
    "bring_back": chair_logs.bring_back,
    "accuracy": _measure,
    "write": _write,
    "baseline": _baseline,
}
