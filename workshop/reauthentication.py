"""Who is signed in shows anew who they are, before what a browser left open must not do."""

import time

from allauth.account import app_settings
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.code_verification import AbstractCodeVerificationProcess
from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.core import context
from allauth.core.exceptions import ReauthenticationRequired
from allauth.core.ratelimit import consume

CODE = "code"  # allauth's word for the way, and for signing in by it
PENDING = "code_to_show_anew"


def has_but_a_mailed_code(user):
    """Neither a password nor a second factor."""
    return get_adapter().get_reauthentication_methods(user)[0]["id"] == CODE


def has_shown_anew(request):
    """Within the last minutes; to have signed in by a code is as much as a code shows.

    allauth itself takes it as shown by everybody who has but a mailed code.
    """
    records = get_authentication_records(request, request.user)
    enough = {CODE} if has_but_a_mailed_code(request.user) else set()
    shown = [it["at"] for it in records if it.get("reauthenticated") or it["method"] in enough]
    return bool(shown) and time.time() - shown[-1] < app_settings.REAUTHENTICATION_TIMEOUT


def ask_anew(request):
    """Go on only with who has shown it; what the others sent is done once they have."""
    if not has_shown_anew(request):
        raise ReauthenticationRequired


class AsksAnew:
    """A form that gives the account one more way in, of which its owner may know nothing."""

    def is_asked(self):
        return True

    def clean(self):
        if not self.errors and self.is_asked():
            ask_anew(context.request)
        return super().clean()


class MailedCode(AbstractCodeVerificationProcess):
    """For who has neither password nor second factor; it stands in the session until used."""

    def __init__(self, request, state):
        self.request = request
        super().__init__(
            state=state,
            timeout=app_settings.LOGIN_BY_CODE_TIMEOUT,
            max_attempts=app_settings.LOGIN_BY_CODE_MAX_ATTEMPTS,
            user=request.user,
        )

    @classmethod
    def begin(cls, request):
        """A code is on its way; False where too many were asked for."""
        mail = request.user.email
        if not consume(request, action="request_login_code", key=mail):
            return False
        process = cls(request, cls.initial_state(request.user, mail))
        process.send()
        process.persist()
        return True

    @classmethod
    def resume(cls, request):
        """The one that was sent, unless it is too old or went to an address they have no more."""
        state = request.session.get(PENDING)
        process = state and cls(request, state).abort_if_invalid()
        return process if process and state["email"] == request.user.email else None

    def send(self):
        self.state["code"] = get_adapter().generate_login_code()
        context = {"request": self.request, "code": self.code}
        get_adapter().send_mail("account/email/show_anew", self.state["email"], context)

    def persist(self):
        self.request.session[PENDING] = self.state

    def abort(self):
        self.request.session.pop(PENDING, None)

    def finish(self):
        self.abort()
        shown = {"email": self.state["email"], "reauthenticated": True}
        record_authentication(self.request, self.request.user, CODE, **shown)
