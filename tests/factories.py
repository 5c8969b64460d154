"""Rows for tests: plain functions, fixed values, what a test cares about given by name."""

import hashlib
import uuid
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import count, cycle
from types import SimpleNamespace

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from program.demo_pictures import draw_feature, draw_logo, draw_portrait
from program.models import (
    Contribution,
    Feature,
    Logo,
    Material,
    News,
    Participant,
    Room,
    Section,
    Slot,
    SlotSpeaker,
    Speaker,
)
from program.picture_files import give_picture
from program.pictures.making import make_features, make_logos, make_portraits
from reviews.announcing import release_decisions
from reviews.assigning.applying import assign
from reviews.deciding import decide
from reviews.models import Assignment, Criterion, Review, Score
from reviews.services import save_review
from submissions.archive import ask_for_archive
from submissions.blind_copies import digest_of_people
from submissions.checks import settle
from submissions.models import Author, BlindCopy, Manuscript, Question, Status, Submission
from submissions.pdf.facts import facts_of
from submissions.services import ask_to_submit, change_status
from tests.pdfs import paper
from workshop.leases import claim
from workshop.models import Job, KeyDate, Letter, Membership, Message, Topic, User, Workshop
from workshop.queue import perform

numbers = count(1)
drawings = cycle(range(8))  # of one test they differ; each is made small once, which takes a while
made_portraits, made_logos, made_features = map(cache, (make_portraits, make_logos, make_features))
DAY = date(2030, 6, 5)
MORNING = datetime(2030, 6, 5, 9, tzinfo=UTC)


def make_user(email=None, **fields):
    return User.objects.create_user(email or f"person{next(numbers)}@example.org", **fields)


def make_workshop(slug=None, **fields):
    fields = {
        "name": "Warm Computing",
        "place": "Pau",
        "first_day": DAY,
        "last_day": DAY,
        "summary": "Where the heat goes.",
        "contact": "contact@example.org",
        "is_public": True,
    } | fields
    return Workshop.objects.create(slug=slug or f"warm-{next(numbers)}", **fields)


def make_member(workshop=None, role=Membership.Role.CHAIR, user=None):
    return Membership.objects.create(
        workshop=workshop or make_workshop(), user=user or make_user(), role=role
    )


def make_cast():
    """A workshop with one person of each role, and a chair of another workshop."""
    workshop = make_workshop()
    return SimpleNamespace(
        workshop=workshop,
        chair=make_member(workshop).user,
        reviewer=make_member(workshop, Membership.Role.REVIEWER).user,
        publications=make_member(workshop, Membership.Role.PUBLICATIONS).user,
        other_chair=make_member().user,
        stranger=make_user(),
        superuser=User.objects.create_superuser(f"operator{next(numbers)}@example.org"),
    )


def make_key_date(workshop, kind="submission", at=MORNING, **fields):
    return KeyDate.objects.create(workshop=workshop, kind=kind, at=at, **fields)


def make_topic(workshop, name="Heat"):
    return Topic.objects.create(workshop=workshop, name=name)


def make_room(workshop, name="Blue room", **fields):
    return Room.objects.create(workshop=workshop, name=name, **fields)


def make_section(workshop, title="How to get there", text="Take the *train*.", **fields):
    return Section.objects.create(workshop=workshop, title=title, text=text, **fields)


def make_news(workshop, line="The hall has changed", **fields):
    return News.objects.create(workshop=workshop, line=line, **fields)


def make_speaker(workshop, name="Ada Boole", **fields):
    return Speaker.objects.create(workshop=workshop, name=name, **fields)


def make_portrait(speaker, content=None):
    content = content or draw_portrait(next(drawings))
    give_picture(speaker, content, made_portraits(content, (speaker.focus_x, speaker.focus_y)))
    speaker.save()
    return speaker.picture


def make_logo(workshop, name="Warm Fund", content=None, **fields):
    logo = Logo(workshop=workshop, name=name, **fields)
    content = content or draw_logo(next(drawings))
    give_picture(logo, content, made_logos(content))
    logo.save()
    return logo


def make_feature(workshop, alt="Mountains at dusk", content=None):
    feature = Feature(workshop=workshop, alt=alt)
    content = content or draw_feature(next(drawings))
    give_picture(feature, content, made_features(content))
    feature.save()
    return feature


