"""What authors say when they confirm: who presents, how, from where, and what is posted."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from program.confirmations import answers_of, confirmation_of, version_of
from program.fields import AddressFormField
from program.models import Confirmation
from program.models.confirmations import MOST_HOURS
from workshop.fields import zone_names
from workshop.forms import LongText, say_stale

Post, Attendance = Confirmation.Post, Confirmation.Attendance


class ConfirmForm(forms.Form):
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    presenter = forms.ChoiceField(label=gettext_lazy("Who presents it"), widget=forms.RadioSelect)
    attendance = forms.ChoiceField(
        label=gettext_lazy("How"), choices=Confirmation.Attendance, widget=forms.RadioSelect
    )
    zone = forms.ChoiceField(
        label=gettext_lazy("Time zone of whoever presents it, on the day"),
        choices=lambda: [(one, one.replace("_", " ")) for one in zone_names()],
        help_text=gettext_lazy("The chairs then see when it is night there."),
    )
    hours = LongText(
        label=gettext_lazy("Impossible hours"),
        required=False,
        max_length=MOST_HOURS,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Such as “not before 10:00 my time”."),
    )
    post = forms.ChoiceField(
        label=gettext_lazy("What stands on its public page"),
        choices=Post,
        widget=forms.RadioSelect,
    )
    link = AddressFormField(
        label=gettext_lazy("Address of the paper elsewhere"),
        required=False,
        max_length=500,
        assume_scheme="https",
    )

    def __init__(self, submission, data=None):
        self.submission = submission
        stored = answers_of(submission)
        initial = (
            stored
            | _guessed(submission)
            | {
                "zone": stored["zone"] or submission.workshop.zone,
                "seen": version_of(submission),
            }
        )
        super().__init__(data, initial=initial)
        if submission.workshop.is_online and stored["attendance"] != Attendance.PERSON:
            self.fields["attendance"].choices = [(Attendance.REMOTE, Attendance.REMOTE.label)]
        authors = submission.authors.all()
        self.fields["presenter"].choices = [(one.mail, one.name) for one in authors]
        gone = _("They are no author of it any more. Choose another.")
        self.fields["presenter"].error_messages["invalid_choice"] = gone

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("post") == Post.LINK and not cleaned.get("link") and not self.errors:
            self.add_error("link", _("Write the address, or choose to post something else."))
        return cleaned

    @property
    def answers(self):
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}

    def say_stale(self):
        say_stale(self, answers_of(self.submission), version_of(self.submission))


def _guessed(submission):
    """What most would choose, where nobody has answered yet."""
    if confirmation_of(submission).pk:
        return {}
    guessed = {"post": Post.PDF} if submission.proposal else {}
    is_online = submission.workshop.is_online
    return guessed | ({"attendance": Attendance.REMOTE} if is_online else {})
