"""What a browser says of a passkey, read so that nothing else breaks the library."""

from allauth.mfa.webauthn.forms import LoginWebAuthnForm, ReauthenticateWebAuthnForm
from django import forms
from django.utils.translation import gettext as _
from fido2.webauthn import AuthenticationResponse


class CredentialField(forms.JSONField):
    """The library breaks on what is none, and keeps a 0 without a look at it."""

    widget = forms.HiddenInput

    def __init__(self, kind=AuthenticationResponse):
        self.kind = kind
        super().__init__()

    def to_python(self, value):
        try:
            found = super().to_python(value)
            if found is not None:
                self._look_at(found)
        except (AttributeError, LookupError, RecursionError, TypeError, ValueError) as error:
            told = _("This browser sent no passkey that can be read. Press the button once more.")
            raise forms.ValidationError(told) from error
        return found

    def bound_data(self, data, initial):
        """Not shown again: it answers one question of the page, and no later one."""
        return initial

    def _look_at(self, found):
        """Raises what the library would, and of an origin that is no text as well."""
        self.kind.from_dict(found or {}).response.client_data.origin.encode()


class LoginForm(LoginWebAuthnForm):
    credential = CredentialField()


class ConfirmForm(ReauthenticateWebAuthnForm):
    credential = CredentialField()
