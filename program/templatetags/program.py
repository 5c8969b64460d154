from django import template

from program.drawing import drawn, drawn_each

register = template.Library()
register.simple_tag(drawn)
register.simple_tag(drawn_each)
