"""What each outcome of a decision means once it is released."""

from collections import Counter

from django.utils.translation import gettext_lazy as _

from reviews.models import Decision
from submissions.models import Status

OUTCOME = Decision.Outcome
STATUS_OF = {
    OUTCOME.ACCEPT: Status.ACCEPTED,
    OUTCOME.ORAL: Status.ACCEPTED,
    OUTCOME.POSTER: Status.ACCEPTED,
    OUTCOME.CONDITIONAL: Status.CONDITIONAL,
    OUTCOME.WAITLIST: Status.WAITLISTED,
    OUTCOME.REJECT: Status.REJECTED,
}
PURPOSE_OF = {
    OUTCOME.ACCEPT: "acceptance",
    OUTCOME.ORAL: "acceptance",
    OUTCOME.POSTER: "acceptance",
    OUTCOME.CONDITIONAL: "conditions",
    OUTCOME.WAITLIST: "waitlist",
    OUTCOME.REJECT: "rejection",
}
TOLD = {  # in words to its authors
    OUTCOME.ACCEPT: _("accepted"),
    OUTCOME.ORAL: _("accepted as a talk"),
    OUTCOME.POSTER: _("accepted as a poster"),
    OUTCOME.CONDITIONAL: _("accepted on conditions"),
    OUTCOME.WAITLIST: _("on the waitlist"),
    OUTCOME.REJECT: _("not accepted"),
}
ABOUT_DECISIONS = sorted(set(PURPOSE_OF.values()))  # purposes of mails
ACCEPTING = {outcome for outcome, status in STATUS_OF.items() if status == Status.ACCEPTED}


def counts_of(outcomes):
    """ "4 × accept, 8 × reject", in the order in which they are chosen."""
    counts = Counter(outcomes)
    told = [(one.label, counts[one]) for one in OUTCOME if counts[one]]
    return ", ".join(f"{count} × {label}" for label, count in told)
