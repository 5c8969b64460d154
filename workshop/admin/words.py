"""The audit trail in words: fields by their names, values as people write them."""

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _


def kind_of(change):
    """The kind of row that was changed: "slot" for program.slot."""
    model = _model_of(change)
    return model._meta.verbose_name if model else change.model


def lines_of(change):
    """(field, old, new) for each field that says something; instants in the active zone."""
    model = _model_of(change)
    return [
        (_name(model, name), _value(model, name, old), _value(model, name, new))
        for name, (old, new) in change.fields.items()
        if old not in (None, "") or new not in (None, "")
    ]


def _model_of(change):
    """None where the code no longer has that model: the trail outlives it."""
    try:
        return apps.get_model(change.model)
    except LookupError:
        return None


def _field(model, name):
    try:
        return model._meta.get_field(name) if model else None
    except FieldDoesNotExist:
        return None


def _name(model, name):
    field = _field(model, name)
    return capfirst(field.verbose_name) if field else name


def _value(model, name, value):
    field = _field(model, name)
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(field, models.DateTimeField):
        local = timezone.localtime(parse_datetime(value))
        return date_format(local, "j M Y, H:i:s" if local.second else "j M Y, H:i")
    if isinstance(field, models.DateField):
        return date_format(parse_date(value), "j M Y")
    return value
