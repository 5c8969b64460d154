"""What a chair does with one of the reviewers, or of those invited, from their list."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from reviews.invitations import inviting
from reviews.invitations.forms import LoadForm, StateForm
from reviews.profiles.services import set_load, set_senior
from workshop.views.shared import chaired


@require_POST
def act_on_reviewers(request, slug):
    """One act of those in ACTS, on the person that its button names."""
    workshop = chaired(request, slug)
    act = next((ACTS[name] for name in ACTS if name in request.POST), None)
    if act is None:
        raise Http404
    act(request, workshop)
    return redirect(reverse("reviewers", args=[slug]) + query_of_list(request))


def query_of_list(request):
    """The list as it was narrowed."""
    form = StateForm(request.POST)
    return f"?state={form.cleaned_data['state']}" if form.is_narrowing else ""


def _invitation(workshop, code):
    return get_object_or_404(workshop.invitations.select_related("workshop"), code=code)


def _send_again(request, workshop):
    found = _invitation(workshop, request.POST["again"])
    if inviting.send_again(found, by=request.user):
        told = _("A fresh link is on its way to %(mail)s; the older one opens nothing any more.")
        messages.success(request, told % {"mail": found.mail})
    else:
        messages.info(request, _("%(mail)s has accepted meanwhile.") % {"mail": found.mail})


def _revoke(request, workshop):
    found = _invitation(workshop, request.POST["revoke"])
    if inviting.revoke(found, by=request.user):
        told = _("The invitation of %(mail)s is taken back; its link opens nothing any more.")
        messages.success(request, told % {"mail": found.mail})
    else:
        messages.info(request, _("%(mail)s has answered meanwhile.") % {"mail": found.mail})


def _change_load(request, workshop):
    """Of an invitation by its code, of a reviewer by her address."""
    form = LoadForm(request.POST)
    if not form.is_valid():
        return messages.error(request, form.errors["most"][0])
    whom, most = request.POST["load"], form.cleaned_data["most"]
    if "@" in whom:
        set_load(workshop, _reviewer(workshop, whom), most, by=request.user)
    else:
        inviting.offer(_invitation(workshop, whom), most, by=request.user)
    return messages.success(request, _("Changed."))


def _reviewer(workshop, mail):
    role = get_object_or_404(workshop.memberships.reviewers(), user__email=mail)
    return role.user


def _change_senior(request, workshop):
    """The button tells what it becomes: "yes" or "no", then whose."""
    becomes, _space, mail = request.POST["senior"].partition(" ")
    set_senior(workshop, _reviewer(workshop, mail), becomes == "yes", by=request.user)
    messages.success(request, _("Changed."))


def _remind(request, workshop):
    try:
        count = inviting.remind(workshop, seen=request.POST["remind"], by=request.user)
    except inviting.NotSeen:
        told = _("Whom to remind has changed since you saw it. Look once more.")
        return messages.warning(request, told)
    told = ngettext("%d reminder is in the outbox.", "%d reminders are in the outbox.", count)
    return messages.success(request, told % count)


ACTS = {
    "again": _send_again,
    "revoke": _revoke,
    "load": _change_load,
    "senior": _change_senior,
    "remind": _remind,
}
