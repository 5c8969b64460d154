"""What authors type. Drafts take what there is; sending in asks for the rest."""

import uuid

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from submissions.asked import AskedFields
from submissions.models import Conflict, Submission
from submissions.words import TEXTS, TOO_LONG
from workshop.fields import validate_mail_address
from workshop.forms import FewRows, LongText, OneLine, Rows, problems
from workshop.models import Topic, User

CUT_OFF = _("The form has not arrived whole. Send it once more.")
OF_A_FILE = {
    "empty": _("This file is empty. Save or export your PDF once more, and choose that."),
    "invalid": _("No file has arrived. Choose it once more."),
    "missing": _("No file has arrived. Choose it once more."),
}


class SubmissionForm(AskedFields, forms.ModelForm):
    """One form for a draft and for what has been sent in.

    What is typed is checked by itself; `ask_for_all` then says what sending in still needs. `tab`
    is of one opened page: what it saves over its own last save is never stale.
    """

    key = forms.UUIDField(
        widget=forms.HiddenInput, error_messages={"required": CUT_OFF, "invalid": CUT_OFF}
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    tab = forms.CharField(widget=forms.HiddenInput, required=False, max_length=32)
    end = forms.CharField(widget=forms.HiddenInput, error_messages={"required": CUT_OFF})
    proposal = forms.FileField(label=_("PDF"), required=False, error_messages=OF_A_FILE)
    topics = FewRows(
        Topic.objects.none(), required=False, widget=forms.CheckboxSelectMultiple, label=_("Topics")
    )
    committee = Rows(
        User.objects.none(),
        label=_("People in conflict"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Tick who must not review this: close colleagues, family, recent co-authors."),
    )
    mail = forms.EmailField(
        label=_("Your mail address"),
        required=False,
        validators=[validate_mail_address],
        error_messages={"invalid": _("This is no mail address. Write it like name@example.org.")},
        help_text=_("A code goes there, which makes it yours. Empty: the first author’s."),
    )

    field_order = ["proposal", "title", "abstract", "topics", "committee", "institutions", "notes"]

    class Meta:
        model = Submission
        fields = TEXTS
        field_classes = {
            "title": OneLine,
            **dict.fromkeys(["abstract", "institutions", "notes"], LongText),
        }
        widgets = {
            "abstract": forms.Textarea({"rows": 8}),
            "institutions": forms.Textarea({"rows": 2}),
            "notes": forms.Textarea({"rows": 3}),
        }
        error_messages = dict.fromkeys(TEXTS, TOO_LONG)

    def __init__(self, *args, workshop, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.workshop = workshop
        self.add_asked(workshop, self.instance)
        if user.is_authenticated:
            del self.fields["mail"]
        self._word_fields(workshop)
        committee = User.objects.filter(memberships__workshop=workshop).exclude(pk=user.pk)
        self.fields["committee"].queryset = committee.distinct().order_by("name", "email")
        self.fields["committee"].label_from_instance = lambda person: person.name or _("no name")
        self._fill_in()

    def _word_fields(self, workshop):
        self.fields["topics"].queryset = workshop.topics.all()
        if not self.fields["topics"].queryset:
            del self.fields["topics"]
        elif workshop.needs_topic:
            self.fields["topics"].is_needed = True
        words = {"words": workshop.abstract_words}
        self.fields["abstract"].help_text = _("Up to %(words)d words, in Markdown.") % words
        about = {"format": capfirst(workshop.format_asked), "size": workshop.most_megabytes}
        self.fields["proposal"].help_text = _("%(format)s; up to %(size)d MB.") % about
        self.fields["proposal"].widget.attrs["accept"] = "application/pdf"
        for name in {"title", "abstract", "proposal", "mail"} & self.fields.keys():
            self.fields[name].is_needed = True  # to send it in, not to keep a draft

    def _fill_in(self):
        submission = self.instance
        self.initial |= {"key": submission.key or uuid.uuid4(), "seen": submission.version}
        self.initial |= {"tab": uuid.uuid4().hex, "mail": submission.guest_mail}
        if submission.pk and not self.is_bound:
            self.initial["topics"] = submission.topics.all()
            self.initial["committee"] = sorted(self.committee_of(submission))

    def committee_of(self, submission):
        """The numbers of those of its people with whom an author has declared a conflict."""
        declared = submission.conflicts.standing().filter(source=Conflict.Source.AUTHOR)
        people = list(declared.values_list("user", flat=True))
        members = self.fields["committee"].queryset.filter(pk__in=people)
        return {person.pk for person in members}

    @property
    def is_untouched(self):
        ours = {"key", "seen", "tab", "end", "mail"}
        return not set(self.changed_data) - ours

    @property
    def is_cut_off(self):
        return bool({"key", "end"} & set(self.errors))

    def show_version(self, version):
        """What is typed next is a change to that version: it has been stored."""
        self.data = self.data.copy()
        self.data["seen"] = version

    def is_stale(self, stored, *, by_itself=False):
        """Whether somebody else has saved since this page saw it. A page that saves by itself
        may come too late after its own later save: then nothing is lost by leaving it out."""
        if self.cleaned_data.get("seen") == stored.version:
            return False
        tab = self.cleaned_data.get("tab")
        return by_itself or not tab or tab != stored.saved_from

    def ask_for_all(self, *, manuscript):
        """Mark what sending in needs and is not there; `manuscript` is the newest."""
        for name in ("title", "abstract", *(["topics"] if self.workshop.needs_topic else [])):
            if name in self.fields and not self.cleaned_data.get(name) and name not in self.errors:
                self.add_error(name, self._needed())
        self._ask_for_brevity()
        self.ask_for_answers()
        if self.instance.is_draft:
            self.ask_for_pdf(manuscript)

    def _needed(self):
        if self.instance.is_draft:
            return _("Needed before it can be sent in.")
        return _("Needed: it is sent in already.")

    def _ask_for_brevity(self):
        words = len(self.cleaned_data.get("abstract", "").split())
        most = self.workshop.abstract_words
        if words > most:
            told = _("Shorten it to %(most)d words; it has %(words)d.")
            self.add_error("abstract", told % {"most": most, "words": words})

    def ask_for_pdf(self, manuscript):
        if "proposal" not in self.errors:
            if manuscript is None:
                self.add_error("proposal", _("A PDF is needed before it can be sent in."))
            elif manuscript.is_rejected:
                self.add_error("proposal", _("Choose another file: this one was refused."))

    def ask_for_mail(self, lines):
        """Of a guest: theirs or, if it is left empty, the first author's."""
        mail = self.cleaned_data.get("mail") or next((one["mail"] for one in lines.kept), "")
        if not mail and "mail" not in self.errors:
            self.add_error("mail", _("Write your address: a code goes there."))
        return mail

    def clean_mail(self):
        return self.cleaned_data["mail"].lower()

    def clean_proposal(self):
        upload = self.cleaned_data["proposal"]
        most = self.workshop.most_megabytes
        if upload and upload.size > most * 2**20:
            told = _("This file is larger than %(most)d MB. Compress its pictures.")
            raise ValidationError(told % {"most": most})
        return upload

    # --- what is stored of it ---

    def words_stored(self, stored):
        """What `save_texts` compares and writes, as it stands."""
        answers = stored.answers.all() if self.questions else []
        attested = stored.attestations.all() if self.to_attest else []
        return {name: getattr(stored, name) for name in TEXTS} | {
            "topics": set(stored.topics.values_list("pk", flat=True)),
            "committee": self.committee_of(stored),
            "answers": {one.question_id: one.text for one in answers},
            "attested": {one.kind for one in attested},
        }

    def words_typed(self, before):
        """The same as it was typed; of what is not valid, or not asked, what is stored."""
        rows = {
            name: {one.pk for one in self.cleaned_data[name]}
            for name in ("topics", "committee")
            if name in self.cleaned_data
        }
        texts = {name: self.cleaned_data[name] for name in TEXTS if name in self.cleaned_data}
        asked = {
            "answers": self.answers_typed(before["answers"]),
            "attested": self.attested(before["attested"]),
        }
        return before | texts | rows | asked


def problems_of(form, lines):
    """[(id, label, sentence), …] of what is to be mended, for `ossau/errors.html`."""
    found = problems(form)
    found += [("authors", _("Authors"), sentence) for sentence in lines.non_form_errors()]
    found += [
        ("id_pasted", _("Pasted authors"), f"“{words[:60]}”: {sentence}")
        for words, sentence in lines.troubles
    ]
    for line in lines.incomplete:
        found += problems(line, prefix=f"{line.legend}: ")
    return found
