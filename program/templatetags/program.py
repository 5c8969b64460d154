from django import template

from program.drawing import drawn

register = template.Library()
register.simple_tag(drawn)
