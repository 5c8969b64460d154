"""Pictures of the public pages, made by us, under addresses whose content never changes."""

from django.contrib.auth.decorators import login_not_required
from django.core.files.storage import default_storage
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from program.metadata import card_of
from program.models import Pictured
from program.picture_files import path_of
from program.pictures import FEATURES, LOGOS, PORTRAITS
from program.views.reading import public_revision, readable_workshop
from workshop.headers import OF_RESOURCE
from workshop.models import Workshop
from workshop.renderings import stored
from workshop.second_factor import ask_of_chairs

SIDES = {*PORTRAITS, *LOGOS, *FEATURES}
FOR_EVER = "public, max-age=31536000, immutable"


@login_not_required
@require_safe
def picture(request, slug, name, side):
    """Everyone sees what a public page shows; who edits the program sees the rest as well."""
    public = Workshop.objects.public().filter(slug=slug)
    if not is_shown(public, name):
        edited = Workshop.objects.program_edited_by(request.user)
        workshop = get_object_or_404(edited, slug=slug)
        if not any(rows.exists() for rows in pictured(workshop, name)):
            raise Http404
        ask_of_chairs(request, workshop)
        return _image(name, side)
    response = _image(name, side)
    response["Cache-Control"] = FOR_EVER
    return response


@login_not_required
@require_safe
@stored(public_revision)
def card(request, slug):
    """What other sites show beside a link to a page of the workshop."""
    drawn = card_of(readable_workshop(request, slug))
    return HttpResponse(drawn, content_type="image/png", headers={OF_RESOURCE: "cross-origin"})


def is_shown(workshops, name):
    models = Pictured.__subclasses__()
    rows = (model.objects.shown().filter(workshop__in=workshops, picture=name) for model in models)
    return any(found.exists() for found in rows)


def pictured(workshop, name):
    models = Pictured.__subclasses__()
    return [model.objects.filter(workshop=workshop, picture=name) for model in models]


def _image(name, side):
    if side not in SIDES:
        raise Http404
    try:
        with default_storage.open(path_of(name, side)) as stored:
            return HttpResponse(stored.read(), content_type="image/webp")
    except FileNotFoundError as missing:
        raise Http404 from missing
