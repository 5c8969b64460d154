"""Sign-in with an ORCID iD, where the installation is registered at ORCID.

An iD that nobody has connected yet makes no account and is given to none: its owner signs in by a
code first, which shows that the address is theirs, and then connects the two. ORCID does not tell
us whose an address is.
"""

from allauth.account.adapter import get_adapter as get_account_adapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount
from django.db import transaction
from django.shortcuts import redirect
from django.urls import reverse

from workshop.trail import record_act

SHOWN = "orcid_shown"  # in the session: the iD that its owner showed at ORCID just now


class OrcidAdapter(DefaultSocialAccountAdapter):
    def is_open_for_signup(self, request, sociallogin):
        return False

    def pre_social_login(self, request, sociallogin):
        """Of the record the iD is kept, and whoever is not known by it is led to connect it."""
        account = sociallogin.account
        account.extra_data = {}
        if sociallogin.is_existing:
            account.save(update_fields=["extra_data"])
        if sociallogin.is_existing and not request.user.is_authenticated:
            return
        request.session[SHOWN] = account.uid
        page = reverse("orcid")
        way_in = reverse("account_request_login_code", query={"next": page})
        raise ImmediateHttpResponse(redirect(page if request.user.is_authenticated else way_in))


def orcid_of(user):
    return SocialAccount.objects.filter(user=user, provider="orcid").first()


@transaction.atomic
def connect(user, orcid):
    """Whether the iD signs in to that account from now on; one is nobody else's already."""
    if orcid_of(user):
        return False
    _row, is_new = SocialAccount.objects.get_or_create(
        provider="orcid", uid=orcid, defaults={"user": user}
    )
    if is_new:
        record_act(user, "ORCID iD", "", orcid, by=user, workshop=None)
        _tell("connected", user, orcid)
    return is_new


@transaction.atomic
def disconnect(user):
    account = orcid_of(user)
    if account:
        account.delete()
        record_act(user, "ORCID iD", account.uid, "", by=user, workshop=None)
        _tell("disconnected", user, account.uid)


def _tell(what, user, orcid):
    prefix = f"socialaccount/email/account_{what}"
    get_account_adapter().send_notification_mail(prefix, user, {"orcid": orcid})
