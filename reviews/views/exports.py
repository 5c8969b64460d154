"""What chairs take out of reviewing."""

from django.views.decorators.http import require_safe

from reviews.exports import TABLES
from workshop.views.exports import check_kind, file_of
from workshop.views.shared import chaired


@require_safe
def export(request, slug, what, kind):
    """Those of the viewer's conflicts are not in it; of progress, what its board shows."""
    check_kind(kind)
    workshop = chaired(request, slug)
    table = TABLES[what](workshop, request.user, request.GET)
    return file_of(
        workshop,
        what.replace("/", "-of-"),
        kind,
        records=table.records,
        heading=table.heading,
        cells=table.cells,
    )
