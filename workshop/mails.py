"""The base app's mails, each with its question: is it still due when its turn comes?"""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from workshop.models import Membership


def _code_is_fresh(message):
    lifetime = timedelta(seconds=settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT)
    return timezone.now() - message.created_at < lifetime


def _member_still(message):
    pk = message.key.split(":")[1]
    return Membership.objects.filter(pk=pk, user__email=message.recipient).exists()


PURPOSES = {
    "code": _code_is_fresh,
    "account": lambda message: True,
    "membership": _member_still,
}
