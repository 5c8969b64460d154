"""What the program adds to the chair's pages: announcing."""

from django.urls import reverse
from django.utils.translation import gettext_lazy, ngettext

from reviews.services import to_release
from submissions.models import Submission
from workshop.steps import Step

TABS = [(gettext_lazy("Announce"), "announce")]


def steps_for(workshop, user):
    own = Submission.objects.filter(workshop=workshop).decidable_by(user)
    count = len(to_release(own))
    text = ngettext("Announce %d decision", "Announce %d decisions", count) % count
    return [Step(text, reverse("announce", args=[workshop.slug]))] if count else []