def make_slot(workshop, starts_at=MORNING, minutes=45, speakers=(), **fields):
    fields = {"kind": Slot.Kind.INVITED, "title": "Cold starts"} | fields
    slot = Slot.objects.create(
        workshop=workshop,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=minutes) if minutes else None,
        **fields,
    )
    for position, speaker in enumerate(speakers):
        SlotSpeaker.objects.create(slot=slot, speaker=speaker, position=position)
    return slot


def make_material(slot, url="https://slides.example.org/cold.pdf", **fields):
    return Material.objects.create(slot=slot, url=url, **fields)


def make_file(slot, content=b"", file_type="pdf", **fields):
    """A material that was uploaded."""
    content = content or paper()
    material = Material(slot=slot, file_type=file_type, size=len(content), **fields)
    material.file.save("slides", ContentFile(content), save=False)
    material.save()
    return material


def make_participant(workshop, user=None, **fields):
    fields = {"name": "Ines", "affiliation": "Pau", "is_listed": True} | fields
    return Participant.objects.create(workshop=workshop, user=user or make_user(), **fields)


def make_message(**fields):
    number = next(numbers)
    fields = {
        "key": f"code:{number}",
        "purpose": "code",
        "recipient": "reader@example.org",
        "subject": "A subject",
        "body": "A text.\n",
        "message_id": f"<{number}@example.org>",
    } | fields
    return Message.objects.create(**fields)


def make_letter(workshop, *, by, state=Letter.State.QUEUED, **fields):
    fields = {"group": "chairs", "subject": "To all of you", "body": "Dear {name}"} | fields
    queued_at = None if state == Letter.State.DRAFT else MORNING
    return Letter.objects.create(
        key=uuid.uuid4(), workshop=workshop, by=by, state=state, queued_at=queued_at, **fields
    )


def make_job(kind="tidy", **fields):
    return Job.objects.create(kind=kind, key=f"{kind}:{next(numbers)}", **fields)


def make_archive(workshop, *, by):
    """The job of all PDFs in one file, done."""
    job = ask_for_archive(workshop, by=by, key=str(next(numbers)))
    perform(claim(Job.objects.filter(pk=job.pk)))
    job.refresh_from_db()
    return job


def sheet_of(*lines):
    """A page of A4 that holds these lines, as the check finds it."""
    drawn = {"size": [595.3, 841.9], "drawn": [1100, 1556], "hidden": []}
    rows = [[[100, 60 + 20 * n, 900, 75 + 20 * n], 100, 0, text] for n, text in enumerate(lines)]
    return drawn | {"lines": rows}


WARM = ["Warm pages that tell of heat and of what was saved by it in the end."] * 5
FACTS = facts_of("pdf", pages=2, sheets=[sheet_of(*WARM), sheet_of("and more", *WARM)])


def make_manuscript(submission, *, facts=FACTS, content=None):
    """A PDF that has been checked with that outcome; `facts=None` leaves it unchecked."""
    content = content or paper()
    manuscript = Manuscript(
        submission=submission,
        number=submission.manuscripts.count() + 1,
        name="draft.pdf",
        size=len(content),
        sha256=hashlib.sha256(content + str(next(numbers)).encode()).hexdigest(),
        by=submission.submitter,
    )
    manuscript.file.save("proposal.pdf", ContentFile(content))
    if facts:
        settle(manuscript, facts)
    return manuscript


def make_blind(manuscript, content=None):
    """Its blind copy, as if it had been made of these bytes."""
    path = default_storage.save("blind.pdf", ContentFile(content or paper()))
    mark = digest_of_people(manuscript.submission)
    return BlindCopy.objects.create(manuscript=manuscript, outcome="made", people=mark, file=path)


def make_draft(workshop=None, submitter=None, **fields):
    """A draft with an author, without a PDF."""
    fields = {
        "title": "Counting joules",
        "abstract": "We count them.",
        "key": uuid.uuid4(),
    } | fields
    submitter = submitter or make_user()
    submission = Submission.objects.create(
        workshop=workshop or make_member().workshop, submitter=submitter, **fields
    )
    Author.objects.create(
        submission=submission,
        position=1,
        name="Ana Moreau",
        mail=submitter.email,
        affiliation="Bidache",
    )
    return submission


def make_submission(workshop=None, submitter=None, status=Status.SUBMITTED, **fields):
    """One that was sent in, and moved on to `status` if that is another."""
    submission = make_draft(workshop, submitter, **fields)
    make_manuscript(submission)
    submission = ask_to_submit(submission, by=submission.submitter, at=datetime.now(UTC))
    if status != Status.SUBMITTED:
        submission = change_status(submission, status, by=submission.submitter)
    return submission


