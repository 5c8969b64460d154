"""Reminders: set once, seen on the timeline, stopped or sent at once."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from workshop.chair_page import mail_context
from workshop.keys import is_key
from workshop.mailforms import ReminderForm
from workshop.mailserver import why_mail_waits
from workshop.models import Message, Reminder
from workshop.reminders import (
    arm,
    kinds,
    mails_of,
    plan_of,
    recipients_by_group,
    recipients_of,
    remove,
    send_reminder,
    set_reminder,
    stop,
    use_usual_schedule,
)
from workshop.views.shared import chaired

IN_FULL = 5


@require_http_methods(["GET", "HEAD", "POST"])
def reminders(request, slug):
    workshop = chaired(request, slug)
    form = ReminderForm(request.POST if "add" in request.POST else None, workshop=workshop)
    if request.method == "POST" and (not form.is_bound or form.is_valid()):
        _act(request, workshop, form)
        return redirect("reminders", workshop.slug)
    context = mail_context(workshop) | {
        "form": form,
        "plan": _shown(plan_of(workshop), request.user),
        "in_full": IN_FULL,
        "waiting": _waiting(workshop),
        "kinds": kinds(),
        "mail_waits": why_mail_waits(request.user),
    }
    return render(request, "workshop/reminders.html", context)


def _shown(plan, user):
    """[(what is planned, its recipients as `user` may know them, the first mails in full), …]"""
    people = recipients_by_group(plan, seen_by=user)
    one_of_each = {one.kind.purpose: one for one in plan if one.date}
    mails = {
        purpose: mails_of(one, people[one.kind.group][:IN_FULL])
        for purpose, one in one_of_each.items()
    }
    return [(one, people.get(one.kind.group, []), mails.get(one.kind.purpose, [])) for one in plan]


def _waiting(workshop):
    """{number of a reminder: True} of those whose mails have not all left."""
    purposes = [kind.purpose for kind in kinds().values()]
    rows = Message.objects.filter(workshop=workshop, purpose__in=purposes)
    waiting = rows.filter(state=Message.State.WAITING).exclude(object_id="")
    return {int(pk): True for pk in set(waiting.values_list("object_id", flat=True))}


def _act(request, workshop, form):
    if "usual" in request.POST:
        use_usual_schedule(workshop, by=request.user)
        messages.success(request, _("The usual schedule is set."))
    elif "add" in request.POST:
        kind, days = form.cleaned_data["kind"], form.cleaned_data["days"]
        set_reminder(workshop, kind, days, by=request.user)
        messages.success(request, _("The reminder is set."))
    else:
        _act_on(request, workshop)


def _act_on(request, workshop):
    number = request.POST.get("reminder", "")
    pk = number if is_key(number) else None
    reminder = get_object_or_404(Reminder, workshop=workshop, pk=pk)
    acts = {"stop": _stop, "start": _start, "remove": _remove, "send": _send}
    for name, act in acts.items():
        if name in request.POST:
            return act(request, workshop, reminder)
    return None


def _stop(request, workshop, reminder):
    stop(reminder, by=request.user)
    messages.success(request, _("The reminder is stopped. Nothing of it is sent."))


def _start(request, workshop, reminder):
    arm(reminder, by=request.user)
    messages.success(request, _("The reminder is set again."))


def _remove(request, workshop, reminder):
    remove(reminder, by=request.user)
    messages.success(request, _("The reminder is removed."))


def _send(request, workshop, reminder):
    [planned] = [one for one in plan_of(workshop) if one.reminder == reminder]
    if planned.date is None:
        return messages.error(request, _("This workshop has no such date, so nothing was sent."))
    if planned.is_late:
        return messages.error(request, _("Its date has passed, so nothing was sent."))
    if reminder.is_stopped:
        return messages.error(request, _("It is stopped, so nothing was sent. Set it again first."))
    count = len(recipients_of(planned, seen_by=request.user))
    if not send_reminder(planned, by=request.user):
        return messages.info(request, _("It had been sent already; nothing was sent twice."))
    told = ngettext("It is queued for %d person.", "It is queued for %d people.", count)
    return messages.success(request, told % count)
