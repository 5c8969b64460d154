"""What a chair may ask of the two lists."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from submissions.chairlist.filters import MOST_WORDS

SORTS = {
    "-missing": gettext_lazy("most missing first"),
    "missing": gettext_lazy("fewest missing first"),
    "-done": gettext_lazy("most done first"),
    "done": gettext_lazy("fewest done first"),
}
OF_SUBMISSIONS = SORTS | {
    "title": gettext_lazy("title"),
    "-title": gettext_lazy("title, from Z"),
    "code": gettext_lazy("code"),
    "-code": gettext_lazy("code, from Z"),
}
OF_REVIEWERS = SORTS | {
    "name": gettext_lazy("name"),
    "-name": gettext_lazy("name, from Z"),
    "-active": gettext_lazy("active last first"),
    "active": gettext_lazy("longest silent first"),
}
USUAL = "-missing"
MISSING = [("missing", gettext_lazy("something missing")), ("late", gettext_lazy("late"))]
# {what is asked for: which Progress it is, given whether reviews are late and how many are wanted}
STATES = {
    "missing": lambda one, late, wanted: one.open > 0,
    "late": lambda one, late, wanted: late and one.open > 0,
    "begun": lambda one, late, wanted: one.begun > 0,
    "done": lambda one, late, wanted: one.is_done,
    "few": lambda one, late, wanted: one.asked < wanted,
    "stale": lambda one, late, wanted: one.stale > 0,
    "free": lambda one, late, wanted: one.asked == 0,
}


class BoardForm(forms.Form):
    """What makes no sense asks for nothing; words that cannot be looked for are not found."""

    states, sorts = [], {}
    words = forms.CharField(
        label=gettext_lazy("Find"),
        required=False,
        max_length=200,
        error_messages={
            "max_length": gettext_lazy(
                "Look for at most %(limit_value)d characters: these are %(show_value)d."
            )
        },
    )
    state = forms.ChoiceField(label=gettext_lazy("Reviews"), required=False)
    sort = forms.ChoiceField(label=gettext_lazy("Order"), required=False)

    def __init__(self, *args, workshop, late, **kwargs):
        super().__init__(*args, **kwargs)
        self.workshop, self.late = workshop, late
        self.fields["state"].choices = [("", _("all")), *self.states]
        self.fields["sort"].choices = list(self.sorts.items())
        self.prepare()
        self.is_valid()

    def prepare(self):
        pass

    @property
    def order(self):
        return self.cleaned_data.get("sort") or USUAL

    @property
    def is_narrowing(self):
        asked = [name for name in self.fields if name != "sort"]
        return bool(self["words"].errors or any(map(self.cleaned_data.get, asked)))

    @property
    def looked_for(self):
        return self.cleaned_data.get("words", "").split()[:MOST_WORDS]

    def wants(self, progress):
        is_so = STATES.get(self.cleaned_data.get("state"))
        return is_so is None or is_so(progress, self.late, self.workshop.reviews_wanted)


class SubmissionsForm(BoardForm):
    states = [
        *MISSING,
        ("begun", gettext_lazy("begun")),
        ("done", gettext_lazy("all done")),
        ("few", gettext_lazy("fewer reviewers than wanted")),
        ("free", gettext_lazy("nobody assigned")),
        ("stale", gettext_lazy("PDF replaced after a review")),
    ]
    sorts = OF_SUBMISSIONS
    topic = forms.ChoiceField(label=gettext_lazy("Topic"), required=False)
    field_order = ["words", "state", "topic", "sort"]

    def prepare(self):
        topics = [(str(one.pk), one.name) for one in self.workshop.topics.all()]
        self.fields["topic"].choices = [("", _("all")), *topics]


class ReviewersForm(BoardForm):
    states = [
        *MISSING,
        ("begun", gettext_lazy("begun")),
        ("done", gettext_lazy("all done")),
        ("free", gettext_lazy("nothing assigned")),
    ]
    sorts = OF_REVIEWERS
