"""Declaring conflicts of one person with several submissions, and lifting many."""

import re

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workshop.forms import LongText, OneLine
from workshop.models import User


class DeclareForm(forms.Form):
    """`own` are the submissions that the chair may decide."""

    person = forms.ModelChoiceField(
        User.objects.none(), label=gettext_lazy("Person"), empty_label=gettext_lazy("Choose one")
    )
    codes = LongText(
        label=gettext_lazy("Codes of the submissions"),
        max_length=5_000,
        widget=forms.Textarea({"rows": 2}),
        help_text=gettext_lazy("With spaces or commas between them."),
    )
    reason = OneLine(label=gettext_lazy("Reason"), max_length=300)

    def __init__(self, *args, people, own, **kwargs):
        super().__init__(*args, auto_id="declare_%s", **kwargs)
        self.fields["person"].queryset = people
        self.own = own

    def clean_codes(self):
        codes = dict.fromkeys(re.split(r"[\s,;]+", self.cleaned_data["codes"].strip().upper()))
        found = {one.code: one for one in self.own.filter(code__in=codes)}
        if missing := [code for code in codes if code not in found]:
            told = _("Nothing of that code is here: %(codes)s.")
            raise forms.ValidationError(told % {"codes": ", ".join(missing[:20])})
        return [found[code] for code in codes]


class LiftForm(forms.Form):
    reason = OneLine(
        label=gettext_lazy("Why they no longer stand"),
        max_length=300,
        help_text=gettext_lazy("The other chairs read it."),
    )
