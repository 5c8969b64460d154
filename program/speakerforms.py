"""What a speaker mends through her link: each form is of one row, and refuses a stale save."""

from django import forms
from django.utils.translation import gettext_lazy as _

from program.materialforms import MaterialForm
from program.models import Material, Slot, Speaker
from workshop.digests import digest_of
from workshop.fields import zone_names
from workshop.forms import LongText, NameLine, OneLine, say_stale

CONSENTS = ("shows_name", "shows_photo", "consents_to_recording")
TEXTS = {"name": NameLine, "affiliation": OneLine, "biography": LongText}
TEXTS |= {"title": OneLine, "abstract": LongText}


class SeenForm(forms.ModelForm):
    """Beside the fields a digest of what is stored in them, as the page was drawn."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    guarded = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["seen"] = digest_of(self.stored)

    @property
    def stored(self):
        row = type(self.instance)._base_manager.get(pk=self.instance.pk)
        return {name: getattr(row, name) for name in self.guarded}

    def refuse_if_stale(self):
        """With both texts, unless they are the same. Whether it was refused."""
        stored = self.stored
        typed = {name: self.cleaned_data.get(name) for name in self.guarded}
        if self.cleaned_data.get("seen") == digest_of(stored) or typed == stored:
            return False
        say_stale(self, stored, digest_of(stored))
        return True


class RowForm(SeenForm):
    """Some texts of a row, whose other fields are no matter of this form."""

    def _post_clean(self):
        """The row as a whole is checked where it is edited as a whole."""

    @property
    def guarded(self):
        return self._meta.fields


class AboutForm(RowForm):
    """Who she is."""

    zone = forms.ChoiceField(
        label=_("Your time zone"),
        choices=lambda: [("", _("not said yet")), *((one, one) for one in zone_names())],
        required=False,
        help_text=_("Mails then tell the time of your talk in it as well."),
    )

    class Meta:
        model = Speaker
        fields = ["name", "affiliation", "biography", *CONSENTS, "zone"]
        field_classes = TEXTS
        labels = {
            "consents_to_recording": _("May a recording of your talk be shown?"),
            "shows_name": _("May your name be shown?"),
            "shows_photo": _("May your photo be shown?"),
        }
        help_texts = {
            "consents_to_recording": _("Without your consent none is."),
            "shows_name": _(
                "Until you say no, the program names you as its organisers have announced you. "
                "With no it says “Speaker”, without affiliation and biography."
            ),
            "shows_photo": _("With no it is on no page any more, at once. You can say yes again."),
        }
        error_messages = {"name": {"required": _("Write your name.")}}
        widgets = {"biography": forms.Textarea({"rows": 8})}


class TalkForm(RowForm):
    class Meta:
        model = Slot
        fields = ["title", "abstract"]
        field_classes = TEXTS


class OwnMaterialForm(MaterialForm):
    """A new one: slides, unless she says otherwise. Untouched, it is none."""

    class Meta(MaterialForm.Meta):
        fields = ["kind", "url", "file", "label"]

    def __init__(self, *args, **kwargs):
        empty = {"empty_permitted": True, "use_required_attribute": False}
        super().__init__(*args, **empty | kwargs)
        recording = Material.Kind.RECORDING
        self.fields["kind"].choices = [one for one in Material.Kind.choices if one[0] != recording]
        self.fields["url"].help_text = _("Instead of a file.")
        self.fields["file"].help_text = _("PDF, picture, MP4, WebM or ZIP, up to 50 MB.")


class StoredMaterialForm(SeenForm, MaterialForm):
    """One that is there: its link mended, something put in its place, or taken away."""

    is_removed = forms.BooleanField(label=_("Take it away"), required=False)
    guarded = ("url",)

    class Meta(MaterialForm.Meta):
        fields = ["url", "file"]
