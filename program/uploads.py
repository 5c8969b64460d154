"""Files that people send in: looked at, and kept when the form around them fails."""

import uuid
from dataclasses import dataclass
from datetime import timedelta

from django import forms
from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from program.filetypes import HEAD, TYPES, type_of
from program.models.materials import FOLDER

SALT = "program.uploads"
KEPT_FOR = timedelta(days=1)
NOT_TAKEN = {
    "empty": _("This file is empty. Save or export it once more, and choose that."),
    "office": _("Not everyone can open a file of an office program. Export it as PDF, send that."),
    "quicktime": _("This film is in QuickTime’s format. Export it as MP4 and choose that."),
    "": _(
        "This is no PDF, PNG, JPEG, WebP, MP4, WebM or ZIP. Export it as PDF, or put it into a ZIP."
    ),
}
TOO_LARGE = _(
    "This file is larger than %(most)s. Make it smaller, or put it on a site for files and write "
    "its address."
)


@dataclass(frozen=True)
class KeptFile:
    """An uploaded file that is stored already; the form that comes back with its token owns it."""

    path: str
    name: str
    size: int
    file_type: str
    token: str


def keep(upload):
    """Store it, once, for a day; the `KeptFile`, whose token gives it back to whoever has that."""
    if not hasattr(upload, "kept"):
        path = default_storage.save(f"{FOLDER}/{uuid.uuid4().hex}/file", upload)
        about = [path, upload.name, upload.size, upload.file_type]
        upload.kept = KeptFile(*about, signing.dumps(about, salt=SALT))
    return upload.kept


def store_file(form):
    """Of a form that was taken, before a transaction: no upload holds SQLite's only write lock."""
    upload = form.cleaned_data.get("file")
    if isinstance(upload, UploadedFile):
        form.instance.file = keep(upload).path


def kept(token):
    """The `KeptFile` of a token, or None."""
    try:
        about = signing.loads(token, salt=SALT, max_age=KEPT_FOR)
    except signing.BadSignature:
        return None
    return KeptFile(*about, token) if default_storage.exists(about[0]) else None


class KeptFileInput(forms.FileInput):
    """The file of a form that fails is kept and comes with the next try; a new one replaces it."""

    def render(self, name, value, attrs=None, renderer=None):
        context = {
            "input": super().render(name, value, attrs, renderer),
            "name": f"{name}-kept",
            "sent": self._sent(value),
            "stored": self._stored(value),
        }
        return render_to_string("program/_file_input.html", context)

    @staticmethod
    def _sent(value):
        """What came with the form and is one of TYPES, kept from now on."""
        if isinstance(value, UploadedFile):
            return keep(value) if hasattr(value, "file_type") else None
        return value if isinstance(value, KeptFile) else None

    @staticmethod
    def _stored(value):
        """The material whose file this is, where it has one."""
        material = getattr(value, "instance", None)
        return material if value and material and material.pk else None

    def value_from_datadict(self, data, files, name):
        upload = super().value_from_datadict(data, files, name)
        return upload or kept(data.get(f"{name}-kept", ""))


class MaterialFileField(forms.FileField):
    """A file that is one of TYPES, as its bytes say; it then has its `file_type`."""

    widget = KeptFileInput
    default_error_messages = {"empty": NOT_TAKEN["empty"]}

    def clean(self, data, initial=None):
        upload = super().clean(data, initial)
        if isinstance(upload, UploadedFile):
            self._look_at(upload)
        return upload

    def bound_data(self, data, initial):
        """What was sent, for the widget to keep; Django draws what is stored alone."""
        return data or initial

    @staticmethod
    def _look_at(upload):
        most = settings.MOST_BYTES_OF_A_MATERIAL
        if upload.size > most:
            raise ValidationError(TOO_LARGE, params={"most": filesizeformat(most)})
        upload.seek(0)
        found = type_of(upload.read(HEAD))
        upload.seek(0)
        if found not in TYPES:
            raise ValidationError(NOT_TAKEN[found])
        upload.file_type = found  # which says that it was looked at
