"""What reviewing keeps of people: invitations, profiles, assignments, reviews, discussions."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from reviews.invitations import PURPOSE
from reviews.models import (
    Assignment,
    AssignmentChange,
    Decision,
    Invitation,
    MatchingRun,
    NamedReviewer,
    PastPaper,
    ProfileAffiliation,
    ProfileAlias,
    ProfileAvoid,
    Review,
    ReviewVersion,
)
from reviews.naming import withdraw
from reviews.outcomes import STATUS_OF
from reviews.submission_page import for_authors
from submissions.models import Submission
from workshop.models import ActionLink
from workshop.personal import TRAIL, WITH_THE_WORKSHOP
from workshop.privacy.account import delete, overwrite
from workshop.privacy.erasing import scrub
from workshop.privacy.parts import Part, Public, of_addresses, of_user, traces

UNTIL_RETENTION = _("until the workshop’s date on which reviews are removed")
REPORT = _(
    "Authors and chairs rely on it for the decision. It stays until reviews are removed, and is "
    "by a pseudonym from now on."
)


# --- whose they are ---


def _invitations(user):
    rows = Invitation.objects.all()
    of_mail = of_addresses(rows, user).values_list("pk", flat=True)
    of_account = rows.filter(user=user).values_list("pk", flat=True)
    return [rows.filter(pk__in={*of_mail, *of_account})]


def _profile_lines(user):
    models = (ProfileAlias, ProfileAffiliation, ProfileAvoid, PastPaper)
    return [model.objects.filter(profile__user=user) for model in models]


def _reviews(*, are_submitted):
    def rows(user):
        own = Review.objects.filter(assignment__reviewer=user)
        return [own.filter(submitted_at__isnull=not are_submitted)]

    return rows


def _versions(user):
    return [ReviewVersion.objects.filter(review__assignment__reviewer=user)]


def _told_decisions(user):
    """Those that were released, as the pages of one's submissions tell them."""
    told = Decision.objects.about(Submission.objects.written_by(user)).exclude(released="")
    return [told.filter(submission__status__in=STATUS_OF.values())]


def _changes(user):
    return [AssignmentChange.objects.filter(assignment__reviewer=user)]


# --- what is told ---


def _of_assignment(row, user):
    return {"submission": row.submission.code}


def _of_review(row, user):
    return {"submission": row.assignment.submission.code, "marks": row.marks_given}


def _as_its_authors_read_it(row, user):
    told = for_authors(row.submission, row.released, row.released_note)
    said = {"decision": str(told["words"]), "note": told["note"], "reviews": told["texts"]}
    return {"submission": row.submission.code} | said


# --- what an erasure does ---


def _remove_invitations(rows, erasure):
    numbers = [str(pk) for pk in rows[0].values_list("pk", flat=True)]
    ActionLink.objects.filter(purpose=PURPOSE, object_id__in=numbers).delete()
    rows[0].delete()


def _end_assignments(rows, erasure):
    """What is not reviewed yet is for somebody else; the chairs see that it was given back."""
    for one in rows[0].filter(ended_at=None, review=None):
        Assignment.objects.filter(pk=one.pk).update(ended_at=timezone.now())
        one.changes.create(by=None, stands=False)


def _remove_runs(rows, erasure):
    """Drafts of theirs; in those of other chairs they are numbers, and one of the names."""
    for one in rows:
        one.delete()
    scrub(MatchingRun.objects.all(), ["problem", "result"], erasure, named=_tells_reviewers)


def _tells_reviewers(run, place):
    return place in {"reviewers", "wrong"}


