from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from program.importing.services import KINDS
from workshop.forms import LongText
from workshop.sheets import MOST_BYTES, Unreadable, text_of


class ImportForm(forms.Form):
    """A file or a text. What is read of a file goes on as text, so that nothing is chosen twice."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What is it?"),
        choices=lambda: [(name, label) for name, (label, _reader) in KINDS.items()],
        widget=forms.RadioSelect,
    )
    file = forms.FileField(
        label=gettext_lazy("A CSV file"),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,text/csv"}),
        help_text=gettext_lazy(
            "Commas, semicolons or tabs between the cells; UTF-8, UTF-16 or Windows-1252."
        ),
    )
    text = LongText(
        label=gettext_lazy("Or its text"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "class": "copied", "spellcheck": "false"}),
        help_text=gettext_lazy("As it is copied out of a sheet, the names of the columns first."),
    )

    def clean_file(self):
        upload = self.cleaned_data["file"]
        if upload and upload.size > MOST_BYTES:
            raise forms.ValidationError(_("The file is larger than 2 MB. Bring it in parts."))
        return upload

    def clean_text(self):
        if len(self.cleaned_data["text"].encode(errors="replace")) > MOST_BYTES:
            raise forms.ValidationError(_("The text is larger than 2 MB. Bring it in parts."))
        return self.cleaned_data["text"]

    def clean(self):
        cleaned, self.note = super().clean(), ""
        if cleaned.get("file"):
            self._read(cleaned["file"].read())
        elif not cleaned.get("text", "").strip() and not self.errors:
            self.add_error("file", _("Choose a file, or paste a text below."))
        return cleaned

    def _read(self, content):
        try:
            text, self.note = text_of(content)
        except Unreadable as error:
            self.add_error("file", str(error))
            return
        self.cleaned_data["text"] = text
        self.data = self.data.copy()
        self.data["text"] = text
