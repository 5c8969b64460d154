"""What of reviewing is not kept. Decisions stay, with their outcome and their trail."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from reviews.invitations import ABOUT_INVITATIONS, PURPOSE
from reviews.models import (
    AffinityScore,
    Assignment,
    Comment,
    Invitation,
    MatchingRun,
    NamedReviewer,
    Preference,
    Review,
    ReviewerProfile,
)
from reviews.news import ABOUT_REVIEWS
from reviews.outcomes import ABOUT_DECISIONS
from submissions.uploads import delete_files
from workshop.models import ActionLink, Change, Job, Message
from workshop.retention import Removal

GONE = "What this mail said was removed together with the reviews.\n"
TO_REVIEWERS = ("assignment", "reminder_reviews", *ABOUT_REVIEWS, *ABOUT_INVITATIONS)


def _reviews(workshop):
    """With their marks, the texts for authors and chairs, and their earlier versions."""
    return Review.objects.filter(assignment__submission__workshop=workshop)


def _assignments(workshop):
    return Assignment.objects.filter(submission__workshop=workshop)


def _comments(workshop):
    return Comment.objects.filter(submission__workshop=workshop)


def _mails_to_reviewers(workshop):
    mails = Message.objects.filter(workshop=workshop, purpose__in=TO_REVIEWERS)
    letters = Message.objects.filter(workshop=workshop, letter__group__startswith="reviewers")
    return (mails | letters).filter(state__in=Message.OVER)


def _mails_with_reviews(workshop):
    mails = Message.objects.filter(workshop=workshop, purpose__in=ABOUT_DECISIONS)
    return mails.filter(state__in=Message.OVER).exclude(body=GONE)


def _remove_texts(rows):
    """That a mail was sent stays, so that nobody is mailed a decision twice."""
    rows.exclude(state=Message.State.DONE).delete()
    rows.update(body=GONE)


def _archives(workshop):
    """The jobs that packed a reviewer's PDFs name what was assigned."""
    return Job.objects.filter(workshop=workshop, kind="assigned")


def _remove_archives(rows):
    paths = [path for job in rows if (path := (job.result or {}).get("file"))]
    rows.delete()
    transaction.on_commit(lambda: delete_files(paths), robust=True)


def _names(workshop):
    """Of those who agreed to be posted the posted ones stay, until they withdraw."""
    return NamedReviewer.objects.filter(workshop=workshop, posted_at=None)


def _profiles(workshop):
    """With papers, other addresses, affiliations and whom they avoid."""
    return ReviewerProfile.objects.filter(workshop=workshop)


def _invitations(workshop):
    return Invitation.objects.filter(workshop=workshop)


def _remove_invitations(rows):
    """Their links and their trail hold names and addresses as well; that they changed stays."""
    numbers = [str(pk) for pk in rows.values_list("pk", flat=True)]
    ActionLink.objects.filter(purpose=PURPOSE, object_id__in=numbers).delete()
    trail = Change.objects.filter(model=Invitation._meta.label_lower, object_id__in=numbers)
    trail.update(name="", via="", fields={})
    rows.delete()


def _matching(workshop):
    """Proposals, which hold who could have reviewed what, and the jobs that computed them."""
    return MatchingRun.objects.filter(workshop=workshop)


def _remove_matching(rows):
    Job.objects.filter(key__in=[run.job_key for run in rows]).delete()
    rows.delete()


def _wishes(workshop):
    return Preference.objects.filter(submission__workshop=workshop)


def _scores(workshop):
    return AffinityScore.objects.filter(submission__workshop=workshop)


# Removed from the last to the first.
REMOVED = {
    "assignments": Removal(_("assignments, with who was asked to review what"), _assignments),
    "reviews": Removal(_("reviews, with their marks, texts and notes to chairs"), _reviews),
    "comments": Removal(_("comments of the discussions"), _comments),
    "mails_to_reviewers": Removal(
        _("mails to reviewers, and about who reviews"), _mails_to_reviewers
    ),
    "mails_with_reviews": Removal(
        _("texts of mails that held reviews"), _mails_with_reviews, _remove_texts
    ),
    "names": Removal(_("names of reviewers that were not posted"), _names),
    "profiles": Removal(_("what reviewers said of themselves, with their papers"), _profiles),
    "invitations": Removal(_("invitations of reviewers"), _invitations, _remove_invitations),
    "matching": Removal(_("proposals of the matching"), _matching, _remove_matching),
    "wishes": Removal(_("pairs that chairs pinned or ruled out"), _wishes),
    "scores": Removal(_("scores of reviewers for submissions"), _scores),
    "archives": Removal(_("files of PDFs packed for reviewers"), _archives, _remove_archives),
}
