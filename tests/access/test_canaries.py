"""Every page and mail is walked in every role and state: a word where the table says no is a leak.

The decision is no word; what it changes on whose pages stands in test_interference.
"""

from functools import cache

import pytest

from program.models import Contribution
from reviews.views import reviewer
from submissions.querysets import SubmissionQuerySet
from tests.access.crawl import COMMITTEE, NEAR, ROUTES, Walk, after_each
from tests.access.stage import ROLES, SECRETS, STATES, a_stage, act_on
from tests.factories import make_message

pytestmark = [pytest.mark.django_db, pytest.mark.crawl]

NOTHING = set()
TEXTS = {"title", "author", "affiliation"}
DRAFT = {*TEXTS, "mail", "file", "notes"}
WORK = {*DRAFT, "acting"}  # for which a chair has changed it
MINE = {"reviewer"}  # her own name; chairs may assign her
CHOICES = {"recommendation", "confidence"}  # which she may choose on her form
CONFLICTS = {"conflict", "lifting"}
CASE = {*WORK, "reviewer", *CONFLICTS, "lateness"}
ASKED = {*CASE, "declining", "own_conflict"}
REPORT = {"for_authors", "for_chairs", "earlier", "said", *CHOICES}
HERS = {*MINE, "title", *REPORT}
READ = {*WORK, "for_authors", "word"}
ANSWERED = ASKED | REPORT | {"word"}  # to the authors, with the decision

# state: what its authors, its reviewer, its chairs and everyone else may come across
MAY_KNOW = {
    "draft": (DRAFT, MINE, NOTHING, NOTHING),
    "submitted": (WORK, MINE, CASE, NOTHING),
    "assigned": (WORK, {*MINE, "title", "draft_review", *CHOICES}, ASKED, NOTHING),
    "reviewed": (WORK, HERS, ASKED | REPORT, NOTHING),
    "decided": (WORK, HERS, ANSWERED, NOTHING),
    "released": (READ, HERS, ANSWERED, NOTHING),
    "mailed": (READ, HERS, ANSWERED, NOTHING),
    "published": (READ | {"hours"}, HERS | TEXTS, ANSWERED | {"hours"}, TEXTS),
    "rejected": (READ, HERS, ANSWERED, NOTHING),
    "withdrawn": (WORK, MINE, ASKED | REPORT, NOTHING),
    "desk": (WORK, MINE, ASKED | REPORT, NOTHING),
    "handled": (WORK, HERS, ASKED | REPORT, NOTHING),
}
AUTHORS = dict.fromkeys(["author", "co_author", "reviewing_author"], 0)
COLUMN = AUTHORS | {"reviewer": 1, "chair": 2, "superuser": 2}


OTHERS = {"lateness"}  # of a person who has longer, whatever that person has sent in
ACCEPTED = {"released", "mailed", "published"}  # and its authors know


def may_know(state, role):
    if state == "handled" and role in {"chair", "handling_chair"}:
        role = "conflicted_chair" if role == "chair" else "chair"
    if role in {"conflicted_chair", "conflicted_superuser"} and state != "draft":
        return OTHERS | MAY_KNOW[state][3]
    if role == "publications" and state in ACCEPTED:
        return {*TEXTS, "file"} | (MAY_KNOW[state][0] & {"hours"})  # who places it
    return MAY_KNOW[state][COLUMN.get(role, 3)]


@pytest.fixture(scope="module")
def found(module_db):
    """{state: {role: {secret: [where]}}} of all that is come across."""
    with a_stage() as stage:
        walk = Walk(stage, ROLES)
        yield after_each(stage, STATES, lambda state: come_across(walk, names_in(state)))


def names_in(state):
    return ROUTES if state == "published" else NEAR


def come_across(walk, names=NEAR):
    """{role: {secret: [where]}} of what each comes across."""
    return {role: secrets_in(pages) for role, pages in walk.read(names).items()}


def secrets_in(pages):
    found = {}
    for name, path, text in pages:
        for secret in words_in(text):
            if not (secret == "reviewer" and COMMITTEE.match(name)):
                found.setdefault(secret, []).append(path)
    return found


@cache
def words_in(text):
    text = text.lower()
    return [secret for secret, word in SECRETS.items() if word in text]


@pytest.mark.parametrize("state", STATES)
def test_no_page_or_mail_tells_more_than_its_reader_may_know(found, state):
    leaks = [
        (role, secret, places)
        for role, secrets in found[state].items()
        for secret, places in secrets.items()
        if secret not in may_know(state, role)
    ]

    assert leaks == []
    for chair in ("chair", "superuser"):  # or the crawl passes by what is there
        assert found[state][chair].keys() == may_know(state, chair)


def leaks_to(stage, role, state):
    found = come_across(Walk(stage, [role]))[role]
    return {
        (path, secret)
        for secret, paths in found.items()
        for path in paths
        if secret not in may_know(state, role)
    }


def test_the_crawl_reports_a_list_that_forgets_conflicts(stage, monkeypatch):
    act_on(stage, *STATES["reviewed"])
    monkeypatch.setattr(SubmissionQuerySet, "without_conflict", lambda rows, user: rows)

    leaks = leaks_to(stage, "conflicted_chair", "reviewed")

    pages = ["submissions/", "decisions/", "submissions/export/csv/", "submissions/export/xlsx/"]
    chairs = f"/{stage.workshop.slug}/chair/"
    assert {(f"{chairs}{page}", "title") for page in pages} <= leaks


def test_the_crawl_reports_a_reviewer_who_is_given_the_original(stage, monkeypatch):
    act_on(stage, *STATES["assigned"])
    monkeypatch.setattr(reviewer, "file_for_reviewers", lambda one: one.proposal.file.name)

    leaks = leaks_to(stage, "reviewer", "assigned")

    [assignment] = stage.submission.assignments.filter(reviewer=stage.reviewer)
    assert leaks == {(f"{assignment.get_absolute_url()}proposal.pdf", "author")}


def test_the_crawl_reports_a_mail_that_does_not_say_what_it_is_about(stage):
    act_on(stage, *STATES["reviewed"])
    mail = make_message(workshop=stage.workshop, body=f"Of {SECRETS['for_chairs']}.\n")

    leaks = leaks_to(stage, "conflicted_chair", "reviewed")

    page = f"/{stage.workshop.slug}/chair/mail/messages/{mail.code}/"
    where = {page, f"/admin/workshop/message/{mail.pk}/change/"}
    assert leaks == {(path, "for_chairs") for path in where}


def test_the_crawl_reports_what_is_listed_on_the_program_too_early(stage):
    act_on(stage, *STATES["decided"])
    listed = Contribution.objects.create(workshop=stage.workshop, submission=stage.submission)

    leaks = leaks_to(stage, "anonymous", "decided")

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