def make_contribution(workshop, **fields):
    """An accepted submission that the program lists."""
    submission = make_submission(workshop, status=Status.ACCEPTED, **fields)
    return Contribution.objects.create(workshop=workshop, submission=submission)


def make_accepted_elsewhere(workshop, title="Cooling by night", **fields):
    """A contribution without a submission."""
    fields = {"authors": "Ana Moreau (Pau)\nLi Wei"} | fields
    return Contribution.objects.create(workshop=workshop, title=title, **fields)


def make_criterion(workshop, name="Relevance", marks="low\nmiddling\nhigh"):
    return Criterion.objects.create(workshop=workshop, name=name, anchors=marks)


def make_question(workshop, text="Is code available?", **fields):
    return Question.objects.create(workshop=workshop, text=text, **fields)


def make_assignment(submission, reviewer=None):
    reviewer = reviewer or make_member(submission.workshop, Membership.Role.REVIEWER).user
    return assign(submission, reviewer, by=submission.workshop.memberships.chairs().first().user)


def make_review(submission, reviewer=None, *, for_authors="Well measured.", mark=2, **fields):
    """One that is submitted, with a mark on each criterion of the workshop."""
    return save_review(
        make_assignment(submission, reviewer),
        report={"for_authors": for_authors, "for_chairs": "", **fields},
        marks={criterion.pk: mark for criterion in submission.workshop.criteria.all()},
        seen=1,
        is_final=True,
    )


def make_decided(submission, outcome="accept", *, release=False):
    chair = submission.workshop.memberships.chairs().first().user
    decide(submission, outcome, by=chair)
    if release:
        release_decisions(Submission.objects.filter(pk=submission.pk), by=chair)
    submission.refresh_from_db()
    return submission


def make_many_submissions(workshop, count):
    """As they stand in the database, with two authors, a topic and two versions each; no files."""
    submitter, topic = make_user(), make_topic(workshop)
    rows = Submission.objects.bulk_create(
        Submission(
            workshop=workshop,
            submitter=submitter,
            key=uuid.uuid4(),
            status=Status.SUBMITTED,
            title=f"Counting joules, part {number}",
            abstract="What was measured, how, and what became of it. " * 20,
            submitted_at=MORNING + timedelta(minutes=number),
        )
        for number in range(count)
    )
    Author.objects.bulk_create(
        Author(
            submission=row, position=place, name=name, mail=f"{name}{row.pk}@example.org".lower()
        )
        for row in rows
        for place, name in enumerate(["Ana", "Li"], 1)
    )
    Manuscript.objects.bulk_create(
        Manuscript(
            submission=row,
            number=number,
            file="none.pdf",
            name="draft.pdf",
            size=1,
            sha256=f"{row.pk:>032}{number:>032}",
            facts=FACTS,
            verdict=Manuscript.Verdict.ACCEPT,
        )
        for row in rows
        for number in (1, 2)
    )
    through = Submission.topics.through
    through.objects.bulk_create(through(submission=row, topic=topic) for row in rows)
    return rows


def make_many_reviews(submissions, each=3, start=0):
    """As they stand in the database: of nine two are begun, one is not; a mark on each criterion.

    Fifteen a reviewer, of different submissions.
    """
    workshop, asked = submissions[0].workshop, len(submissions) * each
    users = User.objects.bulk_create(
        User(email=f"reviewer{number}@example.org", name=f"Reviewer {number}")
        for number in range(start, start + max(-(-asked // 15), each))
    )
    role = Membership.Role.REVIEWER
    Membership.objects.bulk_create(Membership(workshop=workshop, user=u, role=role) for u in users)
    assignments = Assignment.objects.bulk_create(
        Assignment(
            submission=row, reviewer=users[(number * each + place) % len(users)], number=place + 1
        )
        for number, row in enumerate(submissions)
        for place in range(each)
    )
    reviews = Review.objects.bulk_create(
        Review(
            assignment=one,
            for_authors="Well measured, and told in a way that can be followed. " * 10,
            recommendation=number % 5 - 2,
            confidence=number % 4 + 1,
            submitted_at=MORNING if number % 9 > 2 else None,
        )
        for number, one in enumerate(assignments)
        if number % 9
    )
    Score.objects.bulk_create(
        Score(review=one, criterion=criterion, mark=number % 3 + 1)
        for number, one in enumerate(reviews)
        for criterion in workshop.criteria.all()
    )
    return reviews
