"""Leaks that are put into the real code, each in a way of its own: an engine reports just those.

Words are found by the crawl; what is told without a word by comparing two worlds.
"""

from io import BytesIO

import pikepdf
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db.models import F, Max

from program import calendar
from program.models import Contribution
from reviews.models import Assignment, Decision, Review
from reviews.views import reviewer
from submissions import authorpage
from submissions.chairlist import filters
from submissions.models import Submission
from submissions.querysets import SubmissionQuerySet
from submissions.views import acts as pages_of_authors
from submissions.views import chair_list
from tests.access import clock
from tests.access.crawl import Walk, come_across
from tests.access.known import TEXTS, may_know
from tests.access.stage import SECRETS, STATES, act_on, begin_review, submission_of
from tests.access.worlds import (
    ACCEPTED,
    REJECTED,
    add_others,
    assign_somebody,
    differences,
    read_after,
)
from tests.factories import make_message
from workshop.admin.trailed import Trailed
from workshop.models import Change, Message

pytestmark = [pytest.mark.django_db, pytest.mark.crawl]


def leaks_to(stage, role, state, names):
    """{(address, secret)} of what the crawl reports of these pages."""
    found = come_across(Walk(stage, [role]).read(names))[role]
    told = {(path, secret) for secret, paths in found.items() for path in paths}
    return {(path, secret) for path, secret in told if secret not in may_know(state, role)}


def test_a_list_that_forgets_conflicts(stage, monkeypatch):
    act_on(stage, *STATES["reviewed"])
    monkeypatch.setattr(SubmissionQuerySet, "without_conflict", lambda rows, user: rows)

    leaks = leaks_to(stage, "conflicted_chair", "reviewed", ["decisions", "export_submissions"])

    pages = ["decisions/", *(f"submissions/export/{kind}/" for kind in ("csv", "json", "xlsx"))]
    chairs = f"/{stage.workshop.slug}/chair/"
    assert {path for path, secret in leaks if secret == "title"} == {chairs + one for one in pages}


def test_a_reviewer_who_is_given_the_original(stage, monkeypatch):
    act_on(stage, *STATES["assigned"])
    monkeypatch.setattr(reviewer, "file_for_reviewers", lambda one: one.proposal.file.name)

    assert leaks_to(stage, "reviewer", "assigned", ["review", "proposal_of_review"]) == {
        (pdf_of(stage), "author")
    }


def test_a_name_in_the_metadata_of_a_pdf(stage, monkeypatch):
    act_on(stage, *STATES["assigned"])
    monkeypatch.setattr(reviewer, "file_for_reviewers", with_metadata)

    assert leaks_to(stage, "reviewer", "assigned", ["review", "proposal_of_review"]) == {
        (pdf_of(stage), "author")
    }


def pdf_of(stage):
    [assignment] = stage.submission.assignments.filter(reviewer=stage.reviewer)
    return f"{assignment.get_absolute_url()}proposal.pdf"


