"""What a sent form stores: file, texts, and that it is sent in. What fails loses nothing."""

from contextlib import nullcontext

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from submissions.forms import CUT_OFF
from submissions.guests import expects
from submissions.holding import held
from submissions.jobs import wait_for
from submissions.services import StaleSave, save_texts, stop_asking
from submissions.uploads import NotOpen, TooManyVersions, delete_files, keep, written
from submissions.views.code import send_code
from submissions.views.page import STAYS, form_page, kept_on_page, saved_fragment, say_as_stored
from submissions.views.shared import (
    again,
    author_of,
    may_send_in,
    say_incomplete,
    send_in_if_whole,
    too_many_versions,
)
from workshop.arrivals import is_read_later

NO_LONGER = gettext_lazy("This submission can no longer be changed.")


def save(request, stored, form, lines):
    """The answer to a form of `stored` that was sent. All that is kept of it is kept at once."""
    form.is_valid(), lines.is_valid()  # so that both know what is amiss
    if form.is_cut_off:
        return kept_on_page(request, stored, form, lines, CUT_OFF)
    with _written(request, stored, form) as manuscript, held(stored) as current:
        sent = manuscript and _kept_file(current, form, manuscript)
        kept = _kept(request, current, form, lines, sent)
    if "auto" in request.POST:
        return saved_fragment(request, again(stored), form, kept=kept, sent=sent)
    if sent and not is_read_later(request):
        wait_for(sent)
    return _answer(request, stored, form, lines, kept=kept, sent=sent)


def _kept(request, current, form, lines, sent):
    """Whether that was done which the form was sent for: then another page follows."""
    if "auto" in request.POST:
        return not _is_meant(current) and _saved(request, current, form, lines, by_itself=True)
    kept = _kept_texts(request, current, form, lines, sent or current.newest)
    if not kept or STAYS & request.POST.keys():
        return False
    if "submit" in request.POST:
        send_in_if_whole(request, current)
    elif "save" in request.POST and stop_asking(current):
        messages.warning(request, _("Kept as a draft: it is not sent in."))
    return True


def _answer(request, stored, form, lines, *, kept, sent):
    is_refused = sent and sent.is_rejected and stored.is_draft and "submit" in request.POST
    if is_refused and kept:
        say_incomplete(request, [_("a PDF that passes the check")])
    if kept:
        return _elsewhere(request, stored, form, lines)
    if is_refused:
        form.ask_for_pdf(sent)
    return form_page(request, stored, form, lines)


def _written(request, stored, form):
    upload = request.FILES.get("proposal")
    if upload is None or "proposal" in form.errors:
        return nullcontext()
    return written(stored, upload, by=author_of(request))


def _kept_file(current, form, manuscript):
    manuscript.submission = current
    try:
        return keep(manuscript)
    except NotOpen:
        pass  # the texts meet the same closed door, and say so
    except TooManyVersions:
        form.add_error("proposal", too_many_versions(current))
    delete_files(manuscript.paths)
    return None


def _is_meant(submission):
    """Sent in, or as good as: what is stored of it is whole."""
    return not submission.is_draft or submission.asked_at is not None


def _kept_texts(request, current, form, lines, newest):
    """Of a draft, what is valid is kept before the rest is asked for; else all or nothing."""
    if _is_meant(current) and not (current.is_draft and "save" in request.POST):
        stays = bool(STAYS & request.POST.keys())
        return stays or _kept_whole(request, current, form, lines, newest)
    if not _saved(request, current, form, lines):
        return False
    if "submit" in request.POST and may_send_in(request, current):
        ask_for_all(request, form, lines, newest)
    return _is_whole(form, lines)


def _kept_whole(request, current, form, lines, newest):
    ask_for_all(request, form, lines, newest)
    return _is_whole(form, lines) and _saved(request, current, form, lines)


def ask_for_all(request, form, lines, manuscript):
    form.ask_for_all(manuscript=manuscript)
    lines.ask_for_all()
    if not request.user.is_authenticated:
        form.ask_for_mail(lines)


def _is_whole(form, lines):
    return not form.errors and lines.is_whole


def _saved(request, current, form, lines, *, by_itself=False):
    """Whether it was; what the form then shows was read from what is stored now."""
    try:
        save_texts(current, form, lines, by=author_of(request), by_itself=by_itself)
    except NotOpen:
        form.add_error(None, NO_LONGER)
        return False
    except StaleSave:
        if not by_itself:
            say_as_stored(form, current)
        return False
    form.show_version(current.version)
    return True


def _elsewhere(request, stored, form, lines):
    if stored.submitter is None:
        return _to_guest(request, stored, form, lines)
    if "submit" not in request.POST:
        messages.success(request, _("Saved."))
    return redirect(stored)


def _to_guest(request, stored, form, lines):
    """It counts from now; a code shows whose it is."""
    is_meant = "submit" in request.POST
    mail = form.ask_for_mail(lines) if is_meant else form.cleaned_data.get("mail", "")
    if not mail:
        messages.success(request, _("Kept in this browser for two weeks."))
        return redirect("submit", stored.workshop.slug)
    expects(stored, mail)
    return send_code(request, stored)
