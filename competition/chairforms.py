"""The forms of the chairs' pages of the competition."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from competition.energylogs.judging import accuracy_range
from competition.entryfields import CountField
from competition.models import Competition, Entry
from competition.models.entries import State
from competition.states import NEED_A_REASON
from workshop.forms import LongText, OneLine


def sentences_of(found):
    return [finding.message for finding in found]


class WithCounts:
    """For a form with `correct` and `total`: judged as an entry's are."""

    def check_counts(self, correct, total):
        found = accuracy_range(correct, total, test_set=self.competition.test_size)
        if found:
            self.add_error("total", sentences_of(found))


class AccuracyForm(WithCounts, forms.Form):
    """Both counts, or neither: then nothing was measured."""

    correct = CountField(label=_("Correct predictions"), min_value=0, required=False)
    total = CountField(label=_("Of how many"), min_value=1, required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, competition, **kwargs):
        super().__init__(*args, **kwargs)
        self.competition = competition

    def clean(self):
        cleaned = super().clean()
        correct, total = cleaned.get("correct"), cleaned.get("total")
        if self.errors or (correct, total) == (None, None):
            return cleaned
        if None in (correct, total):
            told = _("Give both counts, or leave both empty to say that nothing was measured.")
            raise ValidationError(told)
        self.check_counts(correct, total)
        return cleaned

    @property
    def counted(self):
        correct, total = self.cleaned_data["correct"], self.cleaned_data["total"]
        return None if total is None else (correct, total)


class BaselineForm(WithCounts, forms.ModelForm):
    """What the organisers compare with; its logs are attached on its page."""

    class Meta:
        model = Entry
        fields = ["title", "hardware", "correct", "total"]
        field_classes = {"title": OneLine, "hardware": OneLine}
        help_texts = {"hardware": ""}

    def __init__(self, *args, competition, **kwargs):
        initial = {"hardware": competition.hardware, "total": competition.test_size}
        super().__init__(*args, prefix="baseline", initial=initial, **kwargs)
        self.competition = competition
        for field in ("title", "correct", "total"):
            self.fields[field].required = True

    def clean(self):
        cleaned = super().clean()
        if not self.errors:
            self.check_counts(cleaned["correct"], cleaned["total"])
        return cleaned


class JudgeForm(forms.Form):
    """A state, and why: the team reads it."""

    state = forms.ChoiceField(label=_("State"))
    reason = OneLine(
        label=_("Why"),
        max_length=Entry._meta.get_field("reason").max_length,
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("Its team reads it, on its page and in the mail. Needed to refuse it."),
    )

    def __init__(self, *args, states, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = [(one.value, State(one).label) for one in states]

    def clean(self):
        cleaned = super().clean()
        needs = cleaned.get("state") in NEED_A_REASON
        if needs and not cleaned.get("reason") and "reason" not in self.errors:
            self.add_error("reason", _("Say in a sentence why, and what its team can do."))
        return cleaned


class ApproachForm(forms.Form):
    approach = LongText(
        label=_("Paragraph of the organisers"),
        required=False,
        max_length=Entry._meta.get_field("approach").max_length,
        widget=forms.Textarea({"rows": 5}),
        help_text=_("In Markdown. It makes it a promising approach on the page of results."),
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)


class Files(forms.ClearableFileInput):
    allow_multiple_selected = True


class LogsField(forms.FileField):
    """Several files at once. None is refused here: the good ones would be lost with it."""

    widget = Files

    def clean(self, data, initial=None):
        files = data if isinstance(data, list | tuple) else [data]
        return [super(LogsField, self).clean(one, initial) for one in files]


class LogsForm(forms.Form):
    logs = LogsField(
        allow_empty_file=True,
        label=_("Your own energy logs"),
        help_text=_("Three or more, of runs under the same conditions: their median counts."),
    )


class ReasonForm(forms.Form):
    reason = OneLine(label=_("Why"), max_length=300)


class TextsForm(forms.ModelForm):
    """What the page of results says beside the winners."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Competition
        fields = ["lessons", "feedback"]
        field_classes = {"lessons": LongText, "feedback": LongText}
        widgets = dict.fromkeys(["lessons", "feedback"], forms.Textarea({"rows": 6}))

    @property
    def texts(self):
        return {name: self.cleaned_data[name] for name in self.Meta.fields}
