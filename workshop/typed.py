"""What was typed into a form that could not be taken is given back, to be copied."""

from urllib.parse import urlsplit

from django.shortcuts import render
from django.utils.text import capfirst

WORTH_COPYING = 20  # characters


def texts_typed(request):
    """[(name of the field, text), …] of a form of ours; nothing of one sent from elsewhere."""
    if request.method != "POST" or not _is_from_here(request):
        return []
    fields = [(name, text) for name in request.POST for text in request.POST.getlist(name)]
    return [
        (capfirst(name.replace("_", " ")), text)
        for name, text in fields
        if len(text) >= WORTH_COPYING and " " in text.strip() and "password" not in name
    ]


def _is_from_here(request):
    source = request.headers.get("Origin") or request.headers.get("Referer", "")
    try:
        return urlsplit(source).netloc == request.get_host()
    except ValueError:  # such as http://[
        return False


def form_too_old(request, reason=""):
    """Django's answer to a form without its token, with what was typed into it."""
    return render(request, "403_csrf.html", {"typed": texts_typed(request)}, status=403)
