from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from workshop.admin.fields import keep_instants
from workshop.fields import validate_mail_address
from workshop.forms import NameLine
from workshop.models import KeyDate, Membership
from workshop.times import AOE


class OfWorkshop:
    """A form whose row is of `workshop` from the start, so that its constraints are checked.

    `state` is a digest of what is stored now. The page sends back the one it was opened on; a
    save over somebody else's is refused with both texts, and the next one is deliberate.
    """

    workshop = None
    state = None
    trail = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if hasattr(type(self.instance), "workshop_id") and not self.instance.workshop_id:
            self.instance.workshop = self.workshop
        keep_instants(self)

    def _get_validation_exclusions(self):
        return super()._get_validation_exclusions() - {"workshop"}

    def clean(self):
        cleaned = super().clean()
        if self.state and self.data.get("_seen") != self.state:
            raise ValidationError([self.who_was_first(), *self.what_is_stored()])
        return cleaned

    def who_was_first(self):
        last = next(iter(self.trail), None)
        return _(
            "%(who)s saved this page at %(time)s, while it was open here. What you typed is still "
            "below; saving again puts it in the place of what is stored."
        ) % {
            "who": (last and last.who) or _("Somebody"),
            "time": date_format(timezone.localtime(last.at if last else None), "H:i"),
        }

    def what_is_stored(self):
        for name in self.changed_data:
            field = self[name]
            yield _("%(field)s as stored: %(value)s") % {
                "field": field.label,
                "value": stored_text(field) or "–",
            }


class KeyDateForm(forms.ModelForm):
    """A date is typed in the zone it is shown in: a deadline at 23:59 AoE as 23:59."""

    class Meta:
        model = KeyDate
        fields = ["kind", "label", "at", "shown_in", "shows_time"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["at"] = self.instance.local
        if self["shown_in"].value() == KeyDate.ShownIn.AOE:
            self.fields["at"].zone = AOE
        keep_instants(self)


class KeyDateFormSet(forms.BaseInlineFormSet):
    """Two dates of one kind in one form: the database would refuse them with an error page."""

    def clean(self):
        super().clean()
        seen = set()
        for form in self.forms:
            kind = getattr(form, "cleaned_data", {}).get("kind")
            if form in self.deleted_forms or kind == KeyDate.Kind.OTHER:
                continue
            if kind in seen:
                form.add_error("kind", _("This workshop has a date of that kind already."))
            seen.add(kind or form)

    @property
    def edited_kinds(self):
        """Of the dates that were added, changed or taken away; of one whose kind changed both."""
        edited = [form for form in self.forms if form.has_changed() or form in self.deleted_forms]
        kinds = {kind for one in edited for kind in (one.initial.get("kind"), one.instance.kind)}
        return kinds - {None, ""}


class MembershipForm(forms.ModelForm):
    """A role by mail address: chairs need no list of everyone's accounts."""

    mail = forms.EmailField(label=_("Mail address"), validators=[validate_mail_address])
    name = NameLine(label=_("Name"), max_length=150, required=False, help_text=_("If you know it."))

    class Meta:
        model = Membership
        fields = ["role"]

    def clean(self):
        super().clean()
        same = Membership.objects.filter(
            workshop=self.instance.workshop,
            user__email__iexact=self.cleaned_data.get("mail", ""),
            role=self.cleaned_data.get("role"),
        )
        if same.exists():
            self.add_error("mail", _("This person has that role already."))


def stored_text(field):
    """What the database has for a field of a form, as a reader knows it."""
    value = field.initial
    if hasattr(field.field, "choices"):
        return dict(field.field.choices).get(value, value)
    return date_format(timezone.localtime(value), "j F Y, H:i") if hasattr(value, "hour") else value
