"""What a chair may ask of the decision board, and which rows answer, in which order."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reviews.models import Decision
from submissions.chairlist.filters import about
from workshop.listforms import ListForm

SORTS = {
    "-mean": gettext_lazy("highest mean first"),
    "mean": gettext_lazy("lowest mean first"),
    "-sure": gettext_lazy("highest mean by confidence first"),
    "sure": gettext_lazy("lowest mean by confidence first"),
    "-spread": gettext_lazy("widest spread first"),
    "spread": gettext_lazy("narrowest spread first"),
    "reviews": gettext_lazy("most reviews missing first"),
    "-reviews": gettext_lazy("fewest reviews missing first"),
    "title": gettext_lazy("title"),
    "-title": gettext_lazy("title, from Z"),
    "decision": gettext_lazy("decision"),
    "-decision": gettext_lazy("decision, last first"),
}
UNDECIDED, QUIET, CHANGED = "undecided", "quiet", "changed"
PLACES = {outcome: place for place, outcome in enumerate(["", *Decision.Outcome.values])}
ONLY = {
    "disputed": (gettext_lazy("reviewers disagree"), lambda row: row.figures.is_disputed),
    "complete": (gettext_lazy("all reviews in"), lambda row: row.figures.is_complete),
    "missing": (gettext_lazy("reviews missing"), lambda row: not row.figures.is_complete),
    "stale": (gettext_lazy("PDF replaced after a review"), lambda row: row.figures.stale),
    "news": (gettext_lazy("new since last time"), lambda row: row.news),
}
KEYS = {
    "mean": lambda row: row.figures.mean,
    "sure": lambda row: row.figures.sure_mean,
    "spread": lambda row: row.figures.spread,
    "reviews": lambda row: len(row.figures.reports) - row.figures.asked,
    "title": lambda row: row.title.casefold(),
    "decision": lambda row: PLACES[row.outcome],
}


class DecisionsForm(ListForm):
    sorts, usual = SORTS, "-mean"
    topic = forms.ChoiceField(label=gettext_lazy("Topic"), required=False)
    decision = forms.ChoiceField(label=gettext_lazy("Decision"), required=False)
    label = forms.ChoiceField(label=gettext_lazy("Label"), required=False)
    only = forms.ChoiceField(label=gettext_lazy("Only"), required=False)
    field_order = ["words", "topic", "decision", "label", "only", "sort"]

    def choices(self):
        """A workshop without topics or labels is not asked for any."""
        quiet = [(QUIET, _("not released")), (CHANGED, _("changed after release"))]
        of = {
            "topic": [(str(one.pk), one.name) for one in self.workshop.topics.all()],
            "label": [(str(one.pk), one.name) for one in self.workshop.labels.all()],
        }
        for name in [name for name, some in of.items() if not some]:
            del self.fields[name], of[name]
        return of | {
            "decision": [(UNDECIDED, _("undecided")), *Decision.Outcome.choices, *quiet],
            "only": [(name, label) for name, (label, _is) in ONLY.items()],
        }

    def searched(self, submissions):
        """Those of them that are asked for, as far as that is a question to the database."""
        asked = self.cleaned_data
        if self["words"].errors:
            return submissions.none()
        wanted = Q()
        for word in self.looked_for:
            wanted &= about(word)
        if topic := asked.get("topic"):
            wanted &= Q(topics=int(topic))
        return submissions.filter(wanted).order_by("pk")

    def applied_to(self, rows):
        """Those of the rows that are asked for, in order."""
        asked = self.cleaned_data
        if decision := asked.get("decision"):
            rows = [row for row in rows if _is_decided(row, decision)]
        if label := asked.get("label"):
            rows = [row for row in rows if int(label) in {one.pk for one in row.labels}]
        if only := asked.get("only"):
            rows = [row for row in rows if ONLY[only][1](row)]
        return _ordered(rows, self.order)


def _is_decided(row, decision):
    if decision == UNDECIDED:
        return row.is_undecided
    if decision == QUIET:
        return row.decision is not None and not row.decision.is_released
    if decision == CHANGED:
        return bool(row.decision and row.decision.released and not row.decision.is_released)
    return row.outcome == decision


def _ordered(rows, sort):
    """What has no such number comes last, whichever way; where two are alike, by their key."""
    key, is_down = KEYS[sort.removeprefix("-")], sort.startswith("-")
    keyed = [(key(row), row) for row in rows]
    known = [pair for pair in keyed if pair[0] is not None]
    known.sort(key=lambda pair: pair[0], reverse=is_down)
    return [row for _key, row in known] + [row for one, row in keyed if one is None]
