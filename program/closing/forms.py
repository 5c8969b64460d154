from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workshop.fields import validate_year
from workshop.forms import DayInput
from workshop.retention import NOTICE


class KeepForm(forms.Form):
    """The day on which reviews are removed: people are told of it in time."""

    day = forms.DateField(
        label=gettext_lazy("Remove the reviews on"), widget=DayInput, validators=[validate_year]
    )

    def __init__(self, *args, workshop, **kwargs):
        super().__init__(*args, **kwargs)
        self.workshop = workshop

    def clean_day(self):
        day, today = self.cleaned_data["day"], timezone.localdate(timezone=self.workshop.tz)
        first = max(today + NOTICE, self.workshop.last_day) + timedelta(days=1)
        if day < first:
            told = _(
                "People are told 14 days before, and nothing is removed before the workshop is "
                "over: choose %(day)s or a later day."
            )
            raise forms.ValidationError(told % {"day": date_format(first, "j F Y")})
        return day
