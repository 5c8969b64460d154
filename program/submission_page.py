"""What the program adds to the page of a submission: where it is listed."""

from django.urls import reverse

from program.models import Contribution


def sections_for(submission, user):
    if not Contribution.objects.filter(submission=submission).exists():
        return []
    return [("program/_listed.html", reverse("program", args=[submission.workshop.slug]))]
