"""Which conflicts a chair reads of, and how they are asked for."""

from django import forms
from django.db.models import Case, Q, Value, When
from django.utils.translation import gettext_lazy

from submissions.finding.services import waiting_for_a_chair
from submissions.models import Conflict, Submission
from workshop.listforms import ListForm
from workshop.models import User

ON_A_PAGE = 50
FOUND = Q(source=Conflict.Source.FOUND)
TO_LOOK_AT = FOUND & Q(confirmed_at=None, lifted_at=None)
STATES = {
    "look": (gettext_lazy("found, to be looked at"), TO_LOOK_AT),
    "confirmed": (gettext_lazy("found and confirmed"), FOUND & Q(confirmed_at__isnull=False)),
    "declared": (gettext_lazy("declared"), ~FOUND & Q(lifted_at=None)),
    "lifted": (gettext_lazy("lifted"), Q(lifted_at__isnull=False)),
}


class ConflictsForm(ListForm):
    unasked = gettext_lazy("all that stand")
    state = forms.ChoiceField(label=gettext_lazy("State"), required=False)
    field_order = ["words", "state"]

    def choices(self):
        return {"state": [(name, label) for name, (label, _rows) in STATES.items()]}

    def applied_to(self, rows):
        """Those that stand, unless a state is asked for; what waits for a chair comes first."""
        if self["words"].errors:
            return rows.none()
        _label, wanted = STATES.get(self.cleaned_data.get("state"), ("", Q(lifted_at=None)))
        for word in self.looked_for:
            rows = rows.filter(_about(word))
        waits = Case(When(TO_LOOK_AT, then=Value(0)), default=Value(1))
        return rows.filter(wanted).order_by(waits, "submission__title", "user__name", "pk")


def _about(word):
    names = ("submission__title", "submission__code", "user__name", "user__email", "reason")
    wanted = Q()
    for name in names:
        wanted |= Q(**{f"{name}__icontains": word})
    return wanted


def conflicts_for(workshop, user):
    """Those of submissions that `user` may decide."""
    own = Submission.objects.filter(workshop=workshop).decidable_by(user)
    rows = Conflict.objects.filter(submission__in=own)
    return rows.select_related("user", "submission", "by", "confirmed_by", "lifted_by")


def waiting_for(workshop, user):
    """[(submission, person, reason)] of what is found between a reviewer and what she reads."""
    pairs = waiting_for_a_chair(workshop)
    own = Submission.objects.filter(workshop=workshop).decidable_by(user)
    submissions = own.in_bulk([pk for pk, _person, _why in pairs])
    people = User.objects.in_bulk([person for _pk, person, _why in pairs])
    return [
        (submissions[pk], people[person], why) for pk, person, why in pairs if pk in submissions
    ]


def key_of(conflict):
    """What names it in a form; its number would tell how many there are."""
    return f"{conflict.submission.code}:{conflict.user_id}:{conflict.source}"


def picked(rows, keys):
    """Those of the standing rows that are named; what is not there any more is left out."""
    wanted = set(keys)
    codes = {key.partition(":")[0] for key in wanted}
    stand = rows.standing().filter(submission__code__in=codes)
    return [one for one in stand.order_by("submission__title", "pk") if key_of(one) in wanted]
