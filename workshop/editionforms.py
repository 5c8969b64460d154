from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workshop.editions import invitable, people_before
from workshop.forms import DayInput, OneLine, Rows
from workshop.models import Membership, Workshop


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


class InviteAgainForm(forms.Form):
    """People of the earlier edition, to be ticked; pressed twice, those invited stay choices."""

    people = Rows(
        label=gettext_lazy("People of the earlier edition"),
        queryset=Membership.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Nobody was ticked, so nobody was invited.")},
    )

    def __init__(self, *args, workshop, seen_by, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["people"].queryset = people_before(workshop, seen_by=seen_by)
        self.fields["people"].label_from_instance = self._named
        offered = invitable(workshop, seen_by=seen_by)
        self.fields["people"].choices = [(one.pk, self._named(one)) for one in offered]
        self.has_people = bool(offered)

    @staticmethod
    def _named(membership):
        user, role = membership.user, membership.get_role_display()
        return f"{user} <{user.email}>, {role}" if user.name else f"{user.email}, {role}"
