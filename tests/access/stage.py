"""A submission whose every secret is a word of its own, the people around it, what they do.

`STATES` are those of its life: each is the acts that lead there, in order. Every act takes the
stage; all but the first find the submission as it is stored.
"""

import uuid
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from allauth.account.models import EmailAddress
from django.utils import timezone

from program.asking import ask_to_confirm
from program.confirmations import confirm, version_of
from program.models import Slot
from program.services import publish_contributions
from reviews.announcing import mail_decisions, release_decisions
from reviews.assigning.applying import assign
from reviews.deciding import decide, label
from reviews.discussion import add_comment
from reviews.models import Assignment, Decision, Label
from reviews.services import decline, leave_in_conflict, save_review
from submissions.blind_copies import make_copy
from submissions.chairing import desk_reject
from submissions.conflicts import add_conflict, lift_conflict
from submissions.edits import add_edit
from submissions.extensions import extend
from submissions.models import Status, Submission
from submissions.services import ask_to_submit, change_status
from tests.access import clock
from tests.access.routes import draw, make_site_rows
from tests.factories import (
    make_cast,
    make_draft,
    make_manuscript,
    make_member,
    make_participant,
    make_slot,
    make_user,
)
from tests.pdfs import signed
from workshop.models import User

NAMES = """title author affiliation mail file reviewer for_authors for_chairs draft_review
conflict lifting notes acting lateness earlier said declining own_conflict word hours""".split()
SECRETS = {name: f"canary{name.replace('_', '')}" for name in NAMES}
SECRETS |= {"recommendation": "borderline", "confidence": "educated"}  # of what one may choose
ROLES = """anonymous stranger participant speaker author co_author reviewing_author reviewer
other_reviewer conflicted_reviewer chair conflicted_chair handling_chair superuser
conflicted_superuser other_chair publications""".split()  # the speaker has a link


@contextmanager
def a_stage():
    """At the stage's own time: a cast, everybody else, and the rows of the site."""
    with clock.of_the_stage():
        yield set_stage(make_cast())


def set_stage(cast):
    """Everybody and the rows of the site; nothing is sent in yet."""
    cast.rows = make_site_rows(cast)
    make_slot(cast.workshop, kind=Slot.Kind.CONTRIBUTIONS, title="")
    cast.author, cast.co_author = make_user("ana@example.org"), make_user("li@example.org")
    EmailAddress.objects.create(user=cast.co_author, email="li@pau.example.org", verified=True)
    cast.other_reviewer = make_member(cast.workshop, "reviewer").user
    cast.reviewing_author = make_member(cast.workshop, "reviewer").user
    cast.handling_chair, cast.participant = make_user(), make_participant(cast.workshop).user
    cast.conflicted_reviewer = make_member(cast.workshop, "reviewer").user
    cast.conflicted_chair = make_member(cast.workshop).user
    cast.conflicted_superuser = User.objects.create_superuser("root@example.org")
    User.objects.filter(pk=cast.reviewer.pk).update(
        name=SECRETS["reviewer"], email=f"{SECRETS['reviewer']}@example.org"
    )
    cast.reviewer.refresh_from_db()
    return cast


def submission_of(stage):
    return Submission.objects.get(pk=stage.submission.pk)


def act_on(stage, *acts):
    for act in acts:
        act(stage)


def make_its_draft(stage):
    """Of three authors: one confirmed another address, one reviews for the workshop.

    One of the chairs and one operator know them.
    """
    draft = make_draft(stage.workshop, stage.author, title=SECRETS["title"])
    draft.authors.update(
        name=SECRETS["author"],
        mail=f"{SECRETS['mail']}@example.org",
        affiliation=SECRETS["affiliation"],
    )
    draft.authors.create(position=2, name="Li", mail="li@pau.example.org", affiliation="Pau")
    draft.authors.create(
        position=3, name="Jo", affiliation="Pau", mail=stage.reviewing_author.email
    )
    draw(make_manuscript(draft, content=signed(SECRETS["author"])))
    draft.manuscripts.update(name=f"{SECRETS['file']}.pdf")
    type(draft).objects.filter(pk=draft.pk).update(notes=f"Of {SECRETS['notes']}.")
    stage.submission = draft
    for person in (stage.conflicted_chair, stage.conflicted_superuser):
        add_conflict(draft, person, by=stage.chair, reason=SECRETS["conflict"])
    lifted = add_conflict(draft, stage.other_reviewer, by=stage.chair, reason="a namesake")
    lift_conflict(lifted, by=stage.chair, reason=SECRETS["lifting"])


