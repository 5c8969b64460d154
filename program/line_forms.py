"""The program as one line for each slot: what is typed, and when each slot then is."""

from datetime import date, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from program.importing.times import LONGEST, instant_of
from program.models import Slot
from program.versions import version_of
from workshop.forms import OneLine

SPARE = 2  # empty lines at the end, for slots that are new


class Clock(forms.TimeInput):
    input_type = "time"

    def __init__(self):
        super().__init__(format="%H:%M")


class LineForm(forms.ModelForm):
    """One slot. A line that nobody touched is neither checked nor saved.

    The page keeps what it was opened on: what somebody else has edited since is not touched.
    """

    day = forms.TypedChoiceField(label=gettext_lazy("Day"), coerce=date.fromisoformat)
    start = forms.TimeField(label=gettext_lazy("Start"), required=False, widget=Clock)
    follows = forms.BooleanField(label=gettext_lazy("right after"), required=False)
    minutes = forms.IntegerField(
        label=gettext_lazy("Minutes"), required=False, min_value=1, max_value=LONGEST
    )

    class Meta:
        model = Slot
        fields = ["kind", "title"]
        field_classes = {"title": OneLine}

    field_order = ["day", "start", "follows", "minutes", "kind", "title"]

    def __init__(self, data, *, workshop, slot=None, prefix):
        self.workshop, self.is_new = workshop, slot is None
        self.version = version_of(slot) if slot else ""
        self.stored_day = slot.starts_at.astimezone(workshop.tz).date() if slot else None
        if data is not None and slot and f"{prefix}-seen" not in data:
            data = None  # added by somebody else, while the page was open
        super().__init__(
            data,
            prefix=prefix,
            instance=slot or Slot(workshop=workshop),
            initial=self._initial(slot),
            empty_permitted=True,
            use_required_attribute=False,
        )
        self._offer_days()
        self._name_fields(str(slot) if slot else _("new slot"))

    def _initial(self, slot):
        if slot is None:
            return {}
        local = slot.starts_at.astimezone(self.workshop.tz)
        lasts = slot.ends_at and int((slot.ends_at - slot.starts_at).total_seconds() // 60)
        start = local.time().replace(second=0, microsecond=0)
        return {"day": str(local.date()), "start": start, "minutes": lasts}

    def _offer_days(self):
        """One day is no choice; one that the workshop no longer has stays until it is mended."""
        days = [self.workshop.first_day + timedelta(number) for number in range(self.workshop.days)]
        if self.stored_day and self.stored_day not in days:
            days.append(self.stored_day)
        if len(days) == 1:
            del self.fields["day"]
        else:
            choices = [(str(day), date_format(day, "D j M")) for day in days]
            self.fields["day"].choices = [("", ""), *choices] if self.is_new else choices

    def _name_fields(self, slot):
        """Each says of which slot it is; the head of its column is for those who see it."""
        for field in self.fields.values():
            field.show_hidden_initial = not self.is_new
            field.widget.attrs["aria-label"] = f"{field.label}: {slot}"

    @property
    def seen(self):
        """The version that the page was opened on."""
        return self.data.get(f"{self.prefix}-seen", "") if self.is_bound else self.version

    def _post_clean(self):
        """Without the times: those that are stored may be what is mended here."""
        slot = self.instance
        stored, slot.starts_at = slot.starts_at, None
        super()._post_clean()
        slot.starts_at = stored

    # --- when it is ---

    def place(self, above):
        """Give the slot its start and end; `above` are the slots of the lines above, in order."""
        try:
            starts_at = self._start(above)
        except ValidationError as error:
            return self.add_error("start", error)
        minutes, slot = self.cleaned_data["minutes"], self.instance
        slot.starts_at = starts_at
        slot.ends_at = starts_at + timedelta(minutes=minutes) if minutes else None
        try:
            slot.clean()
        except ValidationError as error:
            told = getattr(error, "error_dict", {}).get("starts_at")
            if told:
                self.add_error("start", told)
        return None

    @property
    def has_start(self):
        """Whether its start was written, rather than following from the one above."""
        return not self.cleaned_data["follows"] and self.cleaned_data["start"] is not None

    def _start(self, above):
        day = self.cleaned_data.get("day") or self.stored_day or self.workshop.first_day
        start = self.cleaned_data["start"]
        if not self.has_start:
            return self._after(above, day)
        if not self.is_new and not {"day", "start"} & set(self.changed_data):
            return self.instance.starts_at
        return instant_of(day, start, self.workshop.tz)

    def _after(self, above, day):
        """The end of the nearest one above on its day, in its room or in none."""
        rooms, tz = {self.instance.room_id, None}, self.workshop.tz
        same_day = [
            one
            for one in reversed(above)
            if one.starts_at.astimezone(tz).date() == day and not one.is_cancelled
        ]
        own = [one for one in same_day if self.is_new or one.room_id in rooms]
        if not own:
            raise ValidationError(_("No slot stands above it on this day. Write a start."))
        if not own[0].ends_at:
            told = _("“%(slot)s” above it has no end. Write its minutes, or a start here.")
            raise ValidationError(told % {"slot": own[0]})
        return own[0].ends_at


class Lines:
    """The lines of a workshop's slots, in order, and some empty ones."""

    def __init__(self, workshop, slots, data=None):
        self.workshop, self.data = workshop, data
        self.forms = [
            LineForm(data, workshop=workshop, slot=slot, prefix=slot.code) for slot in slots
        ]
        self.spare = [
            LineForm(data, workshop=workshop, prefix=f"new{number}") for number in range(SPARE)
        ]
        self.gone = self._gone() if data is not None else []

    @property
    def all(self):
        return [*self.forms, *self.spare]

    @property
    def changed(self):
        return [form for form in self.all if form.is_bound and form.has_changed()]

    def _gone(self):
        """What was typed for slots that are not there any more."""
        there = {form.prefix for form in self.forms}
        codes = [name.removesuffix("-seen") for name in self.data if name.endswith("-seen")]
        gone = [code for code in codes if code not in there]
        return [self.data.get(f"{code}-title") or _("without a title") for code in gone]

    def is_valid(self):
        """Each line in its turn: one may begin where the one above ends."""
        above = []
        for form in self.all:
            if form in self.changed and form.is_valid():
                form.place(above)
            if form.instance.starts_at:
                above.append(form.instance)
        return not self.gone and not any(form.errors for form in self.changed)

    @property
    def problems(self):
        """[(id of the field, slot, sentence), …] of all that is to be mended."""
        return [
            (form[name if name in form.fields else "title"].auto_id, form.instance, one)
            for form in self.changed
            for name, told in form.errors.items()
            for one in told
        ]
