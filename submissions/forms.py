"""What authors type. Drafts take what there is; sending in asks for the rest."""

import uuid

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from submissions.models import Author, Conflict, Submission
from workshop.forms import LongText, OneLine, Rows, problems
from workshop.models import User

MOST_BYTES = 10 * 2**20
MOST_AUTHORS = 30
MOST_VERSIONS = 50
TYPED = {"title", "abstract", "topics", "committee"}
CUT_OFF = _("The form has not arrived whole. Send it once more.")
TOO_LONG = {
    "max_length": ngettext_lazy(
        "Shorten it to %(limit_value)d character; it has %(show_value)d.",
        "Shorten it to %(limit_value)d characters; it has %(show_value)d.",
        "limit_value",
    )
}
OF_A_FILE = {
    "empty": _("This file is empty. Save or export your PDF once more, and choose that."),
    "invalid": _("No file has arrived. Choose it once more."),
    "missing": _("No file has arrived. Choose it once more."),
}


class SubmissionForm(forms.ModelForm):
    """One form for a draft and for what has been sent in.

    What is typed is checked by itself; `ask_for_all` then says what sending in still needs.
    """

    key = forms.UUIDField(
        widget=forms.HiddenInput, error_messages={"required": CUT_OFF, "invalid": CUT_OFF}
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    end = forms.CharField(widget=forms.HiddenInput, error_messages={"required": CUT_OFF})
    proposal = forms.FileField(label=_("PDF"), required=False, error_messages=OF_A_FILE)
    committee = Rows(
        User.objects.none(),
        label=_("Conflicts of interest"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Tick who must not review this: close colleagues, family, recent co-authors."),
    )

    field_order = ["proposal", "title", "abstract", "topics", "committee"]  # as on the page

    class Meta:
        model = Submission
        fields = ["title", "abstract", "topics"]
        field_classes = {"title": OneLine, "abstract": LongText, "topics": Rows}
        widgets = {"topics": forms.CheckboxSelectMultiple, "abstract": forms.Textarea({"rows": 8})}
        error_messages = {"title": TOO_LONG, "abstract": TOO_LONG}

    def __init__(self, *args, workshop, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["topics"].queryset = workshop.topics.all()
        self.fields["topics"].help_text = ""
        if not workshop.topics.exists():
            del self.fields["topics"]
        self.fields["abstract"].help_text = _("Up to 3000 characters.")
        self.fields["proposal"].help_text = _("%(format)s; up to 10 MB.") % {
            "format": capfirst(workshop.format_asked)
        }
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
    def is_untouched(self):
        return not {*TYPED, "proposal"} & set(self.changed_data)

    @property
    def is_cut_off(self):
        return bool({"key", "end"} & set(self.errors))

    def show_version(self, version):
        """What is typed next is a change to that version: it has been stored."""
        self.data = self.data.copy()
        self.data["seen"] = version

    def ask_for_all(self, *, manuscript):
        """Mark what sending in needs and is not there; `manuscript` is the newest."""
        is_draft = self.instance.is_draft
        needed = (
            _("Needed before it can be sent in.")
            if is_draft
            else _("Needed: it is sent in already.")
        )
        for name in ("title", "abstract"):
            if not self.cleaned_data.get(name) and name not in self.errors:
                self.add_error(name, needed)
        if is_draft:
            self.ask_for_pdf(manuscript)

    def ask_for_pdf(self, manuscript):
        if "proposal" not in self.errors:
            if manuscript is None:
                self.add_error("proposal", _("A PDF is needed before it can be sent in."))
            elif manuscript.is_rejected:
                self.add_error("proposal", _("Choose another file: this one was refused."))

    def clean_proposal(self):
        upload = self.cleaned_data["proposal"]
        if upload and upload.size > MOST_BYTES:
            raise ValidationError(_("This file is larger than 10 MB. Compress its pictures."))
        if upload and self.instance.pk and self.instance.manuscripts.count() >= MOST_VERSIONS:
            told = _("There are %(number)d versions already. Write to %(contact)s for another.")
            about = {"number": MOST_VERSIONS, "contact": self.instance.workshop.contact}
            raise ValidationError(told % about)
        return upload


class AuthorForm(forms.ModelForm):
    class Meta:
        model = Author
        fields = ["name", "mail", "affiliation"]
        field_classes = {"name": OneLine, "affiliation": OneLine}
        error_messages = {
            "name": {"required": _("Write this author’s name.")} | TOO_LONG,
            "mail": {
                "required": _("Write this author’s mail address: the receipt goes there."),
                "invalid": _("This is no mail address. Write it like name@example.org."),
            },
            "affiliation": {
                "required": _("Write where this author works, or “independent”."),
                **TOO_LONG,
            },
        }

    def __init__(self, *args, needs_affiliation=True, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["affiliation"].required = needs_affiliation

    def clean_mail(self):
        return self.cleaned_data["mail"].lower()

    @property
    def is_removed(self):
        return bool(getattr(self, "cleaned_data", {}).get("DELETE"))

    @property
    def holds_an_author(self):
        return any(self[name].value() for name in self._meta.fields)


class AuthorFormSet(forms.BaseFormSet):
    """Authors in the order of their lines; empty lines are left out."""

    def _construct_form(self, i, **kwargs):
        """Any line may be empty, the first and the stored ones as well."""
        form = super()._construct_form(i, **{"empty_permitted": True} | kwargs)
        form.legend = _("Author %(number)d") % {"number": i + 1}
        form.fields["DELETE"].label = _("Remove this author")
        return form

    @property
    def incomplete(self):
        return [form for form in self.forms if form.errors and not form.is_removed]

    @property
    def kept(self):
        """What stands in the complete lines, each address once, that are not to be removed."""
        kept = {}
        for form in self.forms:
            if not form.errors and form.cleaned_data.get("mail") and not form.is_removed:
                line = {name: form.cleaned_data[name] for name in AuthorForm.Meta.fields}
                kept.setdefault(line["mail"], line)
        return list(kept.values())[:MOST_AUTHORS]

    def kept_beside(self, stored):
        """The same; where a line is not complete, what is stored of that address or place."""
        if not self.management_form.is_valid():
            return stored
        kept, by_place = self.kept, dict(enumerate(stored))
        by_mail = {line["mail"]: line for line in stored}
        for place, form in enumerate(self.forms):
            if form in self.incomplete:
                old = by_mail.get(form.cleaned_data.get("mail"), by_place.get(place))
                if old and old["mail"] not in [one["mail"] for one in kept]:
                    kept.insert(place, old)
        return kept[:MOST_AUTHORS]

    def is_untouched(self, user):
        """Nothing but what the form began with: the signed-in person."""
        me = {"name": user.name, "mail": user.email, "affiliation": ""}
        typed = [{name: form[name].value() or "" for name in me} for form in self.forms]
        return all(line == me or not any(line.values()) for line in typed)

    def clean(self):
        if self.incomplete:
            return
        filled = [form for form in self.forms if not form.is_removed]
        mails = [mail for form in filled if (mail := form.cleaned_data.get("mail"))]
        if twice := {mail for mail in mails if mails.count(mail) > 1}:
            told = _("%(mail)s stands twice among the authors.")
            raise ValidationError(told % {"mail": twice.pop()})

    def ask_for_all(self):
        """Of a line that is as it was, too."""
        for form in self.forms:
            if form.holds_an_author and not form.has_changed():
                form.empty_permitted = False
                form.full_clean()
        if not self.kept and not self.incomplete:
            self.non_form_errors().append(_("Name at least one author."))


AuthorLines = forms.formset_factory(
    AuthorForm,
    formset=AuthorFormSet,
    extra=1,
    max_num=MOST_AUTHORS,
    validate_max=True,
    can_delete=True,
)


def author_lines(submission, user, data=None):
    """The authors' lines of a form: as sent, as stored, or the signed-in person in the first one.

    What was sent is compared with that person's line alone, which counts as empty while it is as
    it was. Compared with rows stored meanwhile, a line that reads the same would count so as well.
    """
    stored = submission.authors.values("name", "mail", "affiliation") if submission.pk else []
    stored, me = list(stored), {"name": user.name, "mail": user.email}
    if data is None:
        return AuthorLines(prefix="authors", initial=stored or [me])
    data = with_one_more(data) if "add" in data else data
    return AuthorLines(data, prefix="authors", initial=None if stored else [me])


def with_one_more(data):
    """The same lines and an empty one, up to the most there may be."""
    total = data.get("authors-TOTAL_FORMS", "")
    if not total.isdecimal() or len(total) > 2 or int(total) >= MOST_AUTHORS:
        return data
    data = data.copy()
    data["authors-TOTAL_FORMS"] = str(int(total) + 1)
    return data


def problems_of(form, lines):
    """[(id, label, sentence), …] of what is to be mended, for `ossau/errors.html`."""
    found = problems(form)
    found += [("authors", _("Authors"), sentence) for sentence in lines.non_form_errors()]
    for line in lines.incomplete:
        found += problems(line, prefix=f"{line.legend}: ")
    return found
