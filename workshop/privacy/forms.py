from django import forms
from django.utils.translation import gettext_lazy as _


class EraseForm(forms.Form):
    """Typing the address is the last word: nothing of this can be taken back."""

    mail = forms.EmailField(
        label=_("Your mail address"),
        help_text=_("Type it to say that you are sure. Then you show that it is you."),
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_mail(self):
        mail = self.cleaned_data["mail"].strip().lower()
        if mail != self.user.email:
            told = _("That is not the address of your account, which is %(mail)s.")
            raise forms.ValidationError(told, params={"mail": self.user.email})
        return mail
