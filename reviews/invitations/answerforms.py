from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reviews.invitations.forms import LoadField
from reviews.models.invitation import MOST_OF_A_SUGGESTION
from workshop.forms import FewRows, LongText
from workshop.models import Topic

HERE, MAILED = "here", "mailed"


class AcceptForm(forms.Form):
    """Two things are asked; a third where somebody else is signed in."""

    most = LoadField(
        label=gettext_lazy("Reviews at most"),
        help_text=gettext_lazy("Write fewer if you have less time."),
    )
    topics = FewRows(
        label=gettext_lazy("What can you review?"),
        queryset=Topic.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    whom = forms.ChoiceField(label=gettext_lazy("Who accepts?"), widget=forms.RadioSelect)

    def __init__(self, invitation, *args, signed_in_as="", **kwargs):
        initial = {"most": invitation.most, "whom": HERE}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["topics"].is_needed = True  # asked for, though one may leave it
        self.fields["topics"].queryset = invitation.workshop.topics.all()
        here = _("%(mail)s, as whom you are signed in")
        mailed = _("%(mail)s, to whom this was mailed: that signs you in")
        self.fields["whom"].choices = [
            (HERE, here % {"mail": signed_in_as}),
            (MAILED, mailed % {"mail": invitation.mail}),
        ]
        if not signed_in_as:
            del self.fields["whom"]
        if not invitation.workshop.topics.all():
            del self.fields["topics"]


class DeclineInvitationForm(forms.Form):
    suggestion = LongText(
        label=gettext_lazy("Whom else could the chairs ask?"),
        required=False,
        max_length=MOST_OF_A_SUGGESTION,
        error_messages={
            "max_length": gettext_lazy(
                "Write at most %(limit_value)d characters: these are %(show_value)d."
            )
        },
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("If you can: Name <mail>, affiliation. The chairs read it."),
    )
