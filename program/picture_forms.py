"""Uploading a picture in the admin: refused in words, kept while the rest of the form is mended."""

from django import forms
from django.utils.translation import gettext_lazy as _

from program.models import Feature, Logo, Speaker
from program.picture_files import give_picture, let_wait, read_original, take_picture, waiting
from program.pictures import MOST_BYTES, Refused

KEPT = _("The picture that you chose is kept: it need not be chosen again.")
OF_A_FILE = {
    "empty": _("This file is empty. Save or export the picture once more, and choose that."),
    "invalid": _("No file has arrived. Choose it once more."),
    "missing": _("No file has arrived. Choose it once more."),
}
REASONS = {
    "empty": OF_A_FILE["empty"],
    "heavy": _("This file is larger than 10 MB. Save the picture smaller, and choose that."),
    "kind": _("This is no picture that we read. Save it as JPEG, PNG or WebP, and choose that."),
    "pixels": _(
        "This picture has more than 40 million pixels. Scale it down, to 2000 pixels on the longer "
        "side for example, and choose that."
    ),
    "moving": _("This picture moves. Save one of its images as JPEG or PNG, and choose that."),
    "small": _(
        "This picture has %(width)d × %(height)d pixels, too few to be sharp. Choose a larger one, "
        "of %(least)s."
    ),
    "broken": _(
        "This file is damaged, or not all of it has arrived. Save the picture once more, and "
        "choose that."
    ),
}


class PictureForm(forms.ModelForm):
    """For rows that have a picture. `upload` is a new one; none leaves what is there."""

    least, is_needed = "", False
    content = made = None

    upload = forms.FileField(
        label=_("Picture"),
        required=False,
        error_messages=OF_A_FILE,
        help_text=_("JPEG, PNG or WebP, up to 10 MB."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )
    drop = forms.BooleanField(label=_("Take the picture off"), required=False)
    waits = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.is_needed or not self.instance.picture:
            del self.fields["drop"]
        if self.instance.picture:
            self.fields["upload"].label = _("Another, in its place")
        self.fields["upload"].is_needed = self.is_needed and not self.instance.picture

    def make(self, content):
        raise NotImplementedError

    def is_to_be_made_anew(self):
        """Whether what was uploaded before would now come out another way."""
        return False

    def full_clean(self):
        """Of a form that is not taken the picture is kept, since browsers do not send it again."""
        super().full_clean()
        if self.is_bound and self.errors and self.made and "upload" in self.changed_data:
            self.data = self.data.copy()
            self.data[self.add_prefix("waits")] = let_wait(self.content)
        if self.is_bound and self.errors and self.data.get(self.add_prefix("waits")):
            self["upload"].help_text = KEPT

    def clean(self):
        cleaned = super().clean()
        try:
            self.content = self.chosen(cleaned)
            self.made = self.make(self.content) if self.content else None
        except Refused as why:
            sizes = {"width": why.width, "height": why.height, "least": self.least}
            self.add_error("upload", REASONS[why.code] % sizes)
        if self.fields["upload"].is_needed and not self.made and "upload" not in self.errors:
            self.add_error("upload", _("Choose a picture."))
        return cleaned

    def chosen(self, cleaned):
        """The bytes of which a picture is to be made; None where there is nothing to do."""
        if upload := cleaned.get("upload"):
            if upload.size > MOST_BYTES:
                raise Refused("heavy")
            return upload.read()
        if "upload" in self.errors or cleaned.get("drop"):
            return None
        if cleaned.get("waits"):
            return waiting(cleaned["waits"])
        return read_original(self.instance) if self.is_to_be_made_anew() else None

    def put_picture(self):
        """On the row, as asked; the caller saves it."""
        if self.made:
            give_picture(self.instance, self.content, self.made)
        elif self.cleaned_data.get("drop"):
            take_picture(self.instance)


class SpeakerForm(PictureForm):
    least = _("at least 96 × 96 pixels, better 200 × 200")

    class Meta:
        model = Speaker
        fields = ["name", "affiliation", "mail", "biography", "focus_x", "focus_y"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance.picture:
            self.fields["upload"].label = _("Portrait")
        if "drop" in self.fields:
            self.fields["drop"].label = _("Take the portrait off")

    def is_to_be_made_anew(self):
        is_moved = {"focus_x", "focus_y"} & set(self.changed_data)
        return bool(self.instance.picture and is_moved)

    def make(self, content):
        from program.pictures.making import make_portraits

        focus = [self.cleaned_data.get(name) for name in ("focus_x", "focus_y")]
        return make_portraits(content, [50 if one is None else one for one in focus])


class PortraitForm(SpeakerForm):
    """The portrait alone, as the speaker sends it; who edits the program sets its focus."""

    class Meta(SpeakerForm.Meta):
        fields = []

    def make(self, content):
        from program.pictures.making import make_portraits

        return make_portraits(content, (self.instance.focus_x, self.instance.focus_y))

    def keep_picture(self):
        """A form that was taken by itself, while others of its page were not."""
        if self.made and "upload" in self.changed_data:
            self.data = self.data.copy()
            self.data[self.add_prefix("waits")] = let_wait(self.content)
            self["upload"].help_text = KEPT


class LogoForm(PictureForm):
    least, is_needed = _("at least 16 pixels on each side, better 96 or more"), True

    class Meta:
        model = Logo
        fields = ["name", "kind", "position"]

    def make(self, content):
        from program.pictures.making import make_logos

        return make_logos(content)


class FeatureForm(PictureForm):
    least, is_needed = _("at least 640 pixels wide, better 1280"), True

    class Meta:
        model = Feature
        fields = ["alt"]

    def validate_unique(self):
        """On no field: the workshop is none of the form's."""
        others = Feature.objects.exclude(pk=self.instance.pk)
        if others.filter(workshop=self.instance.workshop).exists():
            self.add_error(None, _("The first page has its picture already: change that."))

    def make(self, content):
        from program.pictures.making import make_features

        return make_features(content)
