"""The page behind a speaker's link: no account, no session, and nobody told the address."""

from functools import wraps

from csp.decorators import csp
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from program.action_links import speaker_of
from program.invitations import may_be_renewed, note_opened
from program.models import Material
from program.speakerpage import SpeakerPage, left_over, save_page
from program.speakers import PURPOSE
from program.views.files import answer_with
from submissions.views.files import NOTHING_ELSE
from workshop.links import find_link, renew_link
from workshop.typed import texts_in


def secret_address(view):
    """What lets somebody in is the address, and no cookie: there is nothing to forge.

    Without a referrer, browsers tell no origin either, which Django's check would ask for.
    """

    @wraps(view)
    def answer(request, token, **more):
        response = view(request, token, **more)
        response["Referrer-Policy"] = "no-referrer"
        return response

    return login_not_required(csrf_exempt(never_cache(answer)))


@secret_address
@require_http_methods(["GET", "HEAD", "POST"])
def speaker_by_link(request, token):
    """GET shows, and notes nothing: programs that read mails open links as well."""
    link = find_link(token)
    if link is None or link.purpose != PURPOSE:
        raise Http404
    speaker = speaker_of(link)
    if speaker is None or not link.is_open:
        return _closed(request, link)
    if request.method != "POST":
        return _shown(request, link, SpeakerPage(speaker))
    note_opened(link)
    if "opened" in request.POST:
        return HttpResponse(status=204)
    return _save(request, link, SpeakerPage(speaker, request.POST, request.FILES))


@secret_address
@require_safe
@csp(NOTHING_ELSE)
def material_by_link(request, token, code):
    """A file beside a slot of hers, whether or not the workshop is public."""
    link = find_link(token)
    speaker = speaker_of(link) if link and link.purpose == PURPOSE and link.is_open else None
    if speaker is None:
        raise Http404
    files = Material.objects.filter(slot__speakers=speaker).exclude(file="")
    own = files.mended_by_speakers(timezone.now())
    return answer_with(get_object_or_404(own, code=code), cache="private, no-store")


def _save(request, link, page):
    lost = left_over(page, request)
    if not save_page(page):
        return _shown(request, link, page, lost=lost)
    if lost:
        return _shown(request, link, SpeakerPage(speaker_of(link)), lost=lost, is_saved=True)
    return redirect(f"{request.path}?saved=1")


def _shown(request, link, page, *, lost=(), is_saved=False):
    if not link.workshop.is_public:
        _open_files_for_her(request, page)
    context = {
        "workshop": link.workshop,
        "speaker": page.speaker,
        "link": link,
        "page": page,
        "lost": lost,
        "is_saved": is_saved or (request.method != "POST" and "saved" in request.GET),
    }
    return render(request, "program/speaker_by_link.html", context)


def _open_files_for_her(request, page):
    for material in (form.instance for form in page.materials):
        if not material.url:
            material.opens_at = f"{request.path}materials/{material.code}/"


def _closed(request, link):
    """An expired one offers a fresh one to the same address; what was typed is given back."""
    may_renew = may_be_renewed(link)
    is_asked = request.method == "POST" and "renew" in request.POST
    context = {
        "workshop": link.workshop,
        "link": link,
        "may_renew": may_renew,
        "renewed": renew_link(link) if may_renew and is_asked else None,
        "typed": texts_in(request) if request.method == "POST" and not is_asked else [],
    }
    return render(request, "program/speaker_link_closed.html", context, status=410)
