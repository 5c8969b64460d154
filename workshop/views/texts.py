"""The texts of a workshop's mails: worded, previewed, tested, put back to the default."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from workshop.chair_page import mail_context
from workshop.digests import digest_of
from workshop.forms import say_stale
from workshop.mailforms import MailTextForm
from workshop.mailtexts import (
    default_of,
    example_of,
    known_to,
    save_text,
    text_of,
    worded,
)
from workshop.mailtexts import (
    render as rendered,
)
from workshop.models import MailText
from workshop.views.shared import chaired, send_test_mail


@require_safe
def mail_texts(request, slug):
    workshop = chaired(request, slug)
    own = set(MailText.objects.filter(workshop=workshop).values_list("purpose", flat=True))
    rows = [(name, purpose, name in own) for name, purpose in worded().items()]
    return render(request, "workshop/mail_texts.html", mail_context(workshop) | {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
def mail_text(request, slug, name):
    """One text. Previews of what is typed are POSTs as well, so that nothing typed is lost."""
    workshop = chaired(request, slug)
    if name not in worded():
        raise Http404
    stored = text_of(workshop, name)
    form = _form(request, name, stored)
    text = form.text if form.is_bound and form.is_valid() else stored
    samples = _samples(workshop, name, request.user)
    chosen = _chosen(request, samples)
    mail = rendered(text, workshop, samples[chosen][1])
    if "default" in request.POST:
        messages.info(request, _("The default is in the form. It is not saved yet."))
    if form.is_bound and form.is_valid():
        if "test" in request.POST:
            told = _("A test is on its way to you. Nothing is saved yet.")
            send_test_mail(request, workshop, mail, told)
        elif "save" in request.POST and _saved(request, workshop, name, form):
            return redirect("mail_text", workshop.slug, name)
    context = mail_context(workshop) | {
        "form": form,
        "name": name,
        "purpose": worded()[name],
        "known": known_to(worded()[name]),
        "is_default": stored == default_of(name),
        "samples": [recipient for recipient, _values in samples],
        "chosen": chosen,
        "subject": mail[0],
        "text": mail[1],
    }
    return render(request, "workshop/mail_text.html", context)


def _form(request, name, stored):
    purpose, data = worded()[name], request.POST or None
    initial = dict(zip(("subject", "body"), stored, strict=True)) | {"seen": digest_of(stored)}
    if data and "default" in data:
        subject, body = default_of(name)
        data = data.copy()
        data["subject"], data["body"] = subject, body
    return MailTextForm(data, purpose=purpose, initial=initial)


def _samples(workshop, name, user):
    """[(recipient, values), …]: real mails that the reader may see, and an example at the end."""
    purpose = worded()[name]
    return [*purpose.samples(workshop, user), (_("an example"), example_of(purpose))]


def _chosen(request, samples):
    asked = request.POST.get("who") or request.GET.get("who", "0")
    number = int(asked) if asked.isdecimal() and len(asked) < 6 else 0
    return number if number < len(samples) else 0


def _saved(request, workshop, name, form):
    seen = form.cleaned_data["seen"]
    if not save_text(workshop, name, form.text, by=request.user, seen=seen):
        stored = text_of(workshop, name)
        texts = dict(zip(("subject", "body"), stored, strict=True))
        say_stale(form, texts, digest_of(stored))
        return False
    messages.success(request, _("The text is saved. Mails from now on have it."))
    return True
