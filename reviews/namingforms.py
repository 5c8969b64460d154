from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workshop.forms import NameLine


class NameOfReviewerForm(forms.Form):
    """The name as everybody is to read it."""

    name = NameLine(label=gettext_lazy("Your name, as it is to stand there"), max_length=120)

    def clean_name(self):
        name = self.cleaned_data["name"]
        if "@" in name:
            raise ValidationError(_("Everybody reads it: write a name, not a mail address."))
        return name
