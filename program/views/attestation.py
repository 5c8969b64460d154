from csp.decorators import csp
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from program.attesting import attestation_of_presenter, presented_by
from submissions.models import Submission
from submissions.views.files import NOTHING_ELSE
from workshop.attestations import answer_with


@require_safe
@csp(NOTHING_ELSE)
def attestation(request, slug, code):
    """Of whoever presents it, for them alone."""
    own = Submission.objects.written_by(request.user)
    found = presented_by(request.user, get_object_or_404(own, workshop__slug=slug, code=code))
    if found is None:
        raise Http404
    return answer_with(attestation_of_presenter(found))
