from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workshop.forms import DayInput, OneLine
from workshop.models import Workshop


class EditionForm(forms.ModelForm):
    """What is another in each edition; the rest is copied."""

    slots = forms.ChoiceField(
        label=gettext_lazy("The program"),
        choices=[
            ("", gettext_lazy("begins empty")),
            ("times", gettext_lazy("has the same slots, without the talks and speakers")),
            ("all", gettext_lazy("is the same, with its talks and speakers")),
        ],
        widget=forms.RadioSelect,
        required=False,
    )

    class Meta:
        model = Workshop
        fields = ["name", "acronym", "slug", "first_day"]
        field_classes = {"name": OneLine, "acronym": OneLine}
        widgets = {"first_day": DayInput}
        help_texts = {
            "slug": gettext_lazy("Empty: made of the acronym, or the name, and the year."),
            "first_day": gettext_lazy("All dates move by as many days. You can move each later."),
        }

    def __init__(self, *args, old, **kwargs):
        self.old = old
        initial = {"name": old.name, "acronym": old.acronym, "slots": ""}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["slug"].required = False

    def clean_first_day(self):
        day = self.cleaned_data["first_day"]
        if day < timezone.localdate():
            raise forms.ValidationError(_("This day has gone by. Choose one that is still ahead."))
        if day <= self.old.first_day:
            raise forms.ValidationError(_("This is not after the edition that it follows."))
        return day

    def clean(self):
        """Its last day follows; an address is found where none was typed."""
        cleaned = super().clean()
        if day := cleaned.get("first_day"):
            self.instance.last_day = day + (self.old.last_day - self.old.first_day)
        return cleaned

    def _get_validation_exclusions(self):
        empty = set() if self.cleaned_data.get("slug") else {"slug"}
        return super()._get_validation_exclusions() | empty
