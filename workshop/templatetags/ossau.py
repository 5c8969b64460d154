from django import template
from django.conf import settings
from django.utils import timezone

from workshop import outbox
from workshop.times import offset_label

register = template.Library()


@register.filter
def offset(at):
    """How far the zone being shown is from UTC at that instant: "UTC+1"."""
    return offset_label(timezone.localtime(at))


@register.simple_tag
def is_demonstration():
    return not settings.PRODUCTION


@register.inclusion_tag("workshop/_demonstration_mail.html")
def demonstration_mail(recipient):
    """The mail that waits for this recipient, where no mail server would bring it."""
    shown = not settings.PRODUCTION and recipient
    return {"message": outbox.waiting_for(recipient) if shown else None}
