"""What a sent form of an entry stores: files first, then texts, then that it is sent in."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from competition.descriptions import add_description
from competition.entering import TEXTS, logs_of, note_replaced, save_entry, submit_entry
from competition.models import Entry
from competition.saving import NotComplete, NotOpen, StaleSave, TooManyFiles, TooManySends, held
from competition.uploads import add_logs, logs_changed
from submissions.jobs import wait_for
from workshop.arrivals import is_read_later
from workshop.forms import say_stale


def save(request, entry, form):
    """The way on where all is done that the form was sent for; None where it is drawn again.

    Every file that was sent is kept before anything is asked for: a page cannot give it back.
    """
    try:
        has_new = _keep_files(request, entry, form)
        current = Entry.objects.with_all().get(pk=entry.pk)
        if not _keep_texts(request, current, form):
            return None
        return _done(request, current, form, has_new)
    except NotOpen:
        form.add_error(None, _("This entry can no longer be changed."))
        return None


def _keep_files(request, entry, form):
    """Whether there is anything new."""
    before = _digests(entry)
    if upload := form.cleaned_data.get("description"):
        _keep_description(request, entry, form, upload)
    for sentence in add_logs(entry, form.cleaned_data.get("logs", []), by=request.user):
        form.add_error("logs", sentence)
    stored = Entry.objects.with_all().get(pk=entry.pk)
    if {log.pk for log in logs_of(stored)} != {log.pk for log in logs_of(entry)}:
        logs_changed(stored, by=request.user, at=request.arrived_at, with_receipt=False)
    return _digests(stored) != before


def _digests(entry):
    newest = entry.description
    return newest and newest.pk, {log.pk for log in logs_of(entry)}


def _keep_description(request, entry, form, upload):
    try:
        kept = add_description(entry, upload, by=request.user)
        if not is_read_later(request):
            wait_for(kept)
    except TooManyFiles:
        told = _("So many were sent already. Write to %(contact)s for another.")
        form.add_error("description", told % {"contact": entry.workshop.contact})


def _keep_texts(request, current, form):
    """Of a draft what is valid, before the rest is asked for; of what is sent in all or nothing."""
    if not current.is_draft:
        _ask(form, current)
        return not form.errors and _saved(request, current, form)
    if not _saved(request, current, form):
        return False
    if "submit" in request.POST:
        _ask(form, current)
    return not form.errors


def _ask(form, current):
    if "title" in form.fields:
        form.ask_for_all(current)
    else:
        form.ask_for_description(current)


def _saved(request, current, form):
    """Whether it was; what is typed next is a change to what is stored now."""
    try:
        stored = save_entry(
            current, form.texts(), by=request.user, seen=form.cleaned_data.get("seen")
        )
    except StaleSave:
        stored = {name: getattr(current, name) for name in TEXTS}
        say_stale(form, stored, current.version)
        return False
    form.data = form.data.copy()
    form.data["seen"], form.has_stored = stored.version, stored.version != current.version
    return True


def _done(request, current, form, has_new):
    """Sent in, replaced or kept; a draft goes back to its form where it cannot be sent in."""
    if current.is_draft and "submit" not in request.POST:
        messages.success(request, _("Kept as a draft: it is not sent in."))
    elif not current.is_draft and not (has_new or form.has_stored):
        messages.info(request, _("Nothing has changed: what you sent in before still counts."))
    elif "attests" not in form.fields:
        with held(current) as row:
            note_replaced(row, at=request.arrived_at)
        messages.success(request, _("The new description is here."))
    elif not _sent_in(request, current, form):
        return None
    return redirect(current)


def _sent_in(request, current, form):
    try:
        submit_entry(current, by=request.user, at=request.arrived_at)
    except NotComplete as incomplete:
        told = _("Before it can be sent in it needs: %(what)s.")
        form.add_error(None, told % {"what": ", ".join(incomplete.args)})
    except TooManySends:
        told = _(
            "Your team has sent in %(most)d times within a day. What you typed is stored; send it "
            "in later, or write to %(contact)s."
        )
        about = {"most": current.competition.most_a_day, "contact": current.workshop.contact}
        form.add_error(None, told % about)
    return not form.errors
