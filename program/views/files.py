"""The files of materials, each time asked who may."""

from csp.decorators import csp
from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from program.filetypes import TYPES
from program.models import Material
from submissions.views.files import NOTHING_ELSE, opened
from workshop.models import Workshop
from workshop.second_factor import ask_of_chairs


@login_not_required
@require_safe
@csp(NOTHING_ELSE)
def material(request, slug, code):
    """What is shown is everyone's; until then it is for who edits the program or added it."""
    workshop = get_object_or_404(Workshop, slug=slug)
    files = Material.objects.of(workshop).exclude(file="").filter(code=code)
    found = files.shown(timezone.now()).first() if workshop.is_public else None
    if found:
        return answer_with(found, cache="no-cache")
    own = get_object_or_404(files.openable_by(request.user))
    ask_of_chairs(request, workshop)
    return answer_with(own, cache="private, no-store")


def answer_with(material, *, cache):
    """PDFs to be read at once, the rest to be kept; as what we found it to be, named by us."""
    of_type = TYPES[material.file_type]
    response = FileResponse(
        opened(material.file.name),
        as_attachment=material.file_type != "pdf",
        filename=f"{material.file_name}.{of_type.ending}",
        content_type=of_type.content_type,
    )
    response["Cache-Control"] = cache
    response["Content-Encoding"] = "identity"  # packed already: once more takes long, saves nothing
    return response
