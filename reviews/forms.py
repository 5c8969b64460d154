from django import forms
from django.utils.translation import gettext_lazy as _

from reviews.models import Decision
from workshop.forms import LongText, OneLine
from workshop.models import User


class ReviewForm(forms.Form):
    """One radio group a criterion, then the two texts. Drafts take what there is."""

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
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, criteria, review, is_final, **kwargs):
        super().__init__(*args, **kwargs)
        self.is_final = is_final
        self.criteria = {f"mark-{one.pk}": one for one in criteria}
        for name, criterion in self.criteria.items():
            self.fields[name] = forms.TypedChoiceField(
                label=criterion.name,
                choices=[(mark, f"{mark} · {anchor}") for mark, anchor in criterion.marks],
                coerce=int,
                empty_value=None,
                required=False,
                widget=forms.RadioSelect,
            )
        for name in (*self.criteria, "for_authors"):
            self.fields[name].is_needed = True  # to submit, not to save
        self.order_fields([*self.criteria, "for_authors", "for_chairs", "seen"])
        self.initial = {"seen": 1}
        if review:
            self.initial = {
                "for_authors": review.for_authors,
                "for_chairs": review.for_chairs,
                "seen": review.version,
            } | {f"mark-{score.criterion_id}": score.mark for score in review.scores.all()}

    @property
    def marks(self):
        given = {one.pk: self.cleaned_data[name] for name, one in self.criteria.items()}
        return {criterion: mark for criterion, mark in given.items() if mark is not None}

    @property
    def texts(self):
        return {name: self.cleaned_data[name] for name in self.TEXTS}

    def clean(self):
        cleaned = super().clean()
        if self.is_final:
            for name in (*self.criteria, "for_authors"):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, _("Needed before the review can be submitted."))
        return cleaned


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
    reason = OneLine(label=_("Reason"), max_length=300)

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people


class LiftForm(forms.Form):
    reason = OneLine(label=_("Why it no longer stands"), max_length=300)


class ForAuthorsForm(forms.Form):
    reason = OneLine(
        label=_("Why you change it"), max_length=300, help_text=_("Its authors read it.")
    )


class DeskForm(forms.Form):
    reason = OneLine(
        label=_("Reason"), max_length=300, help_text=_("Its authors read it, word for word.")
    )


class OverrideForm(forms.Form):
    """`number` is the version that was looked at."""

    reason = OneLine(
        label=_("Why it counts all the same"),
        max_length=300,
        help_text=_("For the chairs; it stays with the history."),
    )
    number = forms.IntegerField(widget=forms.HiddenInput)


class DecisionForm(forms.Form):
    """`seen` is the decision that stood when the form was opened."""

    outcome = forms.ChoiceField(
        label=_("Decision"),
        choices=[("", _("undecided")), *Decision.Outcome.choices],
        required=False,
    )

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, outcome="", **kwargs):
        super().__init__(*args, initial={"outcome": outcome, "seen": outcome}, **kwargs)
        self.fields["outcome"].is_needed = True
        if outcome:
            self.fields["outcome"].choices = Decision.Outcome.choices  # changed, not taken back
