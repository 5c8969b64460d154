"""What authors type. Drafts take what there is; sending in asks for the rest."""

import uuid

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from submissions.models import Author, Conflict, Submission
from workshop.forms import LongText, OneLine, Rows
from workshop.models import User

MOST_BYTES = 10 * 2**20
MOST_AUTHORS = 30


class SubmissionForm(forms.ModelForm):
    """One form for a draft and for what has been sent in. `may_be_partial` is for drafts."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    proposal = forms.FileField(label=_("PDF"), required=False)
    committee = Rows(
        User.objects.none(),
        label=_("Conflicts of interest"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Tick who must not review this: close colleagues, family, recent co-authors."),
    )

    class Meta:
        model = Submission
        fields = ["title", "abstract", "topics"]
        field_classes = {"title": OneLine, "abstract": LongText, "topics": Rows}
        widgets = {"topics": forms.CheckboxSelectMultiple, "abstract": forms.Textarea({"rows": 8})}

    def __init__(self, *args, workshop, user, may_be_partial, **kwargs):
        super().__init__(*args, **kwargs)
        self.may_be_partial = may_be_partial
        self.fields["topics"].queryset = workshop.topics.all()
        self.fields["topics"].help_text = ""
        if not workshop.topics.exists():
            del self.fields["topics"]
        self.fields["proposal"].help_text = _("Two pages at most, up to 10 MB.")
        self.fields["proposal"].widget.attrs["accept"] = "application/pdf"
        committee = User.objects.filter(memberships__workshop=workshop).exclude(pk=user.pk)
        self.fields["committee"].queryset = committee.distinct().order_by("name", "email")
        self.fields["committee"].label_from_instance = lambda person: person.name or _("no name")
        for name in ("title", "abstract", "proposal"):
            self.fields[name].is_needed = True  # to send it in, not to keep a draft
        self._fill_in()

    def _fill_in(self):
        submission = self.instance
        self.initial |= {"key": submission.key or uuid.uuid4(), "seen": submission.version}
        if submission.pk:
            standing = submission.conflicts.standing().filter(
                source=Conflict.Source.AUTHOR, user__in=self.fields["committee"].queryset
            )
            self.initial["committee"] = list(standing.values_list("user", flat=True))

    @property
    def changes_texts(self):
        """Whether anything typed differs from what is stored now."""
        return bool({"title", "abstract", "topics", "committee"} & set(self.changed_data))

    def clean_proposal(self):
        upload = self.cleaned_data["proposal"]
        if upload and upload.size > MOST_BYTES:
            raise ValidationError(_("This file is larger than 10 MB. Compress its pictures."))
        return upload

    def clean(self):
        cleaned = super().clean()
        if not self.may_be_partial:
            for name in ("title", "abstract"):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, _("Needed before it can be sent in."))
        return cleaned


class AuthorForm(forms.ModelForm):
    class Meta:
        model = Author
        fields = ["name", "mail", "affiliation"]
        field_classes = {"name": OneLine, "affiliation": OneLine}

    def clean_mail(self):
        return self.cleaned_data["mail"].lower()


class AuthorFormSet(forms.BaseFormSet):
    """Authors in the order of their lines; empty lines are left out."""

    may_be_partial = True

    @property
    def kept(self):
        """What stands in the lines that are neither empty nor ticked for removal."""
        filled = [form.cleaned_data for form in self.forms if form.cleaned_data.get("mail")]
        kept = [line for line in filled if not line.get("DELETE")]
        return [{name: line[name] for name in AuthorForm.Meta.fields} for line in kept]

    def clean(self):
        if any(self.errors):
            return
        mails = [line["mail"] for line in self.kept]
        if twice := {mail for mail in mails if mails.count(mail) > 1}:
            told = _("%(mail)s stands twice among the authors.")
            raise ValidationError(told % {"mail": twice.pop()})
        if not mails and not self.may_be_partial:
            raise ValidationError(_("Name at least one author."))


AuthorLines = forms.formset_factory(
    AuthorForm,
    formset=AuthorFormSet,
    extra=2,
    max_num=MOST_AUTHORS,
    validate_max=True,
    can_delete=True,
)


def author_lines(submission, user, data=None):
    """The authors' lines of a form: as sent, as stored, or the signed-in person in the first one.

    What was sent is read by itself: compared with rows stored meanwhile, a line that reads the
    same would count as empty.
    """
    if data is not None:
        return AuthorLines(data, prefix="authors")
    stored = submission.authors.values("name", "mail", "affiliation") if submission.pk else []
    me = {"name": user.name, "mail": user.email}
    return AuthorLines(prefix="authors", initial=list(stored) or [me])
