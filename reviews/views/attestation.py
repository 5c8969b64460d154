from csp.decorators import csp
from django.http import Http404
from django.views.decorators.http import require_safe

from reviews.attesting import attestation_of_reviewer, reviews_of
from reviews.views.reviewer import reviewed_workshop
from submissions.views.files import NOTHING_ELSE
from workshop.attestations import answer_with


@require_safe
@csp(NOTHING_ELSE)
def attestation(request, slug):
    """One's own: there is no address for another's."""
    workshop = reviewed_workshop(request, slug)
    count = reviews_of(workshop, request.user)
    if not count:
        raise Http404
    return answer_with(attestation_of_reviewer(workshop, request.user, count))
