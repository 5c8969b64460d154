"""The matching; the PDFs that are assigned to a reviewer in one file, as reviewers have them."""

from django.utils.translation import gettext_lazy as _

from reviews.assigning.proposing import solve_as_job
from reviews.models import Assignment
from submissions.archive import ask_for_zip, zip_of
from submissions.blind_copies import file_for_reviewers
from submissions.models import Submission


def ask_for_assigned(workshop, *, by, key):
    return ask_for_zip("assigned", workshop, by=by, key=key, about={})


def _readable(job):
    return Assignment.objects.readable_by(job.by).filter(submission__workshop=job.workshop)


def build_assigned(job):
    """{file, name, submissions: the numbers of what is in it}."""
    keys = _readable(job).values("submission")
    rows = Submission.objects.filter(pk__in=keys).for_page().order_by("code")
    made = zip_of(job, {one.code: file_for_reviewers(one) or "" for one in rows}, {})
    return made | {"submissions": [one.pk for one in rows]}


def may_fetch(job, user):
    """As long as all that is in it is assigned to them, and no conflict came to be known."""
    known = set(_readable(job).values_list("submission", flat=True))
    return job.by == user and set(job.result["submissions"]) <= known


HANDLERS = {"assigned": build_assigned, "matching": solve_as_job}
LABELS = {"assigned": _("The PDFs that you review"), "matching": _("The matching")}
MAY_FETCH = {"assigned": may_fetch}