PUBLIC = {
    "reviewer": Public(
        _("your name among the reviewers"),
        lambda user: NamedReviewer.objects.filter(user=user).select_related("workshop"),
        lambda row, *, by: withdraw(row.workshop, by=by),
        "agreed_at",
    ),
}
PARTS = {
    "assignments": Part(
        _("What you were asked to review"),
        _("So that you, and only you, read what you review."),
        UNTIL_RETENTION,
        of_user("reviews.Assignment", "reviewer"),
        {"reviews.Assignment": "at"},
        ("reviews.Assignment.reviewer",),
        tell=_of_assignment,
        erase=_end_assignments,
        stays=_("That a submission was assigned stays with it; to whom becomes a pseudonym."),
    ),
    "assignment_reasons": Part(
        _("Why you declined to review something"),
        _("So that chairs know whom to ask instead."),
        UNTIL_RETENTION,
        _changes,
        {"reviews.AssignmentChange": "at stands reason"},
        erase=overwrite(reason=""),
        stays=_("That it was declined stays; your reason goes, and you become a pseudonym."),
    ),
    "review_drafts": Part(
        _("Reviews that you have begun"),
        _("So that no word of a review is lost."),
        UNTIL_RETENTION,
        _reviews(are_submitted=False),
        {"reviews.Review": "for_authors for_chairs recommendation confidence saved_at"},
        tell=_of_review,
        erase=delete,
    ),
    "reviews": Part(
        _("Reviews that you have submitted"),
        _("So that submissions are decided on their merits."),
        UNTIL_RETENTION,
        _reviews(are_submitted=True),
        {"reviews.Review": "for_authors for_chairs recommendation confidence submitted_at"},
        tell=_of_review,
        stays=REPORT,
    ),
    "review_versions": Part(
        _("What your reviews said before you changed them"),
        _("So that chairs can tell whether a discussion has changed a review."),
        UNTIL_RETENTION,
        _versions,
        {"reviews.ReviewVersion": "at report marks"},
        stays=REPORT,
    ),
    "comments": Part(
        _("What you wrote in discussions"),
        _("So that reviewers and chairs can weigh what speaks for a submission."),
        UNTIL_RETENTION,
        of_user("reviews.Comment", "by"),
        {"reviews.Comment": "at text"},
        ("reviews.Comment.by",),
        tell=_of_assignment,
        stays=REPORT,
    ),
    "reviews_received": Part(
        _("Decisions on your submissions, and their reviews"),
        _("So that authors learn what became of a submission, and why."),
        _("the reviews until they are removed; the decision with the workshop"),
        _told_decisions,
        tell=_as_its_authors_read_it,
        stays=_("They are about what stays."),
    ),
    "invitations": Part(
        _("Invitations to review"),
        _("So that you can answer, and nobody asks you twice."),
        UNTIL_RETENTION,
        _invitations,
        {"reviews.Invitation": "workshop mail name affiliation state most suggestion at"},
        ("reviews.Invitation.user",),
        erase=_remove_invitations,
        is_named=True,
    ),
    "named_reviewers": Part(
        _("Your consent to be named among the reviewers"),
        _("So that you are thanked in public, if you wish."),
        _("until you withdraw it"),
        of_user("reviews.NamedReviewer", "user"),
        {"reviews.NamedReviewer": "workshop name agreed_at posted_at"},
        ("reviews.NamedReviewer.user",),
        erase=delete,
        is_named=True,
    ),
    "profiles": Part(
        _("What you said of yourself as a reviewer"),
        _("So that you review what you know, and nothing of people you know."),
        UNTIL_RETENTION,
        of_user("reviews.ReviewerProfile", "user"),
        {"reviews.ReviewerProfile": "workshop most is_senior"},
        ("reviews.ReviewerProfile.user",),
        erase=delete,
    ),
    "profile_lines": Part(
        _("Your other addresses, affiliations, papers, and whom you avoid as a reviewer"),
        _("So that you review what you know, and nothing of people you know."),
        UNTIL_RETENTION,
        _profile_lines,
        {
            "reviews.ProfileAlias": "mail",
            "reviews.ProfileAffiliation": "name",
            "reviews.ProfileAvoid": "name",
            "reviews.PastPaper": "title abstract",
        },
        erase=delete,
    ),
    "visits": Part(
        _("Until where you have read a board of the chairs"),
        _("So that it marks what is new to you."),
        WITH_THE_WORKSHOP,
        of_user("reviews.BoardVisit", "user"),
        {"reviews.BoardVisit": "workshop until"},
        ("reviews.BoardVisit.user",),
        erase=delete,
    ),
    "pairs": Part(
        _("How well a submission fits you, and what chairs want or rule out for you"),
        _("So that submissions go to those who know the subject."),
        _(
            "until the workshop’s date on which reviews are removed; you do not read it, for it "
            "tells of submissions that are not yours to read"
        ),
        lambda user: [
            *of_user("reviews.AffinityScore", "reviewer")(user),
            *of_user("reviews.Preference", "reviewer")(user),
        ],
        holds=("reviews.AffinityScore.reviewer", "reviews.Preference.reviewer"),
        is_withheld=True,
        erase=delete,
    ),
    "matching": Part(
        _("Proposals of the matching that you asked for"),
        _("So that chairs can assign many submissions at once."),
        UNTIL_RETENTION,
        of_user("reviews.MatchingRun", "by"),
        {"reviews.MatchingRun": "workshop at state"},
        (
            "reviews.MatchingRun.by",
            "reviews.MatchingRun.settings",
            "reviews.MatchingRun.problem",
            "reviews.MatchingRun.result",
        ),
        erase=_remove_runs,
    ),
    "acts_on_reviews": traces(
        _("What you have assigned, invited and decided"),
        _("So that it can be told who decided what."),
        WITH_THE_WORKSHOP,
        TRAIL,
        "reviews.Assignment.by",
        "reviews.AssignmentChange.by",
        "reviews.Decision.by",
        "reviews.DecisionChange.by",
        "reviews.Preference.by",
        "reviews.Invitation.by",
    ),
}
