"""What a chair may ask of the list, and which rows answer."""

from django import forms
from django.db.models import Case, Count, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from submissions.chairlist.duplicates import with_duplicates
from submissions.models import Author, Conflict, Manuscript, Status
from submissions.titles import folded_title
from workshop.listforms import ListForm

ARRIVED = "arrived"
SORTS = {
    "-arrival": gettext_lazy("latest first"),
    "arrival": gettext_lazy("earliest first"),
    "title": gettext_lazy("title"),
    "-title": gettext_lazy("title, from Z"),
    "code": gettext_lazy("code"),
    "-code": gettext_lazy("code, from Z"),
    "state": gettext_lazy("state"),
    "-state": gettext_lazy("state, last first"),
    "-versions": gettext_lazy("most versions first"),
    "versions": gettext_lazy("fewest versions first"),
    "-conflicts": gettext_lazy("most conflicts first"),
    "conflicts": gettext_lazy("fewest conflicts first"),
}


class SubmissionsForm(ListForm):
    sorts, usual = SORTS, "-arrival"
    state = forms.ChoiceField(label=gettext_lazy("State"), required=False)
    topic = forms.ChoiceField(label=gettext_lazy("Topic"), required=False)
    verdict = forms.ChoiceField(label=gettext_lazy("Newest PDF"), required=False)
    duplicates = forms.BooleanField(label=gettext_lazy("Duplicates only"), required=False)
    field_order = ["words", "state", "topic", "verdict", "sort", "duplicates"]

    def choices(self):
        states = [(one.value, one.label) for one in Status if one != Status.DRAFT]
        return {
            "state": [*states, (ARRIVED, _("arrived, not in yet"))],
            "topic": [(str(one.pk), one.name) for one in self.workshop.topics.all()],
            "verdict": Manuscript.Verdict.choices,
        }

    def applied_to(self, rows, *, seen):
        """Those of the rows that are asked for, in order.

        `seen` is what the viewer sees whole: only of that anything but title, code and state
        counts.
        """
        asked = self.cleaned_data
        if self["words"].errors:
            rows = rows.none()
        for word in self.looked_for:
            rows = rows.filter(about(word))
        if state := asked.get("state"):
            rows = rows.filter(status=Status.DRAFT if state == ARRIVED else state)
        if topic := asked.get("topic"):
            rows = rows.sent_in().filter(topics=int(topic))
        if verdict := asked.get("verdict"):
            rows = rows.sent_in().annotate(verdict=_newest_verdict()).filter(verdict=verdict)
        if asked.get("duplicates"):
            rows = with_duplicates(rows, seen=seen)
        return rows.order_by(*_order(self.order))


def about(word):
    """In title or code; of what is sent in, in the abstract or what is known of its authors too."""
    name = Q(name__icontains=word) | Q(mail__icontains=word) | Q(affiliation__icontains=word)
    whose = Exists(Author.objects.filter(name, submission=OuterRef("pk")))
    title = Q(title__icontains=word)
    if (key := folded_title(word)) and word.isalnum():
        title |= Q(title_key__contains=key)
    more = ~Q(status=Status.DRAFT) & (Q(abstract__icontains=word) | whose)
    return title | Q(code__icontains=word) | more


def _newest_verdict():
    versions = Manuscript.objects.filter(submission=OuterRef("pk")).order_by("-number")
    return Subquery(versions.values("verdict")[:1])


def _order(sort):
    """Where two are alike, by their key, so that pages do not overlap."""
    by = ORDERS[sort.removeprefix("-")]()
    if sort.startswith("-"):
        return by.desc(nulls_last=True), "-pk"
    return by.asc(nulls_last=True), "pk"


def _of_sent_in(number):
    """What is still being checked has none, and stands last."""
    return Case(When(~Q(status=Status.DRAFT), then=Coalesce(number, 0)))


def _count(rows, counted):
    """Of these rows, those about a submission."""
    about = rows.filter(submission=OuterRef("pk")).order_by().values("submission")
    return Subquery(about.annotate(number=Count(counted, distinct=True)).values("number"))


def _by_state():
    return Case(*[When(status=one, then=Value(place)) for place, one in enumerate(Status)])


ORDERS = {
    "arrival": lambda: Coalesce("submitted_at", "asked_at"),
    "title": lambda: F("title_key"),
    "code": lambda: F("code"),
    "state": _by_state,
    "versions": lambda: _of_sent_in(_count(Manuscript.objects.all(), "pk")),
    "conflicts": lambda: _of_sent_in(_count(Conflict.objects.standing(), "user")),
}
