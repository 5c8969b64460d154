"""What a chair has chosen on the decision board: read, checked and shown before it happens."""

from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reviews.models import Decision, Label
from reviews.models.decision import MOST_OF_A_NOTE
from submissions.lifecycle import IN_REVIEW
from submissions.models import Submission
from workshop.forms import LongText

LABELS = dict(Decision.Outcome.choices)


@dataclass(frozen=True)
class Choice:
    """One submission, the decision there is, and what is to become of it.

    `seen` is what stood on the page where it was chosen. `note` is None where it stays.
    """

    submission: Submission
    decision: Decision | None
    outcome: str
    seen: str
    note: str | None = None
    label: Label | None = None

    @property
    def is_stale(self):
        stands = self.decision.seen if self.decision else ""
        return stands != self.seen and not self.is_empty

    @property
    def is_closed(self):
        return self.submission.status not in IN_REVIEW

    @property
    def old(self):
        return self.decision.get_outcome_display() if self.decision else _("undecided")

    @property
    def new(self):
        return LABELS[self.outcome]

    @property
    def old_note(self):
        return self.decision.note if self.decision else ""

    @property
    def has_new_note(self):
        return self.note is not None and self.note != self.old_note

    @property
    def has_new_label(self):
        known = self.decision.labels.all() if self.decision else []
        return self.label is not None and self.label not in known

    @property
    def is_empty(self):
        """It stands so already."""
        stands = self.decision.outcome if self.decision else ""
        return stands == self.outcome and not self.has_new_note and not self.has_new_label


class ChoosingForm(forms.Form):
    """For the ticked rows, or for the first so many of the undecided ones in the order shown."""

    first = forms.IntegerField(
        label=gettext_lazy("The first … of the undecided, in this order"),
        required=False,
        min_value=1,
        help_text=gettext_lazy("Or tick rows below."),
    )
    outcome = forms.ChoiceField(
        label=gettext_lazy("Decide them"),
        required=False,
        choices=[("", gettext_lazy("as each row says")), *Decision.Outcome.choices],
    )
    others = forms.ChoiceField(
        label=gettext_lazy("And all other undecided ones"),
        required=False,
        choices=[("", gettext_lazy("leave undecided")), *Decision.Outcome.choices],
    )
    label = forms.ModelChoiceField(
        Label.objects.none(),
        label=gettext_lazy("Label them"),
        required=False,
        empty_label=gettext_lazy("no"),
    )
    note = LongText(
        label=gettext_lazy("Note to their authors"),
        required=False,
        max_length=MOST_OF_A_NOTE,
        widget=forms.Textarea({"rows": 2}),
        help_text=gettext_lazy("Mailed and shown with the decision, instead of the note there is."),
    )

    def __init__(self, data=None, *, workshop, rows):
        super().__init__(data, auto_id="choose_%s")
        self.rows = {row.code: row for row in rows}
        self.fields["label"].queryset = workshop.labels.all()
        if not workshop.labels.all():
            del self.fields["label"]

    @property
    def ticked(self):
        return [code for code in self.data.getlist("pick") if code in self.rows]

    @property
    def set_in_rows(self):
        """{code: outcome} of the rows whose own choice was changed."""
        sent = {code: self.data.get(f"outcome-{code}", "") for code in self.rows}
        return {
            code: outcome
            for code, outcome in sent.items()
            if outcome in LABELS and outcome != self.seen(code).split("-")[0]
        }

    def seen(self, code):
        """What stood there when the page was opened; of what was not on it, what stands now."""
        return self.data.get(f"seen-{code}", self.rows[code].seen)[:40]

    def clean(self):
        cleaned = super().clean()
        if self.errors:
            return cleaned
        first, outcome = cleaned.get("first"), cleaned["outcome"]
        if first and self.ticked:
            self.add_error("first", _("Tick rows or say how many come first, not both."))
        elif first and not outcome:
            self.add_error("outcome", _("Choose how the first of them are decided."))
        elif cleaned["others"] and not first:
            self.add_error("first", _("Say how many come before the others."))
        elif outcome and not (first or self.ticked):
            self.add_error("outcome", _("Tick the rows this is about, or say how many come first."))
        elif not (first or self.ticked or self.set_in_rows):
            self.add_error(None, _("Nothing was chosen, so there is nothing to decide."))
        return cleaned

    @property
    def undecided(self):
        return [code for code, row in self.rows.items() if row.is_undecided]

    @property
    def beyond(self):
        """How many are undecided, where more of them are to be decided; else None."""
        count = len(self.undecided)
        return count if (self.cleaned_data["first"] or 0) > count else None

    @property
    def wanted(self):
        """{code: (outcome, whether note and label go to it)}"""
        told, found = self.cleaned_data, {}
        chosen = self.ticked
        if told["first"]:
            undecided = self.undecided
            chosen, others = undecided[: told["first"]], undecided[told["first"] :]
            found |= {code: (told["others"], False) for code in others if told["others"]}
        own = self.set_in_rows
        found |= {code: (outcome, not chosen) for code, outcome in own.items()}
        for code in chosen:
            outcome = told["outcome"] or own.get(code) or self.rows[code].outcome
            found[code] = (outcome, True)
        return found


def choices_of(form, user):
    """[Choice, …] of a valid form, in the order of the board."""
    wanted = form.wanted
    more = {"note": form.cleaned_data["note"] or None, "label": form.cleaned_data.get("label")}
    known = _known(user, [form.rows[code].pk for code in wanted])
    return [
        Choice(
            known[row.pk],
            getattr(known[row.pk], "decision", None),
            wanted[code][0],
            form.seen(code),
            **(more if wanted[code][1] else {}),
        )
        for code, row in form.rows.items()
        if code in wanted and row.pk in known
    ]


def confirmed(data, workshop, user):
    """The same of a confirmed preview: what it says of each, whatever the board shows by now."""
    rows = [one.split(":") for one in data.getlist("change") if one.count(":") == 1]
    wanted = {code: outcome for code, outcome in rows if outcome in LABELS}
    own = Submission.objects.filter(workshop=workshop, code__in=wanted).decidable_by(user)
    known = _known(user, list(own.values_list("pk", flat=True)))
    more = set(data.getlist("more"))
    about = {
        "note": data.get("note", "").replace("\r\n", "\n")[:MOST_OF_A_NOTE] or None,
        "label": workshop.labels.filter(pk__in=_numbers(data.get("label"))).first(),
    }
    of = {one.code: one for one in known.values()}
    return [
        Choice(
            of[code],
            getattr(of[code], "decision", None),
            outcome,
            data.get(f"seen-{code}", "")[:40],
            **(about if code in more else {}),
        )
        for code, outcome in wanted.items()
        if code in of
    ]


def _numbers(text):
    return [int(text)] if text and text.isdecimal() and len(text) < 10 else []


def _known(user, keys):
    rows = Submission.objects.filter(pk__in=keys).decidable_by(user)
    rows = rows.select_related("decision").prefetch_related("decision__labels")
    return rows.in_bulk()
