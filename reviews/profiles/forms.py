from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reviews.invitations.forms import LoadField
from reviews.profiles.papers import papers_of, text_of_papers
from reviews.profiles.services import said_in
from workshop.fields import MAIL_LENGTH
from workshop.forms import FewRows, LongText, say_stale
from workshop.models import Topic
from workshop.outbox import one_line
from workshop.sheets import Unreadable, text_of

MOST_LINES = 30
MOST_CHARACTERS = 700_000  # of papers: more than the hundred that are taken
MOST_BYTES = 2 * 2**20


class LinesField(LongText):
    """One a line, each once; a list. `most` characters each."""

    def __init__(self, *, most, rows=3, **kwargs):
        self.most = most
        widget = forms.Textarea(attrs={"rows": rows})
        super().__init__(required=False, max_length=20_000, widget=widget, **kwargs)

    def clean(self, value):
        lines = [one_line(line) for line in super().clean(value).split("\n")]
        lines = list(dict.fromkeys(filter(None, map(self.read, lines))))
        if len(lines) > MOST_LINES:
            told = _("These are %(count)d lines. At most %(most)d are kept.")
            raise ValidationError(told % {"count": len(lines), "most": MOST_LINES})
        for line in lines:
            self.check(line)
        return lines

    def read(self, line):
        return line

    def check(self, line):
        if len(line) > self.most:
            told = _("“%(line)s…” is longer than %(most)d characters: one a line.")
            raise ValidationError(told % {"line": line[:40], "most": self.most})


class AddressesField(LinesField):
    def read(self, line):
        return line.lower()

    def check(self, line):
        super().check(line)
        try:
            validate_email(line)
        except ValidationError as error:
            told = _("“%(line)s” is no mail address: it looks like name@example.org.")
            raise ValidationError(told % {"line": line}) from error


class ProfileForm(forms.Form):
    """What she says of herself; `said` is that as the service stores it."""

    most = LoadField(label=gettext_lazy("Reviews at most"), required=False)
    topics = FewRows(
        label=gettext_lazy("What can you review?"),
        queryset=Topic.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    papers = LongText(
        label=gettext_lazy("Your own papers"),
        required=False,
        max_length=MOST_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=gettext_lazy(
            "A title, its abstract below it, then an empty line. Or paste BibTeX, or the works "
            "exported from ORCID. They are compared with the submissions, to find you what you "
            "know; the chairs read how many there are."
        ),
    )
    file = forms.FileField(
        label=gettext_lazy("Or a file: BibTeX, or an ORCID export"),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".bib,.json,.txt"}),
    )
    aliases = AddressesField(
        label=gettext_lazy("Other mail addresses of yours"),
        most=MAIL_LENGTH,
        help_text=gettext_lazy(
            "One a line, also those of former years: what you wrote under them is not given to you."
        ),
    )
    affiliations = LinesField(
        label=gettext_lazy("Affiliations"),
        most=200,
        help_text=gettext_lazy("One a line, of the last three years."),
    )
    avoids = LinesField(
        label=gettext_lazy("People whose work you should not review"),
        most=MAIL_LENGTH,
        help_text=gettext_lazy(
            "One a line, a name or a mail address: former students, close colleagues."
        ),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, profile, *args, **kwargs):
        self.profile = profile
        initial = self._shown(said_in(profile)) | {"seen": profile.version if profile.pk else 0}
        super().__init__(*args, initial=initial, **kwargs)
        topics = profile.workshop.topics.all()
        self.fields["topics"].queryset = topics
        for name in ("most", "topics"):
            self.fields[name].is_needed = True  # asked for, though one may leave it
        told = _("Empty: as many as the workshop asks of each, which is %(most)d.")
        self.fields["most"].help_text = told % {"most": profile.workshop.most_reviews}
        if not topics:
            del self.fields["topics"]

    @staticmethod
    def _shown(said):
        """As the fields have it."""
        lines = {name: "\n".join(said[name]) for name in ("aliases", "affiliations", "avoids")}
        topics = [topic.pk for topic in said["topics"]]
        papers = text_of_papers(said["papers"])
        return lines | {"most": said["most"], "topics": topics, "papers": papers}

    def clean_papers(self):
        try:
            return papers_of(self.cleaned_data["papers"])
        except Unreadable as error:
            raise ValidationError(str(error)) from error

    def clean_file(self):
        """[(title, abstract), …] of it."""
        upload = self.cleaned_data["file"]
        if not upload:
            return []
        if upload.size > MOST_BYTES:
            raise ValidationError(_("The file is larger than 2 MB. Export fewer works."))
        try:
            return papers_of(text_of(upload.read())[0])
        except Unreadable as error:
            raise ValidationError(str(error)) from error

    def clean(self):
        """What the file has goes on as text, behind what was typed, so it is chosen once."""
        cleaned = super().clean()
        if cleaned.get("file") and "papers" in cleaned:
            together = text_of_papers([*cleaned["papers"], *cleaned["file"]])
            self.data = self.data.copy()
            self.data["papers"] = together
            try:
                cleaned["papers"] = papers_of(together)
            except Unreadable as error:
                self.add_error("papers", str(error))
        return cleaned

    @property
    def said(self):
        names = ("most", "topics", "papers", "aliases", "affiliations", "avoids")
        return {name: self.cleaned_data.get(name, []) for name in names}

    def say_stale(self, stored):
        """Both texts; the next save is deliberate."""
        said, typed = said_in(stored), self.said
        changed = {name: said[name] for name in said if said[name] != typed[name]}
        words = self._shown(said) | {"topics": ", ".join(map(str, said["topics"]))}
        say_stale(self, changed, stored.version, shown=words)
