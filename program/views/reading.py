"""Which workshop a public page is of, and the revision that its stored answer holds for."""

from copy import copy
from functools import lru_cache

from django.db import connection
from django.http import Http404
from django.shortcuts import get_object_or_404

from program.schedule import KEPT
from reviews.models import NamedReviewer
from workshop.editions import linked_editions, series_of
from workshop.models import Workshop
from workshop.renderings import SHOWN
from workshop.views.shared import readable

REVISION = "SELECT id, revision FROM workshop_workshop WHERE slug = %s AND is_public"


def public_revision(slug, **_more):
    """By hand: it is most of what a stored answer costs, and the ORM takes as long again."""
    with connection.cursor() as cursor:
        cursor.execute(REVISION, [slug])
        return cursor.fetchone()


def landing_revision(slug):
    """And that of its other editions, to which the page leads."""
    rows = linked_editions(slug)
    own = next((row for row in rows if row.slug == slug and row.is_public), None)
    return own and [(one.pk, one.revision, one.is_public) for one in series_of(slug, rows)]


def readable_workshop(request, slug):
    """The workshop of this address. The user is asked only where it is not public.

    Not for the first page, of which `stored` asks for more than its own revision.
    """
    found = request.META.get(SHOWN) or public_revision(slug)
    if found:
        return copy(workshop_at(*found))
    return readable(request, slug)


def landing_workshop(request, slug):
    """The same with its feature, for the first page, which depends on other workshops as well."""
    workshops = Workshop.objects.select_related("feature", "competition").annotate(
        reviewer_lines=NamedReviewer.objects.in_one_query()
    )
    public = workshops.public().filter(slug=slug).first()
    return public or readable(request, slug, workshops)


@lru_cache(maxsize=KEPT)
def workshop_at(pk, revision):
    """A public one with competition and key dates, read once for each revision by each process."""
    rows = Workshop.objects.public().select_related("competition").prefetch_related("key_dates")
    return get_object_or_404(rows, pk=pk)


def with_call(request, slug):
    """The same, unless its call is hidden."""
    workshop = readable_workshop(request, slug)
    if not workshop.has_call:
        raise Http404
    return workshop


def with_participants(request, slug):
    """The same, unless its participants are."""
    workshop = readable_workshop(request, slug)
    if not workshop.has_participants:
        raise Http404
    return workshop
