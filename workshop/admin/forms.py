from django import forms
from django.utils.translation import gettext_lazy as _

from workshop.models import KeyDate, Membership, User


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


class MembershipForm(forms.ModelForm):
    """A role by mail address: chairs need no list of everyone's accounts."""

    mail = forms.EmailField(label=_("Mail address"))
    name = forms.CharField(
        label=_("Name"), max_length=150, required=False, help_text=_("If you know it.")
    )

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


class UserForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ["name", "is_active", "is_superuser"]
