"""The form of an entry: a draft takes what there is, sending it in asks for the rest."""

import uuid

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from competition.energylogs.judging import accuracy_range
from competition.energylogs.source import MOST_BYTES
from competition.entering import (
    CLAIM,
    PROGRAM,
    TEXTS,
    has_program,
    why_no_description,
    why_no_log,
)
from competition.entryfields import (
    DIGEST_HELP,
    DIGEST_WRONG,
    SHA256_HELP,
    SHA256_WRONG,
    CountField,
    LogsField,
    Outside,
    digest_of,
    why_no_file,
)
from competition.models import Entry
from submissions.forms import CUT_OFF, OF_A_FILE
from submissions.words import TOO_LONG
from workshop.forms import LongText, OneLine

DECLARED = {"archive_sha256", "image_digest", "run_seconds", *CLAIM}
NEEDED = _("Needed before it can be sent in.")


class EntryForm(forms.ModelForm):
    """Of a draft and of what has been sent in.

    What is typed is checked by itself; `ask_for_all` then says what sending in still needs.
    `only_description`: the deadline is over, and another PDF alone may follow.
    """

    key = forms.UUIDField(
        widget=forms.HiddenInput, error_messages={"required": CUT_OFF, "invalid": CUT_OFF}
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    end = forms.CharField(widget=forms.HiddenInput, error_messages={"required": CUT_OFF})
    correct, total = (
        CountField(label=label, required=False, min_value=least, max_value=2_000_000_000)
        for label, least in ((_("Correct predictions"), 0), (_("Of how many"), 1))
    )
    run_seconds = forms.IntegerField(
        label=_("Duration of the measured run, in seconds"),
        required=False,
        min_value=1,
        max_value=31_536_000,
        help_text=_("If you know it: each of your logs is compared with it."),
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    archive_sha256 = OneLine(
        label=_("SHA-256 of the archive"), required=False, max_length=200, help_text=SHA256_HELP
    )
    image_digest = OneLine(
        label=_("Digest of the image"), required=False, max_length=200, help_text=DIGEST_HELP
    )
    description = forms.FileField(
        label=_("Description, as a PDF"), required=False, error_messages=OF_A_FILE
    )
    logs = LogsField(label=_("Energy logs"), required=False)
    attests = forms.BooleanField(required=False)

    class Meta:
        model = Entry
        fields = [name for name in TEXTS if name not in DECLARED]
        field_classes = {
            "code_url": Outside,
            "archive_url": Outside,
            "title": OneLine,
            "summary": LongText,
            "hardware": OneLine,
            "image": OneLine,
        }
        widgets = {"summary": forms.Textarea({"rows": 3})}
        error_messages = dict.fromkeys(("title", "summary", "hardware"), TOO_LONG)

    def __init__(self, *args, only_description=False, **kwargs):
        super().__init__(*args, **kwargs)
        entry = self.instance
        self.initial |= {name: getattr(entry, name) for name in TEXTS}
        self.initial |= {"key": entry.key or uuid.uuid4(), "seen": entry.version}
        self.initial["total"] = entry.total or entry.competition.test_size
        self.initial["attests"] = entry.attested == entry.competition.attestation
        if only_description:
            for name in (*TEXTS, "logs", "attests"):
                del self.fields[name]
        self._word_fields(entry.competition)

    def _word_fields(self, competition):
        workshop = competition.workshop
        self.fields["description"].widget.attrs["accept"] = "application/pdf"
        about = {"format": capfirst(workshop.format_asked), "size": workshop.most_megabytes}
        self.fields["description"].help_text = _("%(format)s; up to %(size)d MB.") % about
        self.fields["description"].is_needed = True
        if "logs" not in self.fields:
            return
        self.fields["attests"].label = competition.attestation
        self.fields["code_url"].help_text = _("Where it can be read, if it is public.")
        about = {"most": competition.most_logs, "size": MOST_BYTES // 2**20}
        told = _("As the tool wrote them, several at once: up to %(most)d, each up to %(size)d MB.")
        self.fields["logs"].help_text = told % about
        told = _("The test set has %(size)s.") % {"size": f"{competition.test_size:,}"}
        self.fields["total"].help_text = told
        for name in ("code_url", "archive_url", "image"):
            self.fields[name].validators += Entry._meta.get_field(name).validators
        for name in ("title", "summary", *PROGRAM, *CLAIM, "hardware", "logs", "attests"):
            self.fields[name].is_needed = True  # to send it in, not to keep a draft

    # --- what is typed ---

    @property
    def is_cut_off(self):
        return bool({"key", "end"} & set(self.errors))

    def clean_archive_sha256(self):
        return digest_of(self.cleaned_data["archive_sha256"], "", SHA256_WRONG)

    def clean_image_digest(self):
        return digest_of(self.cleaned_data["image_digest"], "sha256:", DIGEST_WRONG)

    def clean_description(self):
        upload, most = self.cleaned_data["description"], self.instance.workshop.most_megabytes
        if upload and upload.size > most * 2**20:
            told = _("This file is larger than %(most)d MB. Compress its pictures.")
            raise ValidationError(told % {"most": most})
        return upload

    def clean_logs(self):
        """Those that can be kept; the others are named."""
        uploads = self.cleaned_data["logs"]
        why = {one: sentence for one in uploads if (sentence := why_no_file(one))}
        for sentence in why.values():
            self.add_error("logs", sentence)
        return [one for one in uploads if one not in why]

    def clean(self):
        cleaned = super().clean()
        correct, total = (cleaned.get(name) for name in CLAIM)
        if correct is None or not {*CLAIM}.isdisjoint(self.errors):
            return cleaned
        if total is None:
            self.add_error("total", _("Write of how many predictions."))
        elif found := accuracy_range(correct, total, test_set=self.instance.competition.test_size):
            self.add_error("correct" if correct > total else "total", found[0].message)
        return cleaned

    def _post_clean(self):
        """Nothing is set on the entry: the service does that, on the row as it is stored then."""

    def texts(self):
        """What can be stored of TEXTS; the claim is one thing of two numbers."""
        wrong = set(self.errors)
        if wrong & {*CLAIM}:
            wrong |= {*CLAIM}
        texts = {
            name: self.cleaned_data[name] for name in TEXTS if name in self.fields.keys() - wrong
        }
        return texts if texts.get("correct") is not None else texts | _no_claim(texts)

    # --- what sending in needs ---

    def ask_for_all(self, entry):
        """Mark what sending in needs and is not there; `entry` with its files as stored now."""
        for name in ("title", "summary", "correct", "hardware"):
            if not self._holds(name):
                self._ask(name, NEEDED)
        typed = Entry(**{name: self.cleaned_data.get(name, "") for name in PROGRAM})
        if not has_program(typed):
            self._ask_for_program()
        if not self.cleaned_data.get("attests"):
            self._ask("attests", _("Read this, and tick it if it is so."))
        self.ask_for_description(entry)
        if why := why_no_log(entry):
            self._ask("logs", why)

    def ask_for_description(self, entry):
        if why := why_no_description(entry):
            self._ask("description", why)

    def _holds(self, name):
        return self.cleaned_data.get(name) not in (None, "")

    def _ask(self, name, why):
        if name in self.fields and name not in self.errors:
            self.add_error(name, why)

    def _ask_for_program(self):
        if self._holds("archive_url"):
            self._ask("archive_sha256", NEEDED)
        elif self._holds("image"):
            self._ask("image_digest", NEEDED)
        else:
            self._ask("archive_url", _("Needed, with its SHA-256: an archive, or an image below."))


def _no_claim(texts):
    """The size of the test set alone, as the form fills it in, claims nothing."""
    return {"correct": None, "total": None} if {*CLAIM} <= texts.keys() else {}
