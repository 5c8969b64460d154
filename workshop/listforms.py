"""What the lists of chairs are asked for."""

from django import forms
from django.utils.translation import gettext_lazy

MOST_WORDS = 8


class ListForm(forms.Form):
    """Words to find, an order of `sorts`, and what a subclass adds.

    What makes no sense asks for nothing; words that cannot be looked for are not found.
    """

    sorts, usual, unasked = {}, "", gettext_lazy("all")
    words = forms.CharField(
        label=gettext_lazy("Find"),
        required=False,
        max_length=200,  # a whole title
        error_messages={
            "max_length": gettext_lazy(
                "Look for at most %(limit_value)d characters: these are %(show_value)d."
            )
        },
    )
    sort = forms.ChoiceField(label=gettext_lazy("Order"), required=False)

    def __init__(self, *args, workshop, **kwargs):
        super().__init__(*args, **kwargs)
        self.workshop = workshop
        self.fields["sort"].choices = list(self.sorts.items())
        if not self.sorts:
            del self.fields["sort"]
        for name, choices in self.choices().items():
            self.fields[name].choices = [("", self.unasked), *choices]
        self.is_valid()

    def choices(self):
        """{field: [(value, label), …]} beside "all"."""
        return {}

    @property
    def order(self):
        return self.cleaned_data.get("sort") or self.usual

    @property
    def is_narrowing(self):
        asked = [name for name in self.fields if name != "sort"]
        return bool(self["words"].errors or any(map(self.cleaned_data.get, asked)))

    @property
    def looked_for(self):
        return self.cleaned_data.get("words", "").split()[:MOST_WORDS]

    def finds(self, text):
        """Whether all words stand in it, of a list that is not read by a query."""
        text = text.casefold()
        return not self["words"].errors and all(one.casefold() in text for one in self.looked_for)
