"""The second factor of an account: passkeys, an authenticator app, recovery codes."""

from allauth.account.adapter import get_adapter as get_account_adapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from workshop.trail import record_act


class FactorAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("That is not the code. Write the one that the app shows now."),
        "unverified_email": _("Confirm your mail address first: type the code we sent there."),
    }

    def build_totp_svg(self, url):
        """Without the declaration of XML, as it stands inside a page."""
        return super().build_totp_svg(url).partition("?>")[2]


class AddPasskeyForm(AddWebAuthnForm):
    name = forms.CharField(label=_("Name"), max_length=80, required=False)
    passwordless = forms.BooleanField(
        label=_("It signs me in by itself"),
        initial=True,
        required=False,
        help_text=_(
            "Then it asks for a fingerprint, a face or a PIN each time. An older security key "
            "that cannot is a second factor after the code by mail."
        ),
    )


def record_factor(kind):
    """A receiver that writes into the trail that an authenticator was added or removed."""

    def receive(sender, user, authenticator, **more):
        old, new = {"added": ("", authenticator), "removed": (authenticator, "")}[kind]
        record_act(user, "second factor", str(old), str(new), by=user, workshop=None)

    return receive


factor_added, factor_removed = record_factor("added"), record_factor("removed")


@transaction.atomic
def remove_second_factor(users, *, request):
    """An operator lets those people in by a mailed code alone; how many had a second factor."""
    having = list(users.filter(authenticator__isnull=False).distinct())
    for user in having:
        old = ", ".join(str(one) for one in user.authenticator_set.order_by("pk"))
        user.authenticator_set.all().delete()
        record_act(user, "second factor", old, "", by=request.user, workshop=None)
        get_account_adapter(request).send_notification_mail("mfa/email/removed_by_operator", user)
    return len(having)
