"""The fields of an entry's form, which ask where a mistake is likely: counts, digests, logs."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from competition.energylogs.judging import accuracy_range
from competition.energylogs.source import MOST_BYTES

SHA256_HELP = _(
    "64 signs, as “sha256sum FILE” prints them; on Windows “certutil -hashfile FILE SHA256”."
)
SHA256_WRONG = _("This is no SHA-256: run “sha256sum FILE” and copy the 64 signs that it prints.")
DIGEST_HELP = _("As “docker images --digests” prints it: sha256: and 64 signs.")
DIGEST_WRONG = _(
    "This is no digest: run “docker images --digests” and copy sha256: with its 64 signs."
)


class CountField(forms.IntegerField):
    """A whole number. What may be a percentage is asked about, never taken for one."""

    default_error_messages = {"invalid": _("Write a whole number: how many predictions.")}
    widget = forms.TextInput(attrs={"inputmode": "numeric"})

    def to_python(self, value):
        text = str(value or "").strip().replace("\u00a0", "").replace(" ", "")
        share = _number(text.removesuffix("%").replace(",", "."))
        if share is not None and not text.isdecimal():
            if found := accuracy_range(share, None, test_set=None):
                raise ValidationError(found[0].message)
            raise ValidationError(self.error_messages["invalid"])
        return super().to_python(text)


def _number(text):
    try:
        return float(text)
    except ValueError:
        return None


class Outside(forms.URLField):
    default_error_messages = {"invalid": _("Write an address that begins with https://.")}

    def __init__(self, **kwargs):
        super().__init__(assume_scheme="https", **kwargs)


class ManyFiles(forms.FileInput):
    allow_multiple_selected = True


class LogsField(forms.Field):
    """Any number of files, an empty one too: `clean_logs` says what is wrong with each."""

    widget = ManyFiles(attrs={"multiple": True})

    def clean(self, value):
        return list(value or [])


def why_no_file(upload):
    """What keeps it from being read at all, in words; "" where nothing does."""
    words = {"name": upload.name, "most": MOST_BYTES // 2**20}
    if not upload.size:
        return _("“%(name)s” is empty. Choose the log that the tool wrote.") % words
    if upload.size > MOST_BYTES:
        return _("“%(name)s” is larger than %(most)d MB. Give the log of one measurement.") % words
    return ""


def digest_of(typed, prefix, wrong):
    """In lower case, without the name of the file that a tool prints behind it."""
    digest = typed.split(" ")[0].lower()
    if digest and not _is_digest(digest.removeprefix(prefix), digest.startswith(prefix)):
        raise ValidationError(wrong)
    return digest


def _is_digest(text, has_prefix):
    return has_prefix and len(text) == 64 and set(text) <= set("0123456789abcdef")
