"""What a chair types who gives one person more time."""

from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from submissions.models import Extension
from workshop.forms import OneLine
from workshop.mailforms import MOMENT, MomentInput
from workshop.models import KeyDate

MOST_DAYS = 60


class ExtensionForm(forms.ModelForm):
    """`until` is read in the zone that is active."""

    until = forms.DateTimeField(label=_("Until"), input_formats=[MOMENT], widget=MomentInput)

    class Meta:
        model = Extension
        fields = ["mail", "until", "reason"]
        field_classes = {"reason": OneLine}
        help_texts = {
            "mail": _("It counts for whoever shows that the address is theirs."),
            "reason": _("For the chairs: it is not mailed."),
        }

    def __init__(self, *args, workshop, **kwargs):
        super().__init__(*args, **kwargs)
        self.deadline = workshop.date_of(KeyDate.Kind.SUBMISSION)
        zone = workshop.zone.replace("_", " ")
        self.fields["until"].help_text = _("In %(zone)s.") % {"zone": zone}

    def clean_mail(self):
        return self.cleaned_data["mail"].lower()

    def clean_until(self):
        until = self.cleaned_data["until"]
        if not timezone.now() < until < timezone.now() + timedelta(days=MOST_DAYS):
            told = _("Choose a time within the next %(days)d days.")
            raise ValidationError(told % {"days": MOST_DAYS})
        if self.deadline and until <= self.deadline.at:
            raise ValidationError(_("The deadline of all is later than this. Choose a later time."))
        return until
