"""What a chair may ask of the two lists."""

from django import forms
from django.utils.translation import gettext_lazy

from workshop.listforms import ListForm

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


class ProgressForm(ListForm):
    states, usual = [], "-missing"
    state = forms.ChoiceField(label=gettext_lazy("Reviews"), required=False)
    field_order = ["words", "state", "topic", "sort"]

    def __init__(self, *args, late, **kwargs):
        self.late = late
        super().__init__(*args, **kwargs)

    def choices(self):
        return {"state": self.states}

    def wants(self, progress):
        is_so = STATES.get(self.cleaned_data.get("state"))
        return is_so is None or is_so(progress, self.late, self.workshop.reviews_wanted)


class SubmissionsForm(ProgressForm):
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

    def choices(self):
        topics = [(str(one.pk), one.name) for one in self.workshop.topics.all()]
        return super().choices() | {"topic": topics}


class ReviewersForm(ProgressForm):
    states = [
        *MISSING,
        ("begun", gettext_lazy("begun")),
        ("done", gettext_lazy("all done")),
        ("free", gettext_lazy("nothing assigned")),
    ]
    sorts = OF_REVIEWERS
