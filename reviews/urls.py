from django.urls import path

from reviews.exports import TABLES
from reviews.views import (
    acts,
    attestation,
    chair,
    conflicts,
    decisions,
    edit,
    exports,
    invitations,
    leaving,
    naming,
    others,
    profile,
    progress,
    reviewer,
    statistics,
)

ONE = "chair/submissions/<code:code>/"
urlpatterns = [
    path("reviews/", reviewer.queue, name="reviews"),
    path("reviews/archive/", reviewer.archive, name="archive_of_reviewer"),
    path(
        "reviews/attestation.pdf",
        attestation.attestation,
        name="attestation_of_reviewer",
    ),
    path("reviews/name/", naming.name_of_reviewer, name="name_of_reviewer"),
    path("reviews/profile/", profile.profile_of_reviewer, name="profile_of_reviewer"),
    path("reviews/guidelines/", reviewer.guidelines, name="guidelines"),
    path("reviews/<code:code>/", reviewer.review, name="review"),
    path("reviews/<code:code>/others/", others.others, name="others"),
    path("reviews/<code:code>/decline/", leaving.decline_assignment, name="decline"),
    path("reviews/<code:code>/conflict/", leaving.declare_own_conflict, name="own_conflict"),
    path("reviews/<code:code>/pages/<int:number>/", reviewer.page, name="page_of_review"),
    path("reviews/<code:code>/proposal.pdf", reviewer.proposal, name="proposal_of_review"),
    path("chair/decisions/", decisions.decisions, name="decisions"),
    path("chair/decisions/do/", decisions.decide_chosen, name="decide_chosen"),
    path("chair/decisions/seen/", decisions.board_seen, name="board_seen"),
    path("chair/progress/", progress.progress, name="progress"),
    path(
        "chair/progress/reviewers/",
        progress.progress_of_reviewers,
        name="progress_of_reviewers",
    ),
    path("chair/progress/remind/", progress.remind, name="remind"),
    path("chair/conflicts/", conflicts.conflicts, name="conflicts"),
    path("chair/reviewers/", invitations.reviewers, name="reviewers"),
    path("chair/reviewers/import/", invitations.import_reviewers, name="import_reviewers"),
    path("chair/reviewers/do/", invitations.act_on_reviewers, name="act_on_reviewers"),
    path("chair/statistics/", statistics.statistics, name="statistics"),
    path("chair/submissions/archive/", chair.archive, name="archive"),
    path(ONE, chair.submission, name="chair_submission"),
    path(f"{ONE}blind.pdf", chair.blind_copy, name="blind_copy"),
    path(f"{ONE}discuss/", others.discuss_as_chair, name="discuss"),
    path(f"{ONE}assign/", chair.assign_reviewer, name="assign"),
    path(f"{ONE}unassign/<code:assignment>/", chair.unassign_reviewer, name="unassign"),
    path(f"{ONE}conflicts/", chair.declare_conflict, name="declare_conflict"),
    path(f"{ONE}conflicts/<int:number>/lift/", chair.lift, name="lift_conflict"),
    path(f"{ONE}decide/", chair.decide_submission, name="decide"),
    path(f"{ONE}withdraw/", chair.withdraw_for_authors, name="withdraw_for_authors"),
    path(f"{ONE}edit/", edit.edit_for_authors, name="edit_for_authors"),
    path(f"{ONE}desk-reject/", acts.reject_without_review, name="desk_reject"),
    path(f"{ONE}override/", acts.override, name="override"),
    path(f"{ONE}refused.pdf", acts.refused_pdf, name="refused_pdf"),
    path(f"{ONE}bring-back/", chair.bring_back, name="bring_back"),
    *(
        path(
            f"chair/{what}/export/<slug:kind>/",
            exports.export,
            {"what": what},
            name=f"export_{what.replace('/', '_of_')}",
        )
        for what in TABLES
    ),
]
