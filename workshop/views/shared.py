"""What several of the chair's pages do."""

import uuid

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from workshop.mailtexts import send_test
from workshop.models import Workshop
from workshop.second_factor import ask_of_chairs


def chaired(request, slug):
    """The workshop of that address, if the reader chairs it."""
    workshops = Workshop.objects.chaired_by(request.user)
    return get_object_or_404(workshops.prefetch_related("key_dates__workshop", "topics"), slug=slug)


def readable(request, slug, workshops=None):
    """The workshop of that address: while it is hidden, for who works on it."""
    found = Workshop.objects.all() if workshops is None else workshops
    workshop = get_object_or_404(found.readable_by(request.user), slug=slug)
    if not workshop.is_public:
        ask_of_chairs(request, workshop)
    return workshop


def key_of_page(request):
    """Of the opened page, pressed twice: one act."""
    try:
        return uuid.UUID(request.POST.get("key", ""))
    except ValueError:
        return uuid.uuid4()


def send_test_mail(request, workshop, mail, told):
    """Send a mail to the reader alone, and say so."""
    if send_test(workshop, mail, to=request.user):
        messages.success(request, told)
    else:
        messages.warning(request, _("Ten tests within a minute are enough. Wait a little."))
