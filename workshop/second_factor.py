"""The second factor of an account: passkeys, an authenticator app, recovery codes."""

from allauth.account.adapter import get_adapter as get_account_adapter
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base.internal.flows import delete_dangling_recovery_codes
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, AuthenticateWebAuthnForm
from django import forms
from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from fido2.webauthn import RegistrationResponse

from workshop.encryption import Unreadable, decrypt, encrypt
from workshop.models import Workshop
from workshop.passkeys import CredentialField
from workshop.reauthentication import AsksAnew
from workshop.trail import record_act


class FactorAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _lazy("That is not the code. Write the one that the app shows now."),
        "unverified_email": _lazy("Confirm your mail address first: type the code we sent there."),
    }

    def generate_authenticator_name(self, user, type):  # noqa: A002, the library's word
        number = user.authenticator_set.filter(type=type).count() + 1
        return _("My passkey") if number == 1 else _("Passkey %(number)d") % {"number": number}

    def encrypt(self, text):
        return encrypt(text)

    def decrypt(self, encrypted_text):
        return decrypt(encrypted_text)

    def build_totp_svg(self, url):
        """Without the declaration of XML, as it stands inside a page; it is drawn, not typed."""
        return SafeString(super().build_totp_svg(url).partition("?>")[2])  # nosec B703 # drawn by qrcode


class ActivateAppForm(AsksAnew, ActivateTOTPForm):
    pass


class AddPasskeyForm(AsksAnew, AddWebAuthnForm):
    name = forms.CharField(label=_lazy("Name"), max_length=80, required=False)
    credential = CredentialField(RegistrationResponse)
    passwordless = forms.BooleanField(
        label=_lazy("It signs me in by itself"),
        initial=True,
        required=False,
        help_text=_lazy(
            "Then it asks for a fingerprint, a face or a PIN each time. An older security key "
            "that cannot is a second factor after the code by mail."
        ),
    )


class UsePasskeyForm(AuthenticateWebAuthnForm):
    """Stands on the page that asks for the second factor; it knows what its owner has set up."""

    credential = CredentialField()

    def has_passkey(self):
        return self.user.authenticator_set.filter(type=Authenticator.Type.WEBAUTHN).exists()

    def has_app(self):
        return self.user.authenticator_set.filter(type=Authenticator.Type.TOTP).exists()


def factor_added(sender, request, user, authenticator, **more):
    """Into the trail; and whoever sets one up has it at hand, so this session is asked no more."""
    record_act(user, "second factor", "", str(authenticator), by=user, workshop=None)
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        about = {"id": authenticator.pk, "type": authenticator.type, "reauthenticated": True}
        record_authentication(request, user, "mfa", **about)


def factor_removed(sender, user, authenticator, **more):
    record_act(user, "second factor", str(authenticator), "", by=user, workshop=None)


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


ENCRYPTED_IN = {Authenticator.Type.TOTP: "secret", Authenticator.Type.RECOVERY_CODES: "seed"}


@transaction.atomic
def encrypt_anew(now):
    """Under today's key, so that the one before it is needed for a day; how many."""
    if not settings.SECRET_KEY_FALLBACKS:
        return 0
    rows = Authenticator.objects.select_for_update().filter(type__in=ENCRYPTED_IN)
    readable = [row for row in rows if not is_unreadable(row)]
    for row in readable:
        name = ENCRYPTED_IN[row.type]
        row.data[name] = encrypt(decrypt(row.data[name]))
        row.save(update_fields=["data"])
    return len(readable)


def is_unreadable(row):
    try:
        decrypt(row.data[ENCRYPTED_IN[row.type]])
    except Unreadable:
        return True
    return False


@transaction.atomic
def forget_unreadable(user):
    """Whether `user`, who signs in, has lost a second factor with the key of the site.

    Nobody can show one that nobody can check. An operator has changed the key: the way in is left.
    """
    rows = user.authenticator_set.filter(type__in=ENCRYPTED_IN)
    lost = [row for row in rows if is_unreadable(row)]
    for row in lost:
        record_act(user, "second factor", str(row), "", by=None, workshop=None)
        row.delete()
    if lost:
        delete_dangling_recovery_codes(user)
        get_account_adapter().send_notification_mail("mfa/email/unreadable", user)
    return bool(lost)


WANTED = "wanted_behind_second_factor"


def has_used_it(request):
    """Whether this session has shown a second factor, when signing in or since."""
    records = get_authentication_records(request, request.user)
    return any(record["method"] == "mfa" for record in records)


def is_demanded(user, slug):
    """Whether that workshop, or any without a name, asks it of `user`, who works on it.

    Most ask it of nobody, which a short query finds out on each page.
    """
    demanding = Workshop.objects.filter(needs_second_factor=True)
    demanding = demanding.filter(slug=slug) if slug else demanding
    return demanding.exists() and demanding.program_edited_by(user).exists()


class NotShown(Exception):
    """Who works on a workshop reads what nobody else does yet, and is to show it first."""


def ask_of_chairs(request, workshop):
    if not has_used_it(request) and is_demanded(request.user, workshop.slug):
        raise NotShown


def way_to_show_it(request):
    """The page that asks for the second factor or, of who has none, where one is set up."""
    methods = get_account_adapter().get_reauthentication_methods(request.user)
    address = next((one["url"] for one in methods if one["id"].startswith("mfa_")), None)
    if address:
        return f"{address}?{urlencode({'next': request.get_full_path()})}"
    request.session[WANTED] = request.get_full_path()
    return reverse("mfa_index")
