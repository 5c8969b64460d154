"""Form fields of the admin: the browser's own, for keyboard, phone and no script."""

from datetime import UTC, datetime

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from workshop.fields import MarkdownField, validate_year
from workshop.forms import LongText, OneLine

DATE, TIME = {"type": "date"}, {"type": "time"}


class MarkdownInput(forms.Textarea):
    """With a button that shows, in a tab of its own, what the public page would make of it."""

    def render(self, name, value, attrs=None, renderer=None):
        context = {"input": super().render(name, value, attrs, renderer), "name": name}
        return render_to_string("workshop/_markdown_input.html", context)


class InstantWidget(forms.SplitDateTimeWidget):
    """The browser's own date and time fields: keyboard, phone and no script."""

    use_fieldset = True

    def __init__(self, attrs=None):
        """Seconds are kept: a deadline at 23:59:59 must survive a form that nobody touched."""
        super().__init__(
            attrs,
            date_format="%Y-%m-%d",
            time_format="%H:%M:%S",
            date_attrs=DATE | {"aria-label": _("Date")},
            time_attrs=TIME | {"aria-label": _("Time")},
        )


class InstantField(forms.SplitDateTimeField):
    """Entered in the active zone or in `zone`, kept in UTC, as the trail compares instants.

    Of an hour that comes twice, when clocks go back, the first is meant, unless `kept`, what is
    stored, reads the same.
    """

    zone = kept = None

    def compress(self, data_list):
        if not all(data_list or [None]):
            return super().compress(data_list)
        typed = datetime.combine(*data_list)
        validate_year(typed)
        zone = self.zone or timezone.get_current_timezone()
        if self.kept and self.kept.astimezone(zone).replace(tzinfo=None) == typed:
            return self.kept
        instant = typed.replace(tzinfo=zone).astimezone(UTC)
        if instant.astimezone(zone).replace(tzinfo=None) != typed:
            raise ValidationError(_("Clocks go forward here: this time of day does not exist."))
        return instant


def keep_instants(form):
    """Let the form give back the stored instants of fields that nobody touched."""
    for name, field in form.fields.items():
        if isinstance(field, InstantField):
            field.kept = getattr(form.instance, name)


NATIVE_FIELDS = {
    models.DateTimeField: {"form_class": InstantField, "widget": InstantWidget},
    models.DateField: {"widget": forms.DateInput(attrs=DATE, format="%Y-%m-%d")},
    models.URLField: {"widget": forms.URLInput, "assume_scheme": "https"},
    models.TextField: {"form_class": LongText},
    MarkdownField: {"form_class": LongText, "widget": MarkdownInput},
    models.CharField: {"form_class": OneLine},
}
