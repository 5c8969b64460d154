import re

import pytest

from reviews.services import decide, save_review
from submissions.models import Submission
from submissions.services import add_conflict
from tests.access.routes import address, make_rows, routes
from tests.access.table import ALL_ROLES, CHAIRS_ACT, TABLE, expected
from tests.factories import make_member
from workshop.models import Workshop

pytestmark = pytest.mark.django_db
ROUTES = list(dict(routes()).items())
CLOSED = {"in", "404"}
WAYS_IN = ("/accounts/login/code/", "/admin/login/")


@pytest.fixture
def rows(cast):
    return make_rows(cast)


def sign_in(client, cast, role):
    if role != "anonymous":
        client.force_login(getattr(cast, role))


def answer(response):
    if response.streaming:
        response.getvalue()  # which closes the file
    if response.status_code == 302:
        return "in" if response.url.startswith(WAYS_IN) else "→"
    return str(response.status_code)


def test_every_route_has_a_row_and_every_row_a_route():
    assert {name for name, _pattern in ROUTES} == TABLE.keys()


@pytest.mark.parametrize("role", ALL_ROLES)
@pytest.mark.parametrize(("name", "pattern"), ROUTES, ids=[name for name, _ in ROUTES])
def test_each_role_gets_what_the_table_says(client, cast, rows, role, name, pattern):
    path = address(pattern, cast.workshop, rows)
    sign_in(client, cast, role)

    assert answer(client.get(path)) == expected(name, role)
    if expected(name, role) in CLOSED:
        assert answer(client.post(path)) in {expected(name, role), "405"}


@pytest.mark.parametrize("role", ["anonymous", "stranger", "other_chair"])
def test_nothing_of_a_hidden_workshop_is_read_by_those_outside_it(client, cast, rows, role):
    Workshop.objects.filter(pk=cast.workshop.pk).update(is_public=False, name="Canary plan")
    cast.workshop.slots.update(title="Canary talk")
    cast.workshop.speakers.update(name="Canary person")
    cast.workshop.messages.update(subject="Canary mail", recipient="canary@example.org")
    cast.workshop.trail.update(name="Canary change")
    sign_in(client, cast, role)

    leaks = [
        path
        for path in (
            address(pattern, cast.workshop, rows) + query
            for name, pattern in ROUTES
            if name != "action_link"
            for query in ("", "?q=Canar", f"?workshop={cast.workshop.pk}")
        )
        if "canary" in client.get(path).content.decode().lower()
    ]

    assert leaks == []


ACTS = [name for name, columns in TABLE.items() if columns == CHAIRS_ACT]
OUTSIDERS = ["stranger", "reviewer", "other_chair", "author", "conflicted_chair"]


@pytest.mark.parametrize("role", OUTSIDERS)
@pytest.mark.parametrize("name", ACTS)
def test_what_chairs_do_is_not_there_for_others(client, cast, rows, role, name):
    sign_in(client, cast, role)
    path = address(dict(ROUTES)[name], cast.workshop, rows)

    assert client.post(path, {"outcome": "accept"}).status_code == 404


SECRETS = {
    "title": "canarytitle",
    "author": "canaryauthor",
    "reviewer": "canaryreviewer",
    "review": "canaryreport",
    "notes": "canarynotes",
}
# What each may come across somewhere, before anything is released. The rest is a leak.
MAY_KNOW = {
    "anonymous": set(),
    "stranger": {"reviewer"},  # the committee stands in the form, for declaring conflicts
    "other_chair": {"reviewer"},
    "author": {"title", "author", "reviewer"},
    "reviewer": {"title", "reviewer", "review", "notes"},
    "conflicted_reviewer": {"reviewer"},
    "conflicted_chair": {"reviewer"},  # a member like others
    "chair": {"title", "author", "reviewer", "review", "notes"},
}


@pytest.fixture
def canaries(cast, rows):
    """A reviewed, quietly decided submission whose every secret is a word of its own."""
    submission = Submission.objects.get()
    Submission.objects.update(title=SECRETS["title"])
    submission.authors.update(name=SECRETS["author"], affiliation=SECRETS["author"])
    type(cast.reviewer).objects.filter(pk=cast.reviewer.pk).update(name=SECRETS["reviewer"])
    cast.conflicted_reviewer = make_member(cast.workshop, "reviewer").user
    save_review(
        submission.assignments.get(),
        texts={"for_authors": SECRETS["review"], "for_chairs": SECRETS["notes"]},
        marks={},
        seen=1,
        is_final=True,
    )
    for person in (cast.conflicted_reviewer, cast.conflicted_chair):
        add_conflict(submission, person, by=cast.chair, reason="colleagues")
    decide(submission, "accept", by=cast.chair)
    return submission


def pages_of(client, cast, rows):
    """Every page one can GET, as text; with the searches and filters that pages offer."""
    for name, pattern in ROUTES:
        if name == "action_link":
            continue
        path = address(pattern, cast.workshop, rows)
        for query in ("", "?q=canary", f"?workshop__id__exact={cast.workshop.pk}"):
            response = client.get(path + query)
            content = response.getvalue() if response.streaming else response.content
            yield path + query, content.decode(errors="replace").replace("?q=canary", "").lower()


@pytest.mark.parametrize("role", MAY_KNOW)
def test_no_page_tells_more_than_its_reader_may_know(client, cast, rows, canaries, role):
    sign_in(client, cast, role)
    forbidden = SECRETS.keys() - MAY_KNOW[role]

    leaks = [
        (path, secret)
        for path, page in pages_of(client, cast, rows)
        for secret in forbidden
        if SECRETS[secret] in page
    ]

    assert leaks == []


def test_a_chair_comes_across_each_secret_so_the_crawl_can_fail(client, cast, rows, canaries):
    sign_in(client, cast, "chair")

    together = " ".join(page for _path, page in pages_of(client, cast, rows))

    assert {name for name, word in SECRETS.items() if word in together} == SECRETS.keys()


@pytest.mark.parametrize("role", ["author", "reviewer", "conflicted_reviewer", "conflicted_chair"])
def test_a_quiet_decision_changes_no_page_of_those_who_may_not_know(
    client, cast, rows, canaries, role
):
    """Non-interference: accept or reject, they read the same bytes."""
    sign_in(client, cast, role)
    paths = [address(pattern, cast.workshop, rows) for name, pattern in ROUTES if "submi" in name]
    paths += [address(dict(ROUTES)[name], cast.workshop, rows) for name in QUIET]

    seen = [without_tokens(client.get(path)) for path in paths]
    decide(canaries, "reject", by=cast.chair)

    after = [without_tokens(client.get(path)) for path in paths]
    assert [path for path, one, other in zip(paths, seen, after, strict=True) if one != other] == []


QUIET = ["me", "program", "landing", "reviews", "review", "chair", "board", "announce"]


def without_tokens(response):
    if response.streaming:
        return response.getvalue()
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode())
    text = re.sub(r"<time.*?</time>", "", text, flags=re.S)  # now is another
    return re.sub(r'name="key" value="[\w-]+"', "", text)
