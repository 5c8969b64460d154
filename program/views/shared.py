from django.shortcuts import get_object_or_404

from workshop.models import Workshop


def edited(request, slug):
    """The workshop of that address, if the reader edits its program."""
    return get_object_or_404(Workshop.objects.program_edited_by(request.user), slug=slug)