def send_it_in(stage):
    """And its blind copy is made."""
    ask_to_submit(submission_of(stage), by=stage.author, at=datetime(2026, 1, 2, tzinfo=UTC))
    make_copy(submission_of(stage).proposal)
    until = timezone.now() + timedelta(days=1)
    given = {"mail": "li@pau.example.org", "until": until, "reason": SECRETS["lateness"]}
    extend(stage.workshop, **given, by=stage.chair)
    fields = {"topics": ["", "Heat"]}
    add_edit(submission_of(stage), fields, by=stage.chair, as_chair=True, reason=SECRETS["acting"])


def assign_it(stage):
    """To two, of whom one finds out that she is in conflict after she has begun."""
    for reviewer in (stage.reviewer, stage.conflicted_reviewer):
        assign(submission_of(stage), reviewer, by=stage.chair)
    review_as(stage, stage.conflicted_reviewer, for_authors="Begun.", is_final=False)
    of_hers = Assignment.objects.get(reviewer=stage.conflicted_reviewer)
    leave_in_conflict(of_hers, reason=SECRETS["own_conflict"])


def decline_it(stage):
    """A third one, who is asked and has no time."""
    asked = assign(submission_of(stage), stage.other_reviewer, by=stage.chair)
    decline(asked, reason=SECRETS["declining"])


def review_as(stage, reviewer, *, for_authors, for_chairs="", is_final=True, **report):
    assignment = Assignment.objects.get(submission=stage.submission, reviewer=reviewer)
    review = getattr(assignment, "review", None)
    save_review(
        assignment,
        report={"for_authors": for_authors, "for_chairs": for_chairs, **report},
        marks={one.pk: 1 for one in stage.workshop.criteria.all()},
        seen=review.version if review else 1,
        is_final=is_final,
    )


def begin_review(stage):
    review_as(stage, stage.reviewer, for_authors=SECRETS["draft_review"], is_final=False)


def submit_review(stage):
    review_as(stage, stage.reviewer, for_authors=SECRETS["earlier"])


def change_review(stage):
    texts = {name: SECRETS[name] for name in ("for_authors", "for_chairs")}
    review_as(stage, stage.reviewer, **texts, recommendation=0, confidence=1)


def discuss_it(stage):
    for person in (stage.reviewer, stage.chair):
        said = {"text": SECRETS["said"], "key": uuid.uuid4()}
        add_comment(submission_of(stage), by=person, **said)


def hand_it_over(stage):
    """The chair who has run it so far is in conflict as well, and another one is appointed."""
    add_conflict(submission_of(stage), stage.chair, by=stage.chair, reason=SECRETS["conflict"])
    make_member(stage.workshop, user=stage.handling_chair)


def accept_it(stage):
    decide_with_note(stage, "accept")


def reject_it(stage):
    decide_with_note(stage, "reject")


def decide_with_note(stage, outcome):
    decide(submission_of(stage), outcome, by=stage.chair, note=f"Of {SECRETS['word']}.")


def label_it(stage):
    best = Label.objects.get(workshop=stage.workshop)
    label(Decision.objects.get(submission=stage.submission), [best], by=stage.chair)


def withdraw_it(stage):
    change_status(submission_of(stage), Status.WITHDRAWN, by=stage.author)


def desk_reject_it(stage):
    desk_reject(submission_of(stage), by=stage.chair, reason=SECRETS["acting"])


def alone(stage):
    return Submission.objects.filter(pk=stage.submission.pk)


def release_it(stage):
    release_decisions(alone(stage), by=stage.chair)


def mail_it(stage):
    mail_decisions(alone(stage), by=stage.chair)
    ask_to_confirm(alone(stage), by=stage.chair)


def confirm_it(stage):
    seen, mail = version_of(submission_of(stage)), stage.submission.authors.first().mail
    answers = {"attendance": "remote", "zone": "Asia/Tokyo", "hours": SECRETS["hours"]}
    answers |= {"post": "abstract", "link": "", "presenter": mail}
    confirm(submission_of(stage), answers, seen=seen, by=stage.author)


def publish_it(stage):
    publish_contributions(alone(stage), by=stage.chair)


SENT_IN = [make_its_draft, send_it_in]
ASSIGNED = [*SENT_IN, assign_it, decline_it, begin_review]
REVIEWED = [*ASSIGNED, submit_review, change_review, discuss_it]
DECIDED = [*REVIEWED, accept_it, label_it]
STATES = {
    "draft": SENT_IN[:1],
    "submitted": SENT_IN,
    "assigned": ASSIGNED,
    "reviewed": REVIEWED,
    "decided": DECIDED,
    "released": [*DECIDED, release_it],
    "mailed": [*DECIDED, release_it, mail_it],
    "published": [*DECIDED, release_it, mail_it, confirm_it, publish_it],
    "rejected": [*REVIEWED, reject_it, release_it, mail_it],
    "withdrawn": [*REVIEWED, withdraw_it],
    "desk": [*REVIEWED, desk_reject_it],
    "handled": [*REVIEWED, hand_it_over],
}
