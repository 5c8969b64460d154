"""Sign-in: allauth's flows, our outbox, one form for new and known addresses alike."""

import secrets

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import RequestLoginCodeForm
from allauth.account.models import EmailAddress

from workshop.models import Message, User
from workshop.outbox import queue_message


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        """The code form takes new addresses too; there is no second door."""
        return False

    def send_mail(self, template_prefix, email, context):
        """A row of the outbox instead of a mail in the request. Codes are kept apart."""
        code = context.get("code", "")
        queue_message(
            "code" if code else "account",
            to=email,
            key=f"{email}:{secrets.token_hex(8)}",
            template="workshop/mail/account.txt",
            context=self._texts(template_prefix, email, context),
            secret=code,
        )

    def _texts(self, template_prefix, email, context):
        shown = context | ({"code": Message.SECRET} if context.get("code") else {})
        mail = self.render_mail(template_prefix, email, {"email": email} | shown)
        return {"subject": mail.subject, "body": mail.body}


class RequestCodeForm(RequestLoginCodeForm):
    """Takes any address: a new one gets an account without a password, and the same answer."""

    def clean_email(self):
        email = super().clean_email()
        if self._user is None and not User.objects.filter(email=email.lower()).exists():
            self._user = User.objects.with_address(email)
            EmailAddress.objects.create(user=self._user, email=self._user.email, primary=True)
        return email


def confirm_address(user):
    """The person has shown that mail to this address reaches them."""
    EmailAddress.objects.update_or_create(
        user=user, email=user.email, defaults={"verified": True, "primary": True}
    )
