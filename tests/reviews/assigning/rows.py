"""A workshop with something to match."""

from reviews.assigning.problem import usual_settings
from reviews.models import PastPaper, ReviewerProfile
from tests.factories import make_member, make_submission, make_user
from workshop.models import Membership

TEXTS = [
    ("Heat of idle servers", "We measure the heat that idle servers give off in winter."),
    ("Milk of mountain sheep", "We compare the milk of sheep in mountain pastures."),
    ("Snow on tin roofs", "We listen to snow that slides from roofs of tin at night."),
]


def make_reviewer(workshop, name, about=None, **fields):
    """With three papers about one of the TEXTS, or none."""
    user = make_user(f"{name.lower()}@{name.lower()}.example", name=name)
    make_member(workshop, Membership.Role.REVIEWER, user)
    profile = ReviewerProfile.objects.create(workshop=workshop, user=user, **fields)
    if about is not None:
        title, abstract = TEXTS[about]
        PastPaper.objects.bulk_create(
            PastPaper(profile=profile, title=f"{title}, part {n}", abstract=abstract, position=n)
            for n in range(3)
        )
    return user


def make_texts(workshop):
    """A submission about each of the TEXTS."""
    return [make_submission(workshop, title=title, abstract=abstract) for title, abstract in TEXTS]


def make_stage(workshop, each=1):
    """(submissions, reviewers): Ann of heat, Ben of milk, Cleo of snow."""
    workshop.reviews_wanted = each
    workshop.save()
    names = enumerate(["Ann", "Ben", "Cleo"])
    return make_texts(workshop), [make_reviewer(workshop, name, at) for at, name in names]


def settings_of(workshop, **more):
    usual = usual_settings(workshop)
    return type(usual)(**vars(usual) | more)
