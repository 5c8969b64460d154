from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reviews.invitations.listing import STATES
from reviews.invitations.reading import lines_of
from reviews.models.invitation import MOST
from workshop.forms import LongText
from workshop.sheets import Unreadable, text_of

MOST_CHARACTERS = 100_000
TOO_LONG = gettext_lazy("This is longer than 100,000 characters. Bring it in parts.")


class LoadField(forms.IntegerField):
    """How many reviews at most, as asked for and as answered."""

    def __init__(self, **kwargs):
        wrong = gettext_lazy("Write a whole number from 1 to %(most)d.")
        told = {name: wrong % {"most": MOST} for name in ("min_value", "max_value", "invalid")}
        super().__init__(min_value=1, max_value=MOST, error_messages=told, **kwargs)


class InviteForm(forms.Form):
    """Lines or a file. What is read of a file goes on as text, so that nothing is chosen twice."""

    text = LongText(
        label=gettext_lazy("Whom do you invite?"),
        required=False,
        strip=False,
        max_length=MOST_CHARACTERS,
        error_messages={"max_length": TOO_LONG},
        widget=forms.Textarea(attrs={"rows": 7, "class": "copied", "spellcheck": "false"}),
        help_text=gettext_lazy(
            "One a line: Name <mail>, affiliation. A bare address will do, and so will a table "
            "copied from a sheet."
        ),
    )
    file = forms.FileField(
        label=gettext_lazy("Or a CSV file"),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,text/csv"}),
    )
    most = LoadField(label=gettext_lazy("Reviews at most, for each"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].is_needed = True  # or the file: "optional" misleads

    def clean_file(self):
        upload = self.cleaned_data["file"]
        if upload and upload.size > MOST_CHARACTERS:
            raise forms.ValidationError(TOO_LONG)
        return upload

    def clean(self):
        cleaned, self.note = super().clean(), ""
        if cleaned.get("file"):
            self._read(cleaned["file"].read())
        elif not cleaned.get("text", "").strip() and not self.errors:
            self.add_error("text", _("Nobody stands here yet. Paste a line for each person."))
        return cleaned

    def _read(self, content):
        try:
            text, self.note = text_of(content)
            text = self._behind_what_was_typed(text)
        except Unreadable as error:
            self.add_error("file", str(error))
            return
        self.data = self.data.copy()
        self.data["text"] = self.cleaned_data["text"] = text

    def _behind_what_was_typed(self, text):
        """Its names of columns would stand in the middle, so its lines are written as pasted."""
        typed = self.cleaned_data.get("text", "").strip()
        if not typed:
            return text
        lines, _unused = lines_of(text)
        return "\n".join([typed, *(line.as_pasted for line in lines)])


class StateForm(forms.Form):
    """What makes no sense asks for nothing."""

    state = forms.ChoiceField(label=gettext_lazy("State"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        words = {name: word for name, (word, _kind) in STATES.items()}
        words["waiting"] = gettext_lazy("all who have not answered")
        self.fields["state"].choices = [("", _("all")), *words.items()]
        self.is_valid()

    @property
    def is_narrowing(self):
        return bool(self.cleaned_data.get("state"))

    def wants(self, row):
        wanted = self.cleaned_data.get("state")
        return row.is_waiting if wanted == "waiting" else not wanted or row.state == wanted


class LoadForm(forms.Form):
    most = LoadField(label=gettext_lazy("Reviews at most"))
