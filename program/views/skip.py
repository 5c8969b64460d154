"""Skipping a slot: what would change is seen first, then done by one press."""

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from program.shifts import LeavesTheWorkshop, digest_of
from program.skips import minutes_left_by, plan_of_skip, skip
from workshop.chair_page import chair_context
from workshop.digests import NotSeen
from workshop.views.shared import chaired

MOST = 600


class SkipForm(forms.Form):
    reach = forms.ChoiceField(
        label=gettext_lazy("What follows"),
        choices=[
            ("", gettext_lazy("keeps its time")),
            ("break", gettext_lazy("moves up until a break takes it up")),
            ("end", gettext_lazy("moves up to the end of the day")),
        ],
        required=False,
    )
    minutes = forms.IntegerField(
        label=gettext_lazy("By how many minutes"), min_value=1, max_value=MOST, required=False
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reach"].is_needed = True  # one of the choices is nothing

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("reach") and not cleaned.get("minutes") and not self.errors:
            self.add_error("minutes", _("Write by how many minutes it moves up."))
        return cleaned

    @property
    def how(self):
        """What `plan_of_skip` is asked."""
        reach, minutes = self.cleaned_data["reach"], self.cleaned_data["minutes"]
        return {"minutes": minutes if reach else 0, "to_the_end": reach == "end"}


@require_http_methods(["GET", "HEAD", "POST"])
def skip_slot(request, slug, code):
    """GET shows what would move; POST cancels the slot and moves just that."""
    workshop = chaired(request, slug)
    slot = get_object_or_404(workshop.slots.for_list(), code=code)
    if slot.is_cancelled:
        messages.info(request, _("“%(slot)s” is cancelled already.") % {"slot": slot})
        return redirect("run", slug)
    slots = list(workshop.slots.for_list())
    form = _form(request, slot, slots)
    plan = _planned(form, slot, slots) if form.is_valid() else []
    if request.method == "POST" and form.is_valid() and _skipped(request, form, slot):
        return redirect("run", slug)
    context = chair_context(workshop) | {
        "section": "run",
        "slot": slot,
        "form": form,
        "plan": plan,
        "seen": digest_of(plan),
    }
    return render(request, "program/skip.html", context)


def _form(request, slot, slots):
    """Bound from the start: that nothing moves is shown at once."""
    left = max(minutes_left_by(slot, slots, timezone.now()), 0)
    return SkipForm(request.POST or request.GET or {"minutes": left or ""})


def _planned(form, slot, slots):
    try:
        return plan_of_skip(slots, slot, **form.how)
    except LeavesTheWorkshop as error:
        told = _("“%(slot)s” would begin outside the days of the workshop.")
        form.add_error("minutes", told % {"slot": error.args[0]})
        return []


def _skipped(request, form, slot):
    try:
        done = skip(slot, by=request.user, seen=request.POST.get("seen", ""), **form.how)
    except NotSeen:
        messages.warning(request, _("The program has changed meanwhile. Look once more."))
        return False
    count = len(done.moved)
    told = ngettext("%d slot is moved.", "%d slots are moved.", count) % count
    skipped = _("“%(slot)s” is skipped.") % {"slot": slot}
    messages.success(request, f"{skipped} {told}" if count else skipped)
    return True