def with_metadata(_submission):
    """Where nobody reads it who does not unpack the file."""
    pdf, written = pikepdf.new(), BytesIO()
    pdf.add_blank_page()
    pdf.docinfo["/Author"] = SECRETS["author"]
    pdf.save(written, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    assert SECRETS["author"].encode() not in written.getvalue()
    return default_storage.save("planted.pdf", ContentFile(written.getvalue()))


def test_a_mail_that_does_not_say_what_it_is_about(stage):
    act_on(stage, *STATES["reviewed"])
    mail = make_message(workshop=stage.workshop, body=f"Of {SECRETS['for_chairs']}.\n")

    names = ["outbox", "message", "admin:workshop_message_change"]
    leaks = leaks_to(stage, "conflicted_chair", "reviewed", names)

    page = f"/{stage.workshop.slug}/chair/mail/messages/{mail.code}/"
    where = {page, f"/admin/workshop/message/{mail.pk}/change/"}
    assert leaks == {(path, "for_chairs") for path in where}


def test_a_mail_to_somebody_who_may_not_know(stage):
    act_on(stage, *STATES["mailed"])
    mail = Message.objects.get(purpose="acceptance", recipient=stage.author.email)
    Message.objects.filter(pk=mail.pk).update(body=f"Of {SECRETS['for_chairs']}.\n")

    assert leaks_to(stage, "author", "mailed", ["reviews"]) == {(mail.key, "for_chairs")}


def test_what_is_listed_on_the_program_too_early(stage):
    act_on(stage, *STATES["decided"])
    listed = Contribution.objects.create(workshop=stage.workshop, submission=stage.submission)

    names = "program slot program_calendar slot_calendar contribution bibtex".split()
    leaks = leaks_to(stage, "anonymous", "decided", names)

    site, slot = f"/{stage.workshop.slug}", stage.workshop.slots.get(kind="contributions").code
    told = {
        "program/": TEXTS,
        f"program/{slot}/": TEXTS,
        "program.ics": {"title"},
        f"program/{slot}.ics": {"title"},
        f"contributions/{listed.code}/": TEXTS,
        f"contributions/{listed.code}.bib": {"title", "author"},
    }
    assert leaks == {(f"{site}/{page}", secret) for page, said in told.items() for secret in said}


def test_a_feed_that_tells_more_than_its_page(stage, monkeypatch):
    act_on(stage, *STATES["decided"])
    monkeypatch.setattr(calendar, "_description", lambda slot: submission_of(stage).title)

    leaks = leaks_to(stage, "anonymous", "decided", ["program", "program_calendar"])

    assert leaks == {(f"/{stage.workshop.slug}/program.ics", "title")}


def test_a_history_that_tells_of_decisions(stage, monkeypatch):
    def with_decisions(page, row):
        decided = Decision.objects.select_related("submission")
        return [*trail_of(page, row), *(line_about(stage, one) for one in decided)]

    act_on(stage, *STATES["decided"])
    trail_of = Trailed.trail_of
    monkeypatch.setattr(Trailed, "trail_of", with_decisions)

    names = ["admin:program_slot_changelist", "admin:program_slot_history"]
    leaks = leaks_to(stage, "publications", "decided", names)

    page = f"/admin/program/slot/{stage.rows['program_slot']}/history/"
    assert leaks == {(page, "title")}


def line_about(stage, decision):
    about = {"model": "reviews.decision", "object_id": decision.pk, "page": "reviews.decision:1"}
    words = {"name": decision.submission.title, "action": Change.Action.CHANGED, "fields": {}}
    return Change(workshop=stage.workshop, by=stage.chair, at=clock.READ_AT, **about, **words)


# --- told without a word ---


@pytest.fixture
def others(stage):
    add_others(stage)
    return stage


def reported(stage, roles, names, one, other=()):
    """What reads differently after the acts of the one world and of the other."""
    walk = Walk(stage, roles)
    return set(differences(*(read_after(stage, walk, acts, names) for acts in (one, other)), roles))


CHAIRS = ["conflicted_chair", "other_chair"]


def list_of(stage):
    return f"/{stage.workshop.slug}/chair/submissions/"


def test_a_count(others, monkeypatch):
    def counting_all(rows, number):
        page, _sent_in = counted(rows, number)
        return page, Assignment.objects.count()

    counted = chair_list.page_of
    monkeypatch.setattr(chair_list, "page_of", counting_all)

    names = ["chair_list", "decisions"]
    found = reported(others, CHAIRS, names, [assign_somebody])

    assert found == {("conflicted_chair", list_of(others))}


def test_an_order(others, monkeypatch):
    def by_a_secret():
        return F("pk") * (-1) ** Assignment.objects.count()

    monkeypatch.setitem(filters.ORDERS, "arrival", by_a_secret)

    found = reported(others, CHAIRS, ["chair_list", "decisions"], [assign_somebody])

    assert found == {("conflicted_chair", list_of(others))}


def test_a_choice_of_a_filter(others, monkeypatch):
    def those_there_are(form):
        states = Submission.objects.order_by("status").values_list("status", flat=True).distinct()
        return choices(form) | {"state": [(one, one) for one in states]}

    choices = filters.SubmissionsForm.choices
    monkeypatch.setattr(filters.SubmissionsForm, "choices", those_there_are)

    found = reported(others, CHAIRS, ["chair_list", "decisions"], ACCEPTED, REJECTED)

    assert found == {
        ("conflicted_chair", list_of(others) + asked)
        for asked in ("", "?words=canary", "?duplicates=on&sort=-conflicts&verdict=accept")
    }


def test_a_time(others, monkeypatch):
    def touched(submission, user):
        rows = authorpage.versions_for(submission, user)
        for one in rows:
            one.at = Review.objects.aggregate(last=Max("saved_at"))["last"]
        return rows

    monkeypatch.setattr(pages_of_authors, "versions_for", touched)

    roles = ["author", "co_author", "conflicted_chair"]
    found = reported(others, roles, ["submission", "edit_submission"], [begin_review])

    page = f"/{others.workshop.slug}/submissions/{others.submission.code}/"
    assert {one for one in found if others.submission.code in one[1]} == {
        ("author", page),
        ("co_author", page),
    }
