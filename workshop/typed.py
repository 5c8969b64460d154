"""What was typed into a form that could not be taken is given back, to be copied."""

from urllib.parse import urlsplit

from django.core.exceptions import SuspiciousOperation
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.utils.text import capfirst

UNREADABLE = (SuspiciousOperation, MultiPartParserError, OSError)  # bodies: broken, too large, cut
WORTH_COPYING = 20  # characters, of the longest text if it has no space; others go with it
OF_THE_FORM = set("csrfmiddlewaretoken key seen kept end next login code tab submit save".split())


def texts_typed(request):
    """[(name of the field, text), …] of a form of ours; nothing of one sent from elsewhere."""
    if request.method != "POST" or not _is_from_here(request):
        return []
    return texts_in(request)


def texts_in(request):
    """The same wherever it was sent from: for addresses that are a secret themselves."""
    fields = [(name, text) for name, texts in _sent(request) for text in texts]
    typed = [(name, text) for name, text in fields if _is_typed(name, text)]
    if not any(len(text) >= WORTH_COPYING or " " in text.strip() for _name, text in typed):
        return []
    return [(capfirst(name.replace("_", " ")), text) for name, text in typed]


def again_of(request):
    """All that a form of ours has sent, to be sent once more: {address, fields}.

    None of a form with a file, which a page cannot give back, or with a password.
    """
    fields = [(name, text) for name, texts in _sent(request) for text in texts]
    fields = [(name, text) for name, text in fields if name != "csrfmiddlewaretoken"]
    is_ours = request.method == "POST" and _is_from_here(request)
    if not is_ours or request.FILES or any("password" in name for name, _text in fields):
        return None
    return {"address": request.get_full_path(), "fields": fields}


def _sent(request):
    """[(name, texts), …]; nothing of a body that is broken or too large to be read."""
    try:
        return request.POST.lists()
    except UNREADABLE:
        return []


def _is_typed(name, text):
    """Not a secret, not of the form's own making, and no mark or choice by its number."""
    is_ours = name.rpartition("-")[2] in OF_THE_FORM or "password" in name
    return bool(text.strip()) and not is_ours and not text.isdecimal()


def _is_from_here(request):
    source = request.headers.get("Origin") or request.headers.get("Referer", "")
    try:
        return urlsplit(source).netloc == request.get_host()
    except ValueError:  # such as http://[
        return False


def form_too_old(request, reason=""):
    """Django's answer to a form without its token, with what was typed into it."""
    typed = texts_typed(request)
    context = {"typed": typed, "again": again_of(request) if typed else None}
    return render(request, "403_csrf.html", context, status=403)


def not_there(request, exception):
    """The answer to an address that is not, or is not this reader's, or not any more."""
    return render(request, "404.html", {"typed": texts_typed(request)}, status=404)
