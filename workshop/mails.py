"""The base app's mails, each with its question: is it still due when its turn comes?"""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from workshop.models import ActionLink


def _code_is_fresh(message):
    lifetime = timedelta(seconds=settings.CODE_LIFETIME)
    return timezone.now() - message.created_at < lifetime


def _link_is_open(message):
    return ActionLink.objects.open().filter(pk=message.object_id).exists()


PURPOSES = {"code": _code_is_fresh, "membership": _link_is_open}
