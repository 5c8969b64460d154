from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from workshop.colours import HEX, is_readable
from workshop.faces import face_of

FOR_EVER = "public, max-age=31536000, immutable"


@login_not_required
@require_safe
def face(request, digest, accent):
    """Kept for ever by its address; an older one leads to nothing, as its page is no more."""
    colour = f"#{accent}"
    if not HEX.fullmatch(colour) or not is_readable(colour) or face_of(colour)[0] != digest:
        raise Http404
    sheet = HttpResponse(face_of(colour)[1], content_type="text/css; charset=utf-8")
    sheet["Cache-Control"] = FOR_EVER
    return sheet
