"""Which workshop a public page is of, and the revision that its stored answer holds for."""

from django.db import connection
from django.http import Http404
from django.shortcuts import get_object_or_404

from workshop.editions import linked_editions, series_of
from workshop.models import Workshop

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


def readable_workshop(request, slug, *related):
    """The workshop of this address. The user is asked only where it is not public."""
    workshops = Workshop.objects.select_related(*related or [None])
    public = workshops.public().filter(slug=slug).first()
    return public or get_object_or_404(workshops.readable_by(request.user), slug=slug)


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
