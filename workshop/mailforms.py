"""The forms of the chair's mail pages."""

import uuid
from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workshop.forms import LongText, OneLine, say_stale
from workshop.letters import about_date
from workshop.mailtexts import OF_EVERY_MAIL, known_to, purposes
from workshop.models import Letter, Message, Reminder
from workshop.placeholders import names_in, stands_alone
from workshop.recipients import groups, placeholders_of
from workshop.reminders import kinds

MOST_DAYS = 60
FIELDS = ["group", "topic", "subject", "body", "due_at"]
MOMENT = "%Y-%m-%dT%H:%M"


class OutboxFilter(forms.Form):
    state = forms.ChoiceField(label=gettext_lazy("State"), required=False)
    purpose = forms.ChoiceField(label=gettext_lazy("Kind"), required=False)
    find = forms.CharField(label=gettext_lazy("Find"), required=False, max_length=100, strip=True)
    letter = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = [("", _("all")), *Message.WORDS.items()]
        labels = [(name, one.label) for name, one in purposes().items()]
        self.fields["purpose"].choices = [("", _("all")), *labels]

    def applied_to(self, messages):
        """Those that it lets through; all of them where it makes no sense."""
        if not self.is_valid():
            return messages
        names = {"state": "state", "purpose": "purpose", "letter": "letter__code"}
        wanted = {column: self.cleaned_data[name] for name, column in names.items()}
        messages = messages.filter(**{column: value for column, value in wanted.items() if value})
        return messages.with_words(self.cleaned_data["find"])


def refuse_unknown(form, known, *fields):
    """An unknown placeholder is refused with the list of the known ones."""
    for field in fields:
        unknown = [name for name in names_in(form.cleaned_data.get(field, "")) if name not in known]
        if unknown:
            told = _("There is no placeholder %(unknown)s here. Known are: %(known)s.")
            form.add_error(field, told % {"unknown": braced(unknown), "known": braced(known)})


def braced(names):
    return ", ".join(f"{{{name}}}" for name in names)


class MailTextForm(forms.Form):
    subject = OneLine(label=gettext_lazy("Subject"), max_length=200)
    body = LongText(
        label=gettext_lazy("Text"), max_length=10_000, widget=forms.Textarea({"rows": 16})
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, purpose, **kwargs):
        super().__init__(*args, **kwargs)
        self.purpose = purpose

    def clean(self):
        cleaned = super().clean()
        refuse_unknown(self, known_to(self.purpose), "subject", "body")
        there = names_in(cleaned.get("body", ""))
        missing = [name for name in self.purpose.needs if name not in there]
        if missing and "body" in cleaned:
            told = _("Without %(missing)s this mail is of no use to its reader. Put it in.")
            self.add_error("body", told % {"missing": braced(missing)})
        if self.purpose.carrier:
            self._check_carrier(self.purpose.carrier, cleaned)
        return cleaned

    def _check_carrier(self, name, cleaned):
        if name in names_in(cleaned.get("subject", "")):
            told = _("%(link)s signs in whoever reads it: take it out of the subject.")
            self.add_error("subject", told % {"link": braced([name])})
        if not stands_alone(name, cleaned.get("body", "")):
            told = _("Give %(link)s a line of its own, with nothing before or behind it.")
            self.add_error("body", told % {"link": braced([name])})

    @property
    def text(self):
        return self.cleaned_data["subject"], self.cleaned_data["body"].strip()


class MomentInput(forms.DateTimeInput):
    """The browser's own field of date and time."""

    input_type = "datetime-local"

    def __init__(self, attrs=None):
        super().__init__(attrs, format=MOMENT)


class LetterForm(forms.ModelForm):
    key = forms.UUIDField(widget=forms.HiddenInput)
    window = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    about = forms.CharField(widget=forms.HiddenInput, required=False, max_length=80)
    due_at = forms.DateTimeField(
        label=gettext_lazy("Send at"),
        required=False,
        input_formats=[MOMENT],
        widget=MomentInput,
    )
    group = forms.ChoiceField(label=gettext_lazy("To"))

    class Meta:
        model = Letter
        fields = FIELDS
        field_classes = {"subject": OneLine, "body": LongText}
        widgets = {"body": forms.Textarea({"rows": 14})}

    def __init__(self, *args, workshop, **kwargs):
        super().__init__(*args, **kwargs)
        self.dates = workshop.key_dates.all()
        self.fields["group"].choices = [(name, one.label) for name, one in groups().items()]
        self.fields["topic"].queryset = workshop.topics.all()
        self.fields["topic"].empty_label = _("any")
        self.fields["topic"].help_text = _("Narrows groups of authors.")
        zone = {"zone": workshop.zone.replace("_", " ")}
        self.fields["due_at"].help_text = _("In %(zone)s. Empty: at once.") % zone
        if not workshop.topics.all():
            del self.fields["topic"]

    def clean_due_at(self):
        at = self.cleaned_data["due_at"]
        if at and not timezone.now() < at < timezone.now() + timedelta(days=MOST_DAYS):
            told = _("Choose a time within the next %(days)d days, or leave it empty.")
            raise ValidationError(told % {"days": MOST_DAYS})
        return at

    def clean(self):
        cleaned = super().clean()
        group = groups().get(cleaned.get("group"))
        if group:
            refuse_unknown(self, placeholders_of(group) | OF_EVERY_MAIL, "subject", "body")
            if cleaned.get("topic") and not group.has_topics:
                told = _("This group has no topics. Choose “any”, or a group of authors.")
                self.add_error("topic", told)
        if (about := cleaned.get("about")) and about not in map(about_date, self.dates):
            self.add_error(None, _("The date has moved again. See where it is, and write anew."))
        return cleaned

    @property
    def texts(self):
        """What a draft keeps."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}

    def say_overtaken(self, letter, version):
        """What another window has saved, field by field where it differs."""
        stored = {name: getattr(letter, name) for name in self.fields if name in FIELDS}
        at = letter.due_at and timezone.localtime(letter.due_at).strftime("%d.%m.%Y, %H:%M")
        shown = {"group": groups()[letter.group].label, "due_at": at}
        say_stale(self, stored, version, shown=stored | shown)

    def begin_anew(self):
        """What was typed becomes another letter, which cannot take the place of the one there."""
        self.data = self.data.copy()
        self.data["key"], self.data["seen"] = str(uuid.uuid4()), ""
        told = _(
            "The letter that was written here has been sent, or is not yours. What you typed is "
            "below; look at the mails again, and it becomes another letter."
        )
        self.add_error(None, told)


class ReminderForm(forms.ModelForm):
    kind = forms.ChoiceField(label=gettext_lazy("Of what"))
    days = forms.IntegerField(
        label=gettext_lazy("Days"), min_value=0, max_value=MOST_DAYS, initial=3
    )
    side = forms.ChoiceField(
        label=gettext_lazy("Before or after the date"),
        choices=[("-1", gettext_lazy("before")), ("1", gettext_lazy("after"))],
    )

    class Meta:
        model = Reminder
        fields = ["kind"]

    def __init__(self, *args, workshop, **kwargs):
        super().__init__(*args, **kwargs)
        self.workshop = workshop
        self.fields["kind"].choices = [(name, one.label) for name, one in kinds().items()]

    def clean(self):
        cleaned = super().clean()
        if {"kind", "days", "side"} <= cleaned.keys():
            cleaned["days"] *= int(cleaned["side"])
            same = {"kind": cleaned["kind"], "days": cleaned["days"]}
            if self.workshop.reminders.filter(**same).exists():
                self.add_error("days", _("There is this reminder already."))
        return cleaned
