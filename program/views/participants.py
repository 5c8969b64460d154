"""The participants' corner: who takes part, and what they share beside the program."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from program.chair_page import editing_context
from program.materialforms import SharedForm
from program.materials import remove_material
from program.models import Material
from program.participantforms import ParticipantForm
from program.participation import (
    TooManyShared,
    approve,
    leave,
    share,
    take_part,
    takes_participants,
)
from program.uploads import store_file
from program.views.pages import page_of
from program.views.reading import public_revision, with_participants
from program.views.shared import edited
from workshop.renderings import stored


@login_not_required
@require_safe
@stored(public_revision)
def participants(request, slug):
    workshop = with_participants(request, slug)
    context = {
        "workshop": workshop,
        "here": "participants",
        "heading": _("Participants"),
        "participants": workshop.participants.listed_with_materials(),
        "is_registering": takes_participants(workshop),
    }
    return page_of(request, "program/participants.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def participate(request, slug):
    """One's own: GET shows, POST registers, changes, shares, takes away or leaves."""
    workshop = with_participants(request, slug)
    own = workshop.participants.filter(user=request.user).first()
    if own is None and not takes_participants(workshop):
        return _page(request, workshop, None, None, None)
    form, shared = _forms(request, own)
    if request.method == "POST" and _act(request, workshop, own, form, shared):
        return redirect("participate", slug)
    return _page(request, workshop, own, form, shared)


def _forms(request, own):
    """(about the person, something to share), the one that was sent with what it holds."""
    sent = {name: request.POST if name in request.POST else None for name in ("save", "share")}
    initial = None if own else {"name": request.user.name}
    form = ParticipantForm(sent["save"], instance=own, initial=initial)
    files = request.FILES if sent["share"] else None
    return form, SharedForm(sent["share"], files) if own else None


def _act(request, workshop, own, form, shared):
    """Whether it is done, so that the page is drawn anew."""
    if "save" in request.POST:
        return _save(request, workshop, own, form)
    if own is None:
        return True
    if "share" in request.POST:
        return _share(request, own, shared)
    if "remove" in request.POST:
        material = get_object_or_404(own.materials, code=request.POST["remove"])
        remove_material(material, by=request.user)
        messages.success(request, _("It is taken away."))
    elif "leave" in request.POST and "sure" in request.POST:
        leave(own, by=request.user)
        messages.success(request, _("You take part no more, and what you shared is gone."))
    elif "leave" in request.POST:
        messages.warning(request, _("Tick that you are sure, then press it again."))
    return True


def _save(request, workshop, own, form):
    if not form.is_valid():
        return False
    take_part(workshop, form.cleaned_data, by=request.user)
    messages.success(request, _("It is saved.") if own else _("You take part. Welcome!"))
    return True


def _share(request, own, form):
    if not form.is_valid():
        return False
    store_file(form)
    try:
        share(own, form.save(commit=False), by=request.user)
    except TooManyShared:
        form.add_error(None, _("You share ten things already. Take one away, then add this."))
        return False
    messages.success(request, _("It is added. Open it once, as everybody gets it: see below."))
    return True


def _page(request, workshop, own, form, shared):
    context = {
        "workshop": workshop,
        "participant": own,
        "form": form,
        "shared": shared,
        "materials": own.materials.all() if own else [],
    }
    return render(request, "program/participate.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def participants_of_chair(request, slug):
    """Who takes part, for who edits the program; what waits is approved or taken away."""
    workshop = edited(request, slug)
    if request.method == "POST":
        _decide(request, workshop)
        return redirect("chair_participants", slug)
    rows = workshop.participants.select_related("user").prefetch_related("materials")
    context = editing_context(workshop, request.user) | {"participants": rows}
    return render(request, "program/chair_participants.html", context)


def _decide(request, workshop):
    own = Material.objects.filter(participant__workshop=workshop)
    if code := request.POST.get("approve"):
        approve(get_object_or_404(own, code=code), by=request.user)
        messages.success(request, _("It is shown to everybody now."))
    elif code := request.POST.get("remove"):
        remove_material(get_object_or_404(own, code=code), by=request.user)
        messages.success(request, _("It is taken away."))
