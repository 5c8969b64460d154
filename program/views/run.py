"""The program as its chairs run it: what is amiss, shifting, being late on the day."""

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from program.problems import problems_of
from program.schedule import by_day, is_on, mark, slots_with_contributions
from program.shifts import (
    LeavesTheWorkshop,
    be_late,
    digest_of,
    last_of,
    plan_of,
    shift,
    undo,
)
from program.today import today_of
from workshop.chair_page import chair_context
from workshop.digests import NotSeen
from workshop.views.shared import chaired

LATE = (5, 10)  # minutes that one press makes
MOST = 600


class ShiftForm(forms.Form):
    minutes = forms.IntegerField(
        label=gettext_lazy("Minutes"),
        min_value=-MOST,
        max_value=MOST,
        help_text=gettext_lazy("Negative: earlier."),
    )
    reach = forms.ChoiceField(
        label=gettext_lazy("How far"),
        choices=[
            ("break", gettext_lazy("until a break takes it up")),
            ("end", gettext_lazy("to the end of the day")),
        ],
        required=False,
    )

    def clean_minutes(self):
        if not self.cleaned_data["minutes"]:
            raise forms.ValidationError(_("By no minutes nothing moves."))
        return self.cleaned_data["minutes"]

    @property
    def how(self):
        return {"to_the_end": self.cleaned_data["reach"] == "end"}


@require_http_methods(["GET", "HEAD", "POST"])
def run(request, slug):
    """GET shows; POST makes the day late, or undoes what was done last."""
    workshop = chaired(request, slug)
    slots, _unplaced = slots_with_contributions(workshop)
    now = timezone.now()
    if request.method == "POST":
        _act(request, workshop, slots, now)
        return redirect("run", slug)
    mark(slots, now)
    context = chair_context(workshop) | {
        "days": by_day(slots, workshop.tz),
        "problems": problems_of(slots),
        "marked": [slot for slot in slots if slot.mark],
        "today": today_of(workshop, now),
        "steps": LATE,
        "last": last_of(workshop),
    }
    return render(request, "program/run.html", context)


def _act(request, workshop, slots, now):
    if "undo" in request.POST:
        _undo(request, workshop)
    elif (late := request.POST.get("late", "")) in map(str, LATE):
        _be_late(request, slots, int(late), now)


def _undo(request, workshop):
    last = last_of(workshop)
    if last is None or str(last.pk) != request.POST["undo"]:
        return messages.info(request, _("That was undone already, or something came after it."))
    put_back, gone = undo(last, by=request.user)
    told = ngettext("%d slot is back.", "%d slots are back.", put_back) % put_back
    if gone:
        left = ngettext("%d was edited since and stays.", "%d were edited since and stay.", gone)
        told = f"{told} {left % gone}"
    return messages.success(request, told)


def _be_late(request, slots, minutes, now):
    """From what is on; between two slots, from the next one."""
    running = [slot for slot in slots if not slot.is_cancelled and is_on(slot, slots, now)]
    ahead = [slot for slot in slots if not slot.is_cancelled and slot.starts_at > now]
    if not running and not ahead:
        return messages.info(request, _("Nothing follows, so nothing was moved."))
    first = running[0] if running else ahead[0]
    try:
        after, is_late = request.POST.get("after"), bool(running)
        done = be_late(first, minutes, after=after, by=request.user, is_late=is_late)
    except NotSeen:
        told = _("The program was moved meanwhile, so nothing more was. Look, and press again.")
        return messages.warning(request, told)
    except LeavesTheWorkshop:
        return messages.error(request, _("That would lead out of the day. Nothing was moved."))
    count = len(done.moved)
    told = ngettext("%d slot is moved.", "%d slots are moved.", count)
    return messages.success(request, told % count)


@require_http_methods(["GET", "HEAD", "POST"])
def shift_slot(request, slug, code):
    """GET shows what would move; POST moves just that."""
    workshop = chaired(request, slug)
    first = get_object_or_404(workshop.slots.for_list(), code=code)
    form = ShiftForm(request.POST or request.GET or None)
    plan = _planned(form, workshop, first) if form.is_bound and form.is_valid() else []
    if request.method == "POST" and plan and _shifted(request, form, first):
        return redirect("run", slug)
    context = chair_context(workshop) | {
        "section": "run",
        "first": first,
        "form": form,
        "plan": plan,
        "seen": digest_of(plan),
    }
    return render(request, "program/shift.html", context)


def _planned(form, workshop, first):
    slots = list(workshop.slots.for_list())
    try:
        return plan_of(slots, first, form.cleaned_data["minutes"], **form.how)
    except LeavesTheWorkshop as error:
        told = _("“%(slot)s” would begin outside the days of the workshop.")
        form.add_error("minutes", told % {"slot": error.args[0]})
        return []


def _shifted(request, form, first):
    minutes, seen = form.cleaned_data["minutes"], request.POST.get("seen", "")
    try:
        done = shift(first, minutes, by=request.user, seen=seen, **form.how)
    except NotSeen:
        messages.warning(request, _("The program has changed meanwhile. Look once more."))
        return False
    count = len(done.moved)
    told = ngettext("%d slot is moved.", "%d slots are moved.", count)
    messages.success(request, told % count)
    return True
