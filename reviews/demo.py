"""The demonstration's reviewers, reviews, discussions and decisions."""

import uuid

from django.db.models import F

from reviews.announcing import mail_decisions, release_decisions
from reviews.assigning.applying import assign
from reviews.deciding import decide
from reviews.demo_papers import DECLINED, INVITED, PROFILES, SUGGESTED
from reviews.demo_texts import (
    ADVICE,
    CONFLICT,
    DECISIONS,
    DISCUSSIONS,
    GUIDELINES,
    LEAVING,
    REVIEWERS,
    REVIEWS,
)
from reviews.discussion import add_comment
from reviews.invitations.answering import decline
from reviews.invitations.inviting import invite, links_of
from reviews.invitations.plan import plan_of
from reviews.models import Assignment, Invitation, MatchingRun
from reviews.profiles.services import change_profile, profile_of
from reviews.services import decline as decline_review
from reviews.services import save_review
from submissions.conflicts import add_conflict
from submissions.demo import PROPOSALS, key_of
from submissions.models import Submission
from workshop.demo import DECIDED, LIVE, account_of, person_of
from workshop.models import Membership, Message, Workshop

FIELDS = ("for_authors", "for_chairs", "recommendation", "confidence")


def load():
    workshop = Workshop.objects.get(slug=LIVE)
    workshop.guidelines = GUIDELINES
    workshop.save(update_fields=["guidelines"])
    for name, mail in REVIEWERS.values():
        Membership.objects.create(
            workshop=workshop, user=account_of(name, mail), role=Membership.Role.REVIEWER
        )
    for key, said in PROFILES.items():
        _say(workshop, account_of(*REVIEWERS[key]), said)
    _invite(workshop)


def _say(workshop, user, said):
    """What a reviewer has said of herself on her page."""
    topics = list(workshop.topics.filter(name__in=said["topics"]))
    lines = {"aliases": [], "avoids": []}
    change_profile(profile_of(workshop, user), said | lines | {"topics": topics}, seen=0)


def _invite(workshop):
    """Two more, of whom one has not answered and one suggests another."""
    text, most, by = f"{INVITED}\n{DECLINED}", workshop.most_reviews, person_of("chair")
    invite(workshop, text, most, seen=plan_of(workshop, text, most).digest, by=by)
    declined = workshop.invitations.get(mail="nguyen@example.org")
    decline(declined, suggestion=SUGGESTED, via=declined.mail)


def later(by):
    """Of invitations, with their links."""
    rows = Invitation.objects.filter(workshop__slug=LIVE)
    links_of(rows).update(created_at=F("created_at") + by, expires_at=F("expires_at") + by)
    rows.update(at=F("at") + by, answered_at=F("answered_at") + by)


def clear():
    Message.objects.filter(purpose="discussion", workshop__slug=LIVE).delete()
    MatchingRun.objects.filter(workshop__slug=LIVE).delete()
    rows = Assignment.objects.filter(submission__workshop__slug=LIVE)
    for assignment in rows.select_related("review"):
        if hasattr(assignment, "review"):
            assignment.review.delete()
    rows.delete()


def move(phase):
    if phase == "call":
        return
    of = {one["key"]: Submission.objects.get(key=key_of(one)) for one in PROPOSALS}
    chair = person_of("chair")
    key, role, reason = CONFLICT
    add_conflict(of[key], person_of(role), by=chair, reason=reason)
    for key, reviews in REVIEWS.items():
        _assign(of[key], zip(reviews, ADVICE[key], strict=True), chair, is_over=phase in DECIDED)
    for key, said in DISCUSSIONS.items():
        _discuss(of[key], said, chair)
    if phase not in DECIDED:
        _decline(of)
    if phase in DECIDED:
        for key, outcome in DECISIONS.items():
            decide(of[key], outcome, by=chair)
        live = Submission.objects.filter(workshop__slug=LIVE)
        release_decisions(live, by=chair)
        mail_decisions(live, by=chair)


def _assign(submission, reviews, chair, *, is_over):
    """While reviewing goes on, the second reviewer is done, the demonstration's own is not."""
    for place, ((reviewer, marks, *texts), (recommended, sure)) in enumerate(reviews):
        user = account_of(*REVIEWERS[reviewer])
        assignment = assign(submission, user, by=chair)
        if is_over or (place != 2 and reviewer != "reviewer"):
            save_review(
                assignment,
                report=dict(zip(FIELDS, [*texts, recommended, sure], strict=True)),
                marks=_on_the_form(submission.workshop, marks),
                seen=1,
                is_final=True,
            )


def _discuss(submission, said, chair):
    for place, (reviewer, text) in enumerate(said):
        by = account_of(*REVIEWERS[reviewer]) if reviewer in REVIEWERS else chair
        add_comment(submission, by=by, text=text, key=uuid.uuid5(submission.key, str(place)))


def _decline(of):
    """One reviewer, so that there is a hole to fill."""
    key, reviewer, reason = LEAVING
    rows = Assignment.objects.filter(submission=of[key])
    decline_review(rows.get(reviewer=account_of(*REVIEWERS[reviewer])), reason=reason)


def _on_the_form(workshop, marks):
    """The marks for the criteria in their order, as far as the form still has them."""
    pairs = zip(workshop.criteria.all(), marks, strict=False)
    return {criterion.pk: min(mark, len(criterion.marks)) for criterion, mark in pairs}
