"""The chair's page of extensions."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from submissions.extensionforms import ExtensionForm
from submissions.extensions import end_extension, extend, lines_of
from workshop.chair_page import chair_context
from workshop.models import KeyDate
from workshop.views.shared import chaired


@require_http_methods(["GET", "HEAD", "POST"])
def extensions(request, slug):
    """Who has longer than the others; `?mail=` proposes somebody."""
    workshop = chaired(request, slug)
    with timezone.override(workshop.tz):
        if "end" in request.POST:
            return _end(request, workshop)
        return _give(request, workshop)


def _give(request, workshop):
    initial = {"mail": request.GET.get("mail", "")[:254]}
    form = ExtensionForm(request.POST or None, workshop=workshop, initial=initial)
    if form.is_valid():
        return _extend(request, workshop, form)
    context = chair_context(workshop) | {
        "form": form,
        "lines": lines_of(workshop),
        "deadline": workshop.date_of(KeyDate.Kind.SUBMISSION),
    }
    status = 422 if form.is_bound else 200
    return render(request, "submissions/extensions.html", context, status=status)


def _extend(request, workshop, form):
    given = extend(workshop, **form.cleaned_data, by=request.user)
    told = _("%(mail)s has until then, and is told by mail.") % {"mail": given.mail}
    messages.success(request, told)
    return redirect("extensions", workshop.slug)


def _end(request, workshop):
    if end_extension(workshop, mail=request.POST["end"][:254], by=request.user):
        messages.success(request, _("It is ended: the deadline of all counts again."))
    else:
        messages.info(request, _("It had ended already."))
    return redirect("extensions", workshop.slug)
