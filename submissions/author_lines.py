"""The authors' lines of a form, in the order in which they stand."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from submissions.models import Author
from submissions.pasted import MOST_AUTHORS, arranged
from submissions.pdf.orcid import NotAnOrcid, valid_orcid
from submissions.people_words import sentence_of
from submissions.words import AUTHOR, TOO_LONG
from workshop.forms import NameLine, OneLine


class AuthorForm(forms.ModelForm):
    orcid = OneLine(label=_("ORCID iD"), required=False, max_length=100)

    class Meta:
        model = Author
        fields = AUTHOR
        field_classes = {"name": NameLine, "affiliation": OneLine}
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

    def __init__(self, *args, workshop, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["affiliation"].required = workshop.needs_affiliation
        self.fields["orcid"].required = workshop.needs_orcid
        self.fields["orcid"].error_messages["required"] = _("Write this author’s ORCID iD.")
        self.fields["is_presenter"].label = _("Presents it")
        self.fields["is_presenter"].is_needed = True  # of one of them at most: "optional" misleads

    def _get_validation_exclusions(self):
        """That it is in lower case, which `clean_mail` sees to, would be a query for each line."""
        return super()._get_validation_exclusions() | {"mail"}

    def clean_mail(self):
        return self.cleaned_data["mail"].lower()

    def clean_orcid(self):
        typed = self.cleaned_data["orcid"]
        try:
            return valid_orcid(typed) if typed else ""
        except NotAnOrcid as wrong:
            raise ValidationError(sentence_of(wrong.code)) from wrong

    @property
    def is_removed(self):
        return bool(getattr(self, "cleaned_data", {}).get("DELETE"))

    @property
    def holds_an_author(self):
        return any(self[name].value() for name in AUTHOR)


class AuthorFormSet(forms.BaseFormSet):
    """Authors in the order of their lines; empty lines are left out."""

    moved, troubles = None, ()

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
    def is_whole(self):
        return not (self.incomplete or self.non_form_errors() or self.troubles)

    @property
    def kept(self):
        """What stands in the complete lines, each address once, that are not to be removed."""
        kept = {}
        for form in self.forms:
            if not form.errors and form.cleaned_data.get("mail") and not form.is_removed:
                line = {name: form.cleaned_data[name] for name in AUTHOR}
                kept.setdefault(line["mail"], line)
        return presented_by_one(list(kept.values())[:MOST_AUTHORS])

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
        return presented_by_one(kept[:MOST_AUTHORS])

    def is_untouched(self, user):
        """Nothing but what the form began with: the signed-in person."""
        me = dict.fromkeys(AUTHOR, "") | first_line(user)
        typed = [{name: form[name].value() or "" for name in AUTHOR} for form in self.forms]
        return all(line == me or not any(line.values()) for line in typed)

    def clean(self):
        if self.incomplete:
            return
        filled = [form for form in self.forms if not form.is_removed]
        mails = [mail for form in filled if (mail := form.cleaned_data.get("mail"))]
        if twice := {mail for mail in mails if mails.count(mail) > 1}:
            told = _("%(mail)s stands twice among the authors.")
            raise ValidationError(told % {"mail": twice.pop()})
        if sum(bool(form.cleaned_data.get("is_presenter")) for form in filled) > 1:
            raise ValidationError(_("One author presents it: leave one of these ticks."))

    def ask_for_all(self):
        """Of a line that is as it was, too."""
        for form in self.forms:
            if form.holds_an_author and not form.has_changed():
                form.empty_permitted = False
                form.full_clean()
        if not self.kept and not self.incomplete and not self.troubles:
            self.non_form_errors().append(_("Name at least one author."))


def presented_by_one(lines):
    """The first who is said to present it does: the database knows one."""
    presenters = [line["mail"] for line in lines if line["is_presenter"]]
    return [line | {"is_presenter": line["mail"] in presenters[:1]} for line in lines]


AuthorLines = forms.formset_factory(
    AuthorForm,
    formset=AuthorFormSet,
    extra=1,
    max_num=MOST_AUTHORS,
    validate_max=True,
    can_delete=True,
)


def first_line(user):
    """What the first line begins with: the signed-in person, or nothing of a guest."""
    return {"name": user.name, "mail": user.email} if user.is_authenticated else {}


def lines_stored(submission):
    return [{name: getattr(author, name) for name in AUTHOR} for author in submission.authors.all()]


def author_lines(submission, user, data=None):
    """The authors' lines of a form: as sent, as stored, or the signed-in person in the first one.

    What was sent is compared with that person's line alone, which counts as empty while it is as
    it was. Compared with rows stored meanwhile, a line that reads the same would count so as well.
    """
    stored = lines_stored(submission) if submission.pk else []
    fixed = {"prefix": "authors", "form_kwargs": {"workshop": submission.workshop}}
    me = first_line(user)
    if data is None:
        return AuthorLines(initial=stored or ([me] if me else None), **fixed)
    sent = arranged(data)
    lines = AuthorLines(sent.data, initial=[me] if me and not stored else None, **fixed)
    lines.moved, lines.troubles = sent.moved, sent.troubles
    return lines
