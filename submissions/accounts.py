"""What follows from another name, or address, of somebody's account."""

from submissions.blind_copies import want_copy
from submissions.models import Submission


def renamed(user):
    """The PDFs for reviewers of what they sent in must not lead to that name either."""
    for submission in Submission.objects.filter(submitter=user).for_page():
        want_copy(submission)
