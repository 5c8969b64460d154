"""Whether mail arrives: a test to oneself, the server's answer, what the sender's domain needs."""

from datetime import timedelta

from django.conf import settings
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from workshop.chair_page import mail_context
from workshop.mailserver import why_mail_waits
from workshop.models import Message
from workshop.sender import domain_of_sender, is_of_site, records_to_check
from workshop.views.shared import chaired, send_test_mail

SHOWN = 5
WATCHED = timedelta(minutes=1)  # for so long the page looks again by itself


@require_http_methods(["GET", "HEAD", "POST"])
def mail_setup(request, slug):
    """GET shows; POST queues a test to the reader's own address."""
    workshop = chaired(request, slug)
    own = workshop.messages.filter(purpose="test", by=request.user)
    recent = own.filter(created_at__gt=timezone.now() - WATCHED)
    if request.method == "POST":
        send_test_mail(request, workshop, _test_of(workshop), _("A test is on its way to you."))
        return redirect("mail_setup", workshop.slug)
    waits = {Message.State.WAITING, Message.State.RUNNING}
    context = mail_context(workshop) | {
        "tests": own[:SHOWN],
        "is_watched": bool(settings.EMAIL_HOST) and recent.filter(state__in=waits).exists(),
        "server": settings.EMAIL_HOST,
        "sender": settings.DEFAULT_FROM_EMAIL,
        "domain": domain_of_sender(),
        "is_of_site": is_of_site(),
        "site": settings.SITE_HOST,
        "records": records_to_check(),
        "mail_waits": why_mail_waits(request.user),
    }
    return render(request, "workshop/mail_setup.html", context)


def _test_of(workshop):
    subject = _("Mail of %(workshop)s works") % {"workshop": workshop.short_name}
    body = _("This is a test that you asked for on %(site)s. If you read it, mail arrives.")
    return subject, body % {"site": settings.SITE_URL}
