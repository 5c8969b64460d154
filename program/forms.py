"""How a reader asks for the program: a form sent by GET, whose nonsense is left out."""

from datetime import date

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from program.schedule import days_of, found_in
from workshop.times import OFFSETS, known_zone, offset_label, zone_of


class ZoneSwitch(forms.Form):
    """In which zone times are shown: `tz`, the workshop's where nothing that is known is asked."""

    zone = forms.ChoiceField(label=gettext_lazy("Times in"), required=False)

    def __init__(self, asked, *, workshop):
        zone = known_zone(asked.get("zone", ""))
        super().__init__(asked.dict() | {"zone": zone})
        self.tz = zone_of(zone) if zone else workshop.tz
        self.fields["zone"].choices = zones(workshop, zone)
        self.fields["zone"].widget.attrs["data-mine"] = _("mine")


class ProgramView(ZoneSwitch):
    """`slots` are all of the workshop's; a choice of one day or room or kind is not offered."""

    day = forms.ChoiceField(label=gettext_lazy("Day"), required=False)
    room = forms.ChoiceField(label=gettext_lazy("Room"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), required=False)
    find = forms.CharField(label=gettext_lazy("Find"), required=False, max_length=100, strip=True)

    def __init__(self, asked, *, workshop, slots):
        super().__init__(asked, workshop=workshop)
        self._offer("day", [(str(day), date_format(day)) for day in days_of(slots, self.tz)])
        self._offer("room", [(str(one.room_id), str(one.room)) for one in slots if one.room])
        self._offer("kind", [(one.kind, one.get_kind_display()) for one in slots])
        self.is_valid()

    def _offer(self, name, choices):
        choices = list(dict.fromkeys(choices))
        if len(choices) > 1:
            self.fields[name].choices = [("", _("all")), *choices]
        else:
            del self.fields[name]

    @property
    def asked(self):
        """What of the program is asked for, without what makes no sense."""
        names = ("day", "room", "kind", "find")
        return {name: value for name in names if (value := self.cleaned_data.get(name))}

    def applied_to(self, slots):
        asked = self.asked
        if "day" in asked:
            day = date.fromisoformat(asked["day"])
            slots = [one for one in slots if one.starts_at.astimezone(self.tz).date() == day]
        if "room" in asked:
            slots = [one for one in slots if str(one.room_id) == asked["room"]]
        if "kind" in asked:
            slots = [one for one in slots if one.kind == asked["kind"]]
        return found_in(slots, asked.get("find", ""))


def zones(workshop, wanted):
    """The workshop's, UTC, the one that was asked for, and every offset."""
    own = workshop.zone.replace("_", " ")
    named = [("", _("%(zone)s (workshop)") % {"zone": own})]
    if workshop.zone != "UTC":
        named.append(("UTC", "UTC"))
    if wanted and wanted != "UTC" and wanted not in OFFSETS:
        named.append((wanted, wanted.replace("_", " ")))
    offsets = [(text, offset_label(zone)) for text, zone in OFFSETS.items()]
    return [*named, (_("By offset"), offsets)]
