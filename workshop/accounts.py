"""Sign-in: allauth's flows, our outbox, one form for new and known addresses alike."""

import secrets

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import AddEmailForm, RequestLoginCodeForm
from allauth.account.internal.flows.login import perform_login
from allauth.account.models import EmailAddress, Login
from allauth.mfa.utils import is_mfa_enabled
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from workshop.discovery import found
from workshop.fields import validate_mail_address
from workshop.models import FormerAddress, Message, User
from workshop.outbox import queue_message
from workshop.reauthentication import CODE, AsksAnew, has_but_a_mailed_code
from workshop.second_factor import forget_unreadable

LOST = _lazy(
    "Your authenticator app and recovery codes work no more, as the key of this site was changed. "
    "Set them up anew under “Sign-in and security”."
)


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _lazy(
            "That is not the address and its password. Try again, or have a code sent instead."
        ),
        "incorrect_code": _lazy("That is not the code. Type the one of the newest mail."),
    }

    def is_open_for_signup(self, request):
        """The code form takes new addresses too; there is no second door."""
        return False

    def pre_login(self, request, user, **how):
        """What nobody can check any more does not keep its owner out."""
        answer = super().pre_login(request, user, **how)
        if answer is None and forget_unreadable(user):
            messages.warning(request, LOST)
        return answer

    def get_password_change_redirect_url(self, request):
        return reverse("mfa_index")

    def clean_email(self, email):
        validate_mail_address(email)
        return super().clean_email(email)

    def get_reauthentication_methods(self, user):
        """A password does not stand in for a second factor; who has neither is sent a code."""
        methods = super().get_reauthentication_methods(user)
        factors = [one for one in methods if one["id"].startswith("mfa_")]
        mailed = {
            "id": CODE,
            "description": _("Send me a code"),
            "url": reverse("reauthenticate_by_code"),
        }
        return factors or methods or ([mailed] if user.is_authenticated else [])

    def send_mail(self, template_prefix, email, context):
        """A row of the outbox instead of a mail in the request, its code kept apart.

        An address that nobody has gets a row as well, which a worker drops: so the request takes
        as long as any other.
        """
        secret = context.get("code", "")
        is_nobody = template_prefix == "account/email/unknown_account"
        shown = context | {"code": Message.GAP, "site": settings.SITE_URL}
        mail = self.render_mail(template_prefix, email, shown)
        queue_message(
            "nobody" if is_nobody else "code" if secret else "account",
            to=email,
            key=secrets.token_hex(16),
            subject=mail.subject,
            body=mail.body,
            secret=secret,
        )


class ChangeAddressForm(AsksAnew, AddEmailForm):
    """Who has but a mailed code may have lost the old mailbox, which is told of the change."""

    def is_asked(self):
        return not has_but_a_mailed_code(self.user)


class RequestCodeForm(RequestLoginCodeForm):
    """Takes any address: a new one gets an account without a password, and the same answer."""

    def clean_email(self):
        """allauth's view asks the form whose address it is, so the account is made here."""
        validate_mail_address(self.cleaned_data["email"])
        email = super().clean_email()
        if self._user is None and not User.objects.filter(email=email.lower()).exists():
            self._user, _is_new = account_for(email)
        else:
            make_an_account_of_nobody()
        return email


@transaction.atomic
def account_for(email):
    """(account, is it new?) of an address; a new one is not yet confirmed."""
    email = email.strip().lower()
    if confirmed := EmailAddress.objects.filter(email__iexact=email, verified=True).first():
        return confirmed.user, False
    user, is_new = User.objects.get_or_create(
        email=email, defaults={"password": make_password(None)}
    )
    if is_new:
        EmailAddress.objects.create(user=user, email=email, primary=True)
    return user, is_new


def make_an_account_of_nobody():
    """And unmake it: time is to tell no address that has an account from a new one."""
    with transaction.atomic():
        account_for(f"{secrets.token_hex(8)}@nobody.invalid")
        transaction.set_rollback(True)


def tell_renamed(user):
    """Let every app mend what hangs on the name and the address that they go by."""
    for renamed in found("accounts", "renamed"):
        renamed(user)


def remember_address(sender, request, user, from_email_address, to_email_address, **more):
    """allauth forgets an address that was changed; who wrote under it has written all the same."""
    if from_email_address and from_email_address.verified:
        mail = from_email_address.email.lower()
        FormerAddress.objects.get_or_create(user=user, mail=mail)
        told = _("Your address is changed: codes and mails go to %(mail)s from now on.")
        messages.success(request, told % {"mail": to_email_address.email})
    tell_renamed(user)


def confirm_address(user):
    """The person has shown that mail to this address reaches them."""
    EmailAddress.objects.update_or_create(
        user=user, email=user.email, defaults={"verified": True, "primary": True}
    )


def sign_in(request, user, *, then, mail=None):
    """Sign the browser in as `user`, who has shown by other means than a code who they are.

    Returns the address to go on to: `then`, or first the page that asks for the second factor of
    who has one. `mail` is the address at which that was shown, where it may be another than their
    first.
    """
    if mail in {None, user.email}:
        confirm_address(user)
    if is_mfa_enabled(user):
        logout(request)
        return perform_login(request, Login(user=user, redirect_url=then)).url
    login(request, user)
    UserSession.objects.create_from_request(request)
    return then
