from django import template
from django.utils import timezone

from workshop.times import days_away

register = template.Library()


@register.filter
def biographies(appearances):
    """What is known of the lives of a slot's speakers, in their order."""
    return [one.speaker.biography for one in appearances if one.speaker.biography]


@register.filter
def days_after(at, other):
    """How many midnights of the zone shown lie between two instants: "+1"; or "" of none."""
    days = days_away(at, other, timezone.get_current_timezone())
    return f"{days:+d}" if days else ""
