from django import forms
from django.utils.translation import gettext_lazy as _

from workshop.models import Membership, User


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
        fields = ["email", "name", "is_active", "is_superuser"]
