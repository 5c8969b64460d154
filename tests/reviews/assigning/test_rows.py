"""What the matching stores goes with the reviews."""

import pytest

from reviews.models import AffinityScore, MatchingRun, Preference
from tests.factories import make_job
from tests.reviews.test_retention import come
from workshop.models import Job
from workshop.retention import remove

pytestmark = pytest.mark.django_db


def everything(cast, submission):
    pair = {"submission": submission, "reviewer": cast.reviewer}
    Preference.objects.create(kind="pin", by=cast.chair, **pair)
    AffinityScore.objects.create(score=0.5, **pair)
    return MatchingRun.objects.create(workshop=cast.workshop, by=cast.chair)


def test_what_the_matching_has_stored_goes_with_the_reviews(cast):
    run = everything(cast, come(cast))
    make_job("matching", workshop=cast.workshop)
    Job.objects.filter(kind="matching").update(key=run.job_key)

    remove(cast.workshop)

    kept = [model.objects.count() for model in (Preference, AffinityScore, MatchingRun)]
    assert kept == [0, 0, 0]
    assert not Job.objects.filter(kind="matching").exists()
