"""Reminders: set once, seen on the timeline, stopped or sent at once."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from workshop.chair_page import mail_context
from workshop.mailforms import ReminderForm
from workshop.mailserver import why_mail_waits
from workshop.models import Reminder
from workshop.reminders import (
    arm,
    kinds,
    mails_of,
    plan_of,
    recipients_of,
    send_reminder,
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
    plan = [_shown(one, request.user) for one in plan_of(workshop)]
    context = mail_context(workshop) | {
        "form": form,
        "plan": plan,
        "kinds": kinds(),
        "mail_waits": why_mail_waits(request.user),
    }
    return render(request, "workshop/reminders.html", context)


def _shown(planned, user):
    """(what is planned, its recipients as `user` may know them, the first mails written out)"""
    people = recipients_of(planned, seen_by=user) if planned.date else []
    return planned, people, mails_of(planned, people[:IN_FULL])


def _act(request, workshop, form):
    if "usual" in request.POST:
        use_usual_schedule(workshop)
        messages.success(request, _("The usual schedule is set."))
    elif "add" in request.POST:
        Reminder.objects.create(
            workshop=workshop, kind=form.cleaned_data["kind"], days=form.cleaned_data["days"]
        )
        messages.success(request, _("The reminder is set."))
    else:
        _act_on(request, workshop)


def _act_on(request, workshop):
    number = request.POST.get("reminder", "")
    pk = int(number) if number.isdecimal() and len(number) < 18 else 0
    reminder = get_object_or_404(Reminder, workshop=workshop, pk=pk)
    acts = {"stop": _stop, "start": _start, "remove": _remove, "send": _send}
    for name, act in acts.items():
        if name in request.POST:
            return act(request, workshop, reminder)
    return None


def _stop(request, workshop, reminder):
    stop(reminder)
    messages.success(request, _("The reminder is stopped. Nothing of it is sent."))


def _start(request, workshop, reminder):
    arm(reminder)
    messages.success(request, _("The reminder is set again."))


def _remove(request, workshop, reminder):
    reminder.delete()
    messages.success(request, _("The reminder is removed."))


def _send(request, workshop, reminder):
    [planned] = [one for one in plan_of(workshop) if one.reminder == reminder]
    if planned.date is None:
        return messages.error(request, _("This workshop has no such date, so nothing was sent."))
    if planned.is_late:
        return messages.error(request, _("Its date has passed, so nothing was sent."))
    count = send_reminder(planned, by=request.user)
    if not count:
        return messages.info(request, _("Nothing was sent: there is nobody to remind, or it was."))
    told = ngettext("%d mail is queued.", "%d mails are queued.", count)
    return messages.success(request, told % count)
