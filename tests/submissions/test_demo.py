import pytest
from django.core.management import call_command

from submissions.models import Manuscript, StatusChange, Submission
from workshop.models import KeyDate, Workshop

pytestmark = pytest.mark.django_db


def test_after_the_call_all_has_arrived_between_its_opening_and_the_deadline():
    call_command("demo", stdout=None)
    call_command("demo", phase="review")
    live = Workshop.objects.get(slug="pedl")
    opens, closes = (live.date_of(kind).at for kind in (KeyDate.Kind.CALL, "submission"))

    times = [
        *Submission.objects.sent_in().values_list("submitted_at", flat=True),
        *Submission.objects.values_list("created_at", flat=True),
        *Manuscript.objects.values_list("at", flat=True),
        *StatusChange.objects.values_list("at", flat=True),
    ]

    assert opens < min(times) < max(times) < closes
