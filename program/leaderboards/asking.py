"""How a reader asks for the leaderboard: a form sent by GET, whose nonsense is left out."""

from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _

from competition.units import joules_in

BY_RANK, BY_ENERGY, BY_ACCURACY, BY_TEAM, BY_DATE = "", "energy", "accuracy", "team", "date"
SORTS = {
    BY_RANK: _("slice and rank"),
    BY_ENERGY: _("energy"),
    BY_ACCURACY: _("accuracy"),
    BY_TEAM: _("team"),
    BY_DATE: _("date sent in"),
}
NARROWED = ("slice", "sort", "budget", "page")  # with which no answer is stored
MOST_TYPED = 40
UNREADABLE = _("Write an energy above 0, such as 10 kJ or 5000.")


class LeaderboardForm(forms.Form):
    """`part` is the slice that is asked for, or None; `most_j` is per iteration, or None."""

    slice = forms.ChoiceField(label=_("Slice"), required=False)
    sort = forms.ChoiceField(label=_("Order"), required=False, choices=list(SORTS.items()))
    budget = forms.CharField(
        label=_("Energy of at most"),
        required=False,
        max_length=MOST_TYPED,
        error_messages={"max_length": UNREADABLE},
    )

    def __init__(self, asked, slices):
        self.slices = slices
        super().__init__(self._known(asked))
        labels = [(str(number), part.label) for number, part in enumerate(slices, 1)]
        self.fields["slice"].choices = [("", _("all")), *labels]
        self.is_valid()

    def _known(self, asked):
        """What is asked for, without what is not there. A slice may be called by its name."""
        named = {part.label: str(number) for number, part in enumerate(self.slices, 1)}
        numbers = set(named.values())
        part, sort = asked.get("slice", ""), asked.get("sort", "")
        return {
            "slice": part if part in numbers else named.get(part, ""),
            "sort": sort if sort in SORTS else BY_RANK,
            "budget": asked.get("budget", ""),
        }

    def clean_budget(self):
        """In J, or None where nothing is typed."""
        typed = self.cleaned_data["budget"]
        found = joules_in(typed) if typed else None
        if typed and found is None:
            raise forms.ValidationError(UNREADABLE)
        return found

    @property
    def part(self):
        number = self.cleaned_data["slice"]
        return self.slices[int(number) - 1] if number else None

    @property
    def order(self):
        return self.cleaned_data["sort"]

    @property
    def most_j(self):
        return self.cleaned_data.get("budget")

    @property
    def is_narrowing(self):
        return bool(self.part or self.data["budget"])

    @property
    def everything(self):
        """The address of all entries, in the same order."""
        return self.query(slice="", budget="") + "#leaderboard"

    def query(self, **changed):
        """The address of what is asked for, with changes; beginning with “?”."""
        asked = self.data | changed
        return "?" + urlencode({name: text for name, text in asked.items() if text})
