from django.shortcuts import get_object_or_404

from workshop.models import Workshop


def chaired(request, slug):
    """The workshop of that address, if the reader chairs it."""
    workshops = Workshop.objects.chaired_by(request.user)
    return get_object_or_404(workshops.prefetch_related("key_dates__workshop", "topics"), slug=slug)
