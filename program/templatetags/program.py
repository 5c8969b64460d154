from django import template

register = template.Library()


@register.filter
def biographies(appearances):
    """What is known of the lives of a slot's speakers, in their order."""
    return [one.speaker.biography for one in appearances if one.speaker.biography]
