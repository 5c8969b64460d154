"""The arrangement as it is typed: for each contribution its slot and its minutes, in order."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

MOST = 600


class PlaceForm(forms.Form):
    slot = forms.TypedChoiceField(
        label=gettext_lazy("Slot"), required=False, coerce=int, empty_value=None
    )
    minutes = forms.IntegerField(
        label=gettext_lazy("Minutes"), required=False, min_value=1, max_value=MOST
    )

    def __init__(self, data, *, row, choices):
        self.row = row
        initial = {"slot": row.slot_id, "minutes": row.minutes}
        super().__init__(data, prefix=str(row.pk), initial=initial, use_required_attribute=False)
        self.fields["slot"].choices = choices
        gone = _("This slot is not there any more. Choose another.")
        self.fields["slot"].error_messages["invalid_choice"] = gone
        for field in self.fields.values():
            field.widget.attrs["aria-label"] = f"{field.label}: {row.name}"


class PlacingForm:
    """One PlaceForm for each contribution; what is typed goes into the arrangement.

    A contribution that came after the page was opened keeps what is stored of it.
    """

    def __init__(self, arrangement, data=None):
        self.arrangement = arrangement
        self.choices = [("", _("none: at the end of the first one")), *choices_of(arrangement)]
        lines = [one.partition(":") for one in data.getlist("row")] if data is not None else []
        self.order = {pk: number for number, (pk, _colon, _slot) in enumerate(lines)}
        self.stood = {pk: slot for pk, _colon, slot in lines}
        self.gone = self.order.keys() - {str(row.pk) for row in arrangement.rows}
        self.forms = [self._form(row, data) for row in arrangement.rows]

    def _form(self, row, data):
        typed = data if str(row.pk) in self.order else None
        return PlaceForm(typed, row=row, choices=self.choices)

    def is_valid(self):
        """Puts what can be read of it into the arrangement, in the order of the page."""
        typed = [form for form in self.forms if form.is_bound]
        bad = [form for form in typed if not form.is_valid()]
        moved = [form for form in typed if self._take(form)]
        rows = self.arrangement.rows
        last = len(self.order)
        late = {form.row.pk for form in moved}  # to the end of their new slot
        rows.sort(key=lambda row: (row.pk in late, self.order.get(str(row.pk), last)))
        return not bad

    def _take(self, form):
        """Whether its slot is another than the one under which it stood on the page."""
        row, typed = form.row, form.cleaned_data
        row.slot_id = typed.get("slot", row.slot_id)
        row.minutes = typed.get("minutes", row.minutes)
        return self.stood[form.prefix] != str(row.slot_id or "")

    def shown(self):
        """{number of a contribution: its form}, to be drawn as the arrangement is now."""
        bad = {form.row.pk: form for form in self.forms if form.is_bound and form.errors}
        rows = self.arrangement.rows
        return {
            row.pk: bad.get(row.pk) or PlaceForm(None, row=row, choices=self.choices)
            for row in rows
        }


def choices_of(arrangement):
    return [(slot.pk, label_of(slot, arrangement)) for slot in arrangement.holding]


def label_of(slot, arrangement):
    """Its name and start; with several days, the day as well."""
    tz = arrangement.workshop.tz
    local = slot.starts_at.astimezone(tz)
    day = f"{local:%a} " if arrangement.workshop.days > 1 else ""
    return f"{day}{local:%H:%M} {slot}"
