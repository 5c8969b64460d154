from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from workshop.fields import validate_year, zone_names
from workshop.lookalikes import validate_alphabet
from workshop.models import User, Workshop
from workshop.outbox import one_line
from workshop.schedules import latest_deadline, usual_deadline
from workshop.times import end_of_day_anywhere


class OneLine(forms.CharField):
    """A line of text: breaks in it, which no browser sends, become spaces."""

    def to_python(self, value):
        return one_line(super().to_python(value))


class NameLine(OneLine):
    """The name of a person or a team: none that passes itself off as another's."""

    default_validators = [validate_alphabet]


def say_stale(form, stored, version, *, shown=None):
    """Refuse a save over somebody else's with both texts; the next one is deliberate.

    `stored` holds what is stored by field; where that differs from what was typed it is shown, as
    `shown` has it if that reads otherwise.
    """
    said = [
        _(
            "This was saved from another window while it was open here. What you typed is still "
            "below; saving again puts it in the place of what is stored."
        )
    ]
    for name, value in stored.items():
        if form.cleaned_data.get(name, form.data.get(form.add_prefix(name))) != value:
            told = _("%(field)s as stored: %(value)s")
            text = (shown or {}).get(name) or stored_words(form, name, value)
            said.append(told % {"field": form[name].label, "value": text})
    form.add_error(None, said)
    form.data = form.data.copy()
    form.data[form.add_prefix("seen")] = version


def stored_words(form, name, value):
    """As a reader knows it: what stands for nothing, and a choice by its name."""
    choices = dict(getattr(form.fields[name], "choices", ()))
    return choices.get(value, value) or "–"


def problems(form, prefix=""):
    """[(id, label, sentence), …] of the visible fields that are to be mended."""
    fields = [field for field in form.visible_fields() if field.errors]
    return [(one.auto_id, f"{prefix}{one.label}", " ".join(one.errors)) for one in fields]


class Rows(forms.ModelMultipleChoiceField):
    """Ticked rows. A number that no database holds is no choice, and no crash."""

    def _check_values(self, value):
        if any(len(str(one)) > 18 for one in value):
            raise ValidationError(self.error_messages["invalid_list"], code="invalid_list")
        return super()._check_values(value)


class FewRows(Rows):
    """Of so few that they are read once, to be shown and to be checked."""

    def _check_values(self, value):
        known = {str(one.pk): one for one in self.queryset}
        if unknown := [one for one in value if str(one) not in known]:
            told = self.error_messages["invalid_choice"]
            raise ValidationError(told, code="invalid_choice", params={"value": unknown[0]})
        return [one for pk, one in known.items() if pk in value]


class LongText(forms.CharField):
    """Browsers send CRLF: without this, a text that nobody touched would count as changed."""

    def to_python(self, value):
        return super().to_python(value).replace("\r\n", "\n")


class NameForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ["name"]
        field_classes = {"name": NameLine}


class DayInput(forms.DateInput):
    """The browser's own date field: keyboard, phone and no script."""

    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")


class StartForm(forms.ModelForm):
    """All that a workshop needs to begin with. Its other dates are counted back from its day."""

    last_day = forms.DateField(
        label=_("Last day"),
        required=False,
        widget=DayInput,
        help_text=_("Empty: the same as the first."),
        validators=[validate_year],
    )
    deadline = forms.DateField(
        label=_("Proposals due, at 23:59 anywhere on Earth (AoE) of this day"),
        required=False,
        widget=DayInput,
        help_text=_("Empty: 26 days before the first day. You can move every date later."),
        validators=[validate_year],
    )
    zone = forms.ChoiceField(
        label=_("Time zone"),
        choices=lambda: [(name, name.replace("_", " ")) for name in zone_names()],
        initial="UTC",
        help_text=_("Times are shown and entered in it."),
    )

    class Meta:
        model = Workshop
        fields = [
            "name",
            "acronym",
            "first_day",
            "last_day",
            "deadline",
            "zone",
            "contact",
            "blind_mode",
        ]
        labels = {"blind_mode": _("Reviewing")}
        help_texts = {
            "acronym": _("Stands in the web address and before the subject of mails."),
            "contact": _("Stands on every public page."),
        }
        field_classes = {"name": OneLine, "acronym": OneLine}
        widgets = {"first_day": DayInput, "blind_mode": forms.RadioSelect}

    def clean_first_day(self):
        day = self.cleaned_data["first_day"]
        if day < timezone.localdate():
            raise forms.ValidationError(_("This day has gone by. Choose one that is still ahead."))
        return day

    def clean(self):
        cleaned = super().clean()
        if {"first_day", "last_day"} <= cleaned.keys():
            cleaned["last_day"] = cleaned["last_day"] or cleaned["first_day"]
            self._check_days(**cleaned)
        if {"first_day", "name"} <= cleaned.keys():
            self._check_twice(**cleaned)
        if {"first_day", "deadline", "zone"} <= cleaned.keys():
            planned = Workshop(zone=cleaned["zone"], first_day=cleaned["first_day"])
            self._check_deadline(planned, typed=cleaned["deadline"])
        return cleaned

    def _check_days(self, first_day, last_day, **_others):
        if last_day < first_day:
            error = _("This is before the first day. Choose a later day, or leave it empty.")
            self.add_error("last_day", error)

    def _check_deadline(self, planned, typed):
        """Proposals are due from today on, and before the workshop begins."""
        now, latest = timezone.now(), latest_deadline(planned)
        if end_of_day_anywhere(latest) <= now:
            error = _("No time is left for proposals before this day. Choose a later one.")
            self.add_error("first_day", error)
        elif typed and end_of_day_anywhere(typed) <= now:
            self.add_error("deadline", _("This day has gone by. Choose today or a later one."))
        elif typed and typed > latest:
            error = _("Proposals are due before the workshop begins: choose %(day)s or earlier.")
            self.add_error("deadline", error % {"day": date_format(latest, "j F Y")})
        else:
            self.cleaned_data["deadline"] = typed or usual_deadline(planned, now)

    def _check_twice(self, name, first_day, **_others):
        """A second press of the button, or a second person with the same task."""
        same = Workshop.objects.filter(name__iexact=name, first_day=first_day)
        if there := same.first():
            error = _("This workshop is there already, at /%(slug)s/. Choose another name or day.")
            self.add_error("name", error % {"slug": there.slug})
