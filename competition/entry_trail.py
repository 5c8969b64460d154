"""What has happened to an entry, newest first: who, when, from what to what."""

from competition.models import Entry
from workshop.admin.words import lines_of
from workshop.models import Change


def trail_of(entry):
    """[(change, [(field, old, new), …]), …]"""
    about = {"model": Entry._meta.label_lower, "object_id": str(entry.pk)}
    rows = Change.objects.filter(**about).select_related("by").order_by("-pk")
    return [(change, lines_of(change)) for change in rows]
