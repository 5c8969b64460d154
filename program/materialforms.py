"""A material as it is typed or chosen: a link or a file."""

from django import forms
from django.utils.translation import gettext_lazy as _

from program.models import Material
from program.uploads import MaterialFileField
from workshop.forms import OneLine

Kind = Material.Kind


class MaterialForm(forms.ModelForm):
    """Of what is given anew, a link takes the place of a file and a file that of a link."""

    file = MaterialFileField(label=_("File"), required=False)

    class Meta:
        model = Material
        fields = ["kind", "url", "file", "label", "shown_from", "is_approved"]
        field_classes = {"label": OneLine}

    def clean(self):
        cleaned = super().clean()
        if not {"url", "file"} & self.errors.keys():
            self._choose_one(cleaned)
        if cleaned.get("kind") == Kind.RECORDING and not cleaned.get("shown_from"):
            self._refuse_without_date()
        return cleaned

    def _refuse_without_date(self):
        if "shown_from" not in self.errors:
            field = "shown_from" if "shown_from" in self.fields else "kind"
            self.add_error(field, _("Say from when the recording is shown."))

    def _choose_one(self, cleaned):
        is_new = {name for name in ("url", "file") if name in self.changed_data and cleaned[name]}
        if len(is_new) == 2:
            self.add_error("url", _("Give an address or a file, not both."))
        elif is_new == {"url"}:
            cleaned["file"] = False
        elif is_new == {"file"}:
            cleaned["url"] = ""
        elif not cleaned["url"] and not cleaned["file"]:
            self.add_error("url", _("Write an address or choose a file."))
        self._describe(cleaned)

    def _describe(self, cleaned):
        file = cleaned["file"]
        if not file:
            self.instance.file_type, self.instance.size = "", None
        elif hasattr(file, "file_type"):
            self.instance.file_type, self.instance.size = file.file_type, file.size
            cleaned["file"] = getattr(file, "path", file)


class ContributionMaterialForm(MaterialForm):
    """Without recordings: nobody there is asked for consent."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        kinds = [choice for choice in Kind.choices if choice[0] != Kind.RECORDING]
        self.fields["kind"].choices = kinds


class SharedForm(ContributionMaterialForm):
    """What somebody puts beside the program who does not edit it."""

    class Meta(MaterialForm.Meta):
        fields = ["kind", "url", "file", "label"]
