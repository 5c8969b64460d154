from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from workshop.accounts import sign_in
from workshop.forms import StartForm
from workshop.links import find_link, purpose_of
from workshop.services import start_workshop, start_workshop_by_link


@require_http_methods(["GET", "HEAD", "POST"])
def start(request):
    """The form of a new workshop, for operators."""
    if not request.user.is_operator:
        raise Http404
    form = _form_for(request.user, request)
    if not form.is_valid():
        return _form_page(request, form)
    workshop = start_workshop(
        form.instance, deadline=form.cleaned_data["deadline"], by=request.user
    )
    return redirect("chair", workshop.slug)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def start_by_link(request, token):
    """The address that `manage.py start` prints: the first workshop, once, and a sign-in."""
    link = find_link(token)
    if link is None or link.purpose != "start":
        raise Http404
    if not link.is_open or not purpose_of(link).is_due(link):
        return _closed_page(request)
    form = _form_for(link.user, request)
    if not form.is_valid():
        return _form_page(request, form)
    deadline = form.cleaned_data["deadline"]
    workshop = start_workshop_by_link(link, form.instance, deadline=deadline)
    if workshop is None:
        return _closed_page(request)
    return redirect(sign_in(request, link.user, then=reverse("chair", args=[workshop.slug])))


def _form_for(person, request):
    return StartForm(request.POST or None, initial={"contact": person.email})


def _form_page(request, form):
    return render(request, "workshop/start.html", {"form": form})


def _closed_page(request):
    return render(request, "workshop/start_closed.html", status=410)
