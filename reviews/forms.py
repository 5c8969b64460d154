import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from reviews.models import Decision, Label, Review
from reviews.models.comment import MOST_OF_A_COMMENT
from reviews.models.decision import MOST_OF_A_NOTE
from workshop.forms import LongText, OneLine
from workshop.models import User

REPORT = ("recommendation", "confidence", "for_authors", "for_chairs")


def _choice_of(label, choices):
    return forms.TypedChoiceField(
        label=label,
        choices=choices,
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )


class Reason(OneLine):
    default_error_messages = {"required": _("Say why, in a few words.")}


class ReviewForm(forms.Form):
    """One radio group a criterion, then the two texts. Drafts take what there is.

    `tab` is of one opened page: what it saves over its own last save is never stale.
    """

    TEXTS = {
        "for_authors": LongText(
            label=_("For the authors"),
            max_length=20_000,
            required=False,
            widget=forms.Textarea({"rows": 8}),
        ),
        "for_chairs": LongText(
            label=_("For the chairs only"),
            max_length=5_000,
            required=False,
            widget=forms.Textarea({"rows": 3}),
        ),
    }
    for_authors, for_chairs = TEXTS.values()
    line = OneLine(
        label=_("All marks in one line"),
        required=False,
        max_length=60,
        help_text=_("Instead of the choices below, in their order, as in: 3\u00a04\u00a02."),
    )
    recommendation = _choice_of(_("Recommendation"), Review.Recommendation.choices)
    confidence = _choice_of(_("Your confidence"), Review.Confidence.choices)
    tab = forms.CharField(widget=forms.HiddenInput, required=False, max_length=32)
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, criteria, review, is_final, **kwargs):
        super().__init__(*args, **kwargs)
        self.is_final = is_final
        self.criteria = {f"mark-{one.pk}": one for one in criteria}
        for name, criterion in self.criteria.items():
            marks = [(mark, f"{mark} · {anchor}") for mark, anchor in criterion.marks]
            self.fields[name] = _choice_of(criterion.name, marks)
        for name in self.needed:
            self.fields[name].is_needed = True  # to submit, not to save
        if len(self.criteria) < 2:
            del self.fields["line"]
        self.order_fields(["line", *self.criteria, *REPORT, "seen"])
        self.initial = {"seen": 1, "tab": uuid.uuid4().hex}
        if review:
            self.initial |= {name: getattr(review, name) for name in REPORT}
            self.initial |= {f"mark-{one.criterion_id}": one.mark for one in review.scores.all()}
            self.initial["seen"] = review.version

    @property
    def needed(self):
        required = [name for name, one in self.criteria.items() if one.is_required]
        return [*required, "for_authors"]

    @property
    def marks(self):
        given = {one.pk: self.cleaned_data[name] for name, one in self.criteria.items()}
        return {criterion: mark for criterion, mark in given.items() if mark is not None}

    @property
    def report(self):
        return {name: self.cleaned_data[name] for name in REPORT}

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("line"):
            self._read_line(cleaned["line"].replace(",", " ").split())
        if self.is_final:
            for name in self.needed:
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, _("Needed before the review can be submitted."))
        return cleaned

    def _read_line(self, words):
        """Fewer marks than criteria are the first ones; a mark chosen below must be the same."""
        names = list(self.criteria)
        if len(words) > len(names):
            told = _("There are %(number)d marks to give; these are %(given)d.")
            self.add_error("line", told % {"number": len(names), "given": len(words)})
            return
        for name, word in zip(names, words, strict=False):
            about = {"name": self.criteria[name], "word": word}
            if word not in {str(mark) for mark, _anchor in self.criteria[name].marks}:
                told = _("“%(word)s” is no mark of “%(name)s”.")
                self.add_error("line", told % about)
            elif self.cleaned_data.get(name) not in {None, int(word)}:
                told = _("“%(name)s” has another mark below than in this line.")
                self.add_error("line", told % about)
            else:
                self.cleaned_data[name] = int(word)


class AssignForm(forms.Form):
    reviewer = forms.ModelChoiceField(
        User.objects.none(), label=_("Reviewer"), empty_label=_("Choose one")
    )

    def __init__(self, *args, reviewers, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reviewer"].queryset = reviewers


class ConflictForm(forms.Form):
    person = forms.ModelChoiceField(
        User.objects.none(), label=_("Person"), empty_label=_("Choose one")
    )
    reason = Reason(label=_("Reason"), max_length=300)

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people


class CommentForm(forms.Form):
    text = LongText(
        label=_("Your comment"),
        max_length=MOST_OF_A_COMMENT,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("Its reviewers and the chairs read it, in Markdown; its authors never do."),
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class DeclineForm(forms.Form):
    reason = Reason(label=_("Why"), max_length=300, help_text=_("The chairs read it."))


class OwnConflictForm(forms.Form):
    reason = Reason(
        label=_("What connects you"), max_length=300, help_text=_("The chairs read it.")
    )


class LiftForm(forms.Form):
    reason = Reason(label=_("Why it no longer stands"), max_length=300)


class ForAuthorsForm(forms.Form):
    reason = Reason(
        label=_("Why you change it"), max_length=300, help_text=_("Its authors read it.")
    )


class DeskForm(forms.Form):
    reason = Reason(
        label=_("Reason"), max_length=300, help_text=_("Its authors read it, word for word.")
    )


class OverrideForm(forms.Form):
    """`number` is the version that was looked at."""

    reason = Reason(
        label=_("Why it counts all the same"),
        max_length=300,
        help_text=_("For the chairs; it stays with the history."),
    )
    number = forms.IntegerField(widget=forms.HiddenInput)


class DecisionForm(forms.Form):
    """`seen` is the decision that stood when the form was opened; a note not sent stays."""

    outcome = forms.ChoiceField(
        label=_("Decision"),
        choices=[("", _("undecided")), *Decision.Outcome.choices],
        required=False,
    )
    note = LongText(
        label=_("Note to the authors"),
        max_length=MOST_OF_A_NOTE,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Mailed and shown with the decision, in Markdown."),
    )
    labels = forms.ModelMultipleChoiceField(
        Label.objects.none(),
        label=_("Labels"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("For the chairs alone."),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, workshop, decision=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["outcome"].is_needed = True
        self.fields["labels"].queryset = workshop.labels.all()
        if not workshop.labels.exists():
            del self.fields["labels"]
        if decision:
            self.initial = {name: getattr(decision, name) for name in ("outcome", "note", "seen")}
            self.initial["labels"] = list(decision.labels.all())
            self.fields["outcome"].choices = Decision.Outcome.choices  # changed, not taken back

    @property
    def note_sent(self):
        return self.cleaned_data["note"] if "note" in self.data else None
