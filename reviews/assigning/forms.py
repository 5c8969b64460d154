"""What a chair may say before the matching proposes."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from reviews.assigning.csvfiles import ASSIGNMENTS, CONFLICTS, SCORES
from reviews.assigning.problem import HARD, NO, PRICE, SOFT, Settings, usual_settings
from reviews.invitations.forms import LoadField
from reviews.models import MatchingRun, Preference
from submissions.models import Submission
from workshop.forms import LongText, OneLine
from workshop.listforms import ListForm
from workshop.models import User
from workshop.sheets import Unreadable, text_of

RULES = [(NO, _("not asked for")), (SOFT, _("if it costs little")), (HARD, _("always"))]
MOST_EACH = 9
MOST_CHARACTERS = 2_000_000  # forty thousand lines


class SettingsForm(forms.Form):
    each = forms.IntegerField(
        label=_("Reviews of each submission"),
        min_value=1,
        max_value=MOST_EACH,
        error_messages=dict.fromkeys(
            ["min_value", "max_value", "invalid"], _("Write a whole number from 1 to 9.")
        ),
    )
    most = LoadField(
        label=_("Reviews at most"), help_text=_("Of each reviewer who has not said how many.")
    )
    balanced = forms.BooleanField(
        label=_("Balanced: serve the worst served submission better"),
        required=False,
        help_text=_(
            "It then gets at least 95 % of the best that it can have; what that costs is told."
        ),
    )
    senior = forms.ChoiceField(label=_("At least one senior reviewer for each"), choices=RULES)
    institutions = forms.ChoiceField(
        label=_("No two reviewers of one institution"),
        choices=RULES,
        help_text=_("“If it costs little”: a breach counts as %(price)s of one pair’s score.")
        % {"price": f"{PRICE:.1f}"},
    )
    keep = forms.BooleanField(
        label=_("Keep what is assigned already"),
        required=False,
        help_text=_(
            "Holes are filled with as few changes as can be. What has been begun always stays."
        ),
    )

    @classmethod
    def of(cls, workshop, run=None):
        """As the last draft was asked for."""
        return cls(initial=run.settings if run else vars(usual_settings(workshop)))

    @property
    def settings(self):
        return Settings(**self.cleaned_data)


class PairsForm(ListForm):
    """Which pairs the page shows."""

    show = forms.ChoiceField(label=_("Pairs"), required=False)

    def choices(self):
        return {"show": [("new", _("new ones")), ("stay", _("those that stay"))]}

    def wants(self, row):
        show = self.cleaned_data.get("show")
        is_shown = not show or (show == "new") == row.is_new
        text = f"{row.submission.title} {row.submission.code} {row.reviewer}"
        return is_shown and self.finds(text)


class WishForm(forms.Form):
    """A pair that the draft may not have. `own` are the submissions that the chair may assign."""

    code = OneLine(label=_("Code of the submission"), max_length=20)
    reviewer = forms.ModelChoiceField(
        User.objects.none(), label=_("Reviewer"), empty_label=_("Choose one")
    )
    kind = forms.ChoiceField(
        label=_("In the next draft"),
        choices=[
            (Preference.Kind.PIN, _("this pair in any case")),
            (Preference.Kind.FORBID, _("this pair in no case")),
        ],
    )

    def __init__(self, *args, people, own, **kwargs):
        super().__init__(*args, auto_id="wish_%s", **kwargs)
        self.fields["reviewer"].queryset = people
        self.own = own

    def clean_code(self):
        """The submission."""
        code = self.cleaned_data["code"]
        found = self.own.filter(code=code.upper()).first()
        if not found:
            told = gettext("Nothing of that code waits for reviewers here: %(code)s.")
            raise forms.ValidationError(told % {"code": code})
        return found


class FileForm(forms.Form):
    """Lines or a file. What is read of a file goes on as text, so that nothing is chosen twice."""

    kind = forms.ChoiceField(
        label=_("What is it?"),
        choices=[
            (SCORES, _("Scores: submission, reviewer, score")),
            (CONFLICTS, _("Conflicts: submission, reviewer, reason")),
            (ASSIGNMENTS, _("Assignments: submission, reviewer")),
        ],
    )
    text = LongText(
        label=_("The lines"),
        required=False,
        strip=False,
        max_length=MOST_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 7, "class": "copied", "spellcheck": "false"}),
        help_text=_(
            "One a line, as OpenReview writes them: a submission’s code, a reviewer’s mail "
            "address, and the score or reason."
        ),
    )
    file = forms.FileField(
        label=_("Or a CSV file"),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,text/csv"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].is_needed = True  # or the file: "optional" misleads

    def clean(self):
        cleaned = super().clean()
        upload = cleaned.get("file")
        if upload and upload.size > MOST_CHARACTERS:
            self.add_error("file", _("This is longer than two million characters."))
        elif upload:
            self._read(upload.read())
        elif not cleaned.get("text", "").strip() and not self.errors:
            self.add_error("text", _("Nothing stands here yet. Paste a line for each pair."))
        return cleaned

    def _read(self, content):
        try:
            text, _note = text_of(content)
        except Unreadable as error:
            self.add_error("file", str(error))
            return
        self.data = self.data.copy()
        self.data["text"] = self.cleaned_data["text"] = text


def newest_run(workshop, user):
    """Without its problem, which may be large.

    None where it found no answer and is about something that `user` may not read any more: its
    words name submissions.
    """
    run = MatchingRun.objects.filter(workshop=workshop, by=user).defer("problem").first()
    if run and run.state == MatchingRun.State.FAILED:
        about = set(run.result["submissions"])
        own = Submission.objects.filter(pk__in=about).decidable_by(user)
        return run if own.count() == len(about) else None
    return run
