"""The chair's list: what stands in it, and what it can be asked."""

import pytest
from django.test import Client
from django.urls import reverse

from submissions.chairlist.filters import SORTS
from submissions.conflicts import set_aside
from submissions.models import Status, Submission
from tests.factories import (
    MORNING,
    make_draft,
    make_manuscript,
    make_many_submissions,
    make_member,
    make_submission,
    make_topic,
    make_user,
)
from tests.html import as_read
from workshop.trail import unsealed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("chair_signed_in")]


@pytest.fixture
def listed(client, cast):
    """A function of what is asked: [title of each row]."""

    def ask(**asked):
        page = client.get(reverse("chair_list", args=[cast.workshop.slug]), asked)
        return [entry.submission.title for entry in page.context["entries"]]

    return ask


@pytest.fixture
def text(client, cast):
    def ask(**asked):
        page = client.get(reverse("chair_list", args=[cast.workshop.slug]), asked)
        return as_read(page.content.decode())

    return ask


def conflict(submission, user):
    submission.conflicts.create(user=user, source="chair", by=user)


def ask_in(draft):
    """It waits for its PDF."""
    make_manuscript(draft, facts=None)
    Submission.objects.filter(pk=draft.pk).update(asked_at=MORNING)
    return draft


def test_a_row_says_what_was_sent_in_by_whom_and_how_its_pdf_stands(cast, text):
    submission = make_submission(cast.workshop, title="Cold starts")
    submission.topics.add(make_topic(cast.workshop, "Heat"))
    for number, name in enumerate(["Li Wei", "Eva Ott", "Jo Roe", "Kim Ito"], 2):
        submission.authors.create(position=number, name=name, mail=f"a{number}@example.org")
    make_manuscript(submission)
    conflict(submission, cast.reviewer)

    page = text()

    for told in ("Cold starts", submission.code, "Ana Moreau, Li Wei, Eva Ott", "and 2 more"):
        assert told in page
    for told in ("Heat", "submitted", "all right", "2 versions"):
        assert told in page
    assert reverse("chair_submission", args=[cast.workshop.slug, submission.code]) in page


def test_drafts_are_their_authors_alone(cast, listed):
    make_draft(cast.workshop, title="Not yet")

    assert listed() == []


def test_what_has_arrived_is_named_without_a_way_to_it(cast, listed, text):
    draft = ask_in(make_draft(cast.workshop, title="Asked in"))

    assert listed() == ["Asked in"]
    page = text()
    assert "arrived, PDF being checked" in page
    assert "Ana Moreau" not in page
    assert reverse("chair_submission", args=[cast.workshop.slug, draft.code]) not in page


def test_what_a_guest_has_not_confirmed_is_said_to_have_arrived(cast, text):
    draft = make_draft(cast.workshop)
    make_manuscript(draft)
    Submission.objects.filter(pk=draft.pk).update(asked_at=MORNING, submitter=None)

    assert "arrived, address not confirmed" in text()


@pytest.mark.parametrize("word", ["Moreau", "joules", "Bidache"])
def test_of_what_has_arrived_only_title_and_code_are_found(cast, listed, word):
    draft = ask_in(make_draft(cast.workshop, title="Asked in", abstract="Of joules."))

    assert listed(words=word) == []
    assert listed(words="asked") == listed(words=draft.code) == ["Asked in"]


def test_what_has_arrived_answers_to_no_topic_verdict_or_duplicates(cast, listed):
    topic = make_topic(cast.workshop)
    for _number in range(2):
        ask_in(make_draft(cast.workshop, title="The same")).topics.add(topic)

    assert listed(topic=topic.pk) == listed(verdict="pending") == listed(duplicates="on") == []
    assert listed(state="arrived") == ["The same"] * 2


def test_what_the_viewer_is_in_conflict_with_is_counted_and_no_more(cast, listed, text):
    make_member(cast.workshop)
    hidden = make_submission(cast.workshop, title="Hidden")
    conflict(hidden, cast.chair)
    conflict(ask_in(make_draft(cast.workshop, title="Hidden too")), cast.chair)
    make_submission(cast.workshop, title="Shown")

    asked = [{}, {"words": "hidden"}, {"words": hidden.code}, {"state": "arrived"}]
    assert [listed(**one) for one in asked] == [["Shown"], [], [], []]
    assert "You are in conflict with 1 submission;" in text()
    assert "1–1 of 1" in text()


def test_what_no_chair_may_handle_is_named_by_code(cast, text):
    hidden = make_submission(cast.workshop, title="Hidden")
    conflict(hidden, cast.chair)

    assert f"Every chair is in conflict with: {hidden.code}" in text()


@pytest.mark.parametrize(
    "words", ["élan", "ELAN", "vital élan", "quicker", "wei", "li@pau", "lyon", "{code}"]
)
def test_words_are_looked_for_in_all_that_is_told(cast, listed, words):
    make_submission(cast.workshop, title="Another")
    found = make_submission(cast.workshop, title="Élan vital", abstract="Quicker and quicker.")
    found.authors.create(position=2, name="Li Wei", mail="li@pau.example", affiliation="Lyon")

    assert listed(words=words.format(code=found.code.lower())) == ["Élan vital"]


def test_all_the_words_must_be_there(cast, listed):
    make_submission(cast.workshop, title="Warm rooms")
    make_submission(cast.workshop, title="Cold rooms")

    assert listed(words="rooms warm") == ["Warm rooms"]


def test_the_list_is_filtered_by_state_topic_and_verdict(cast, listed):
    topic = make_topic(cast.workshop)
    make_submission(cast.workshop, title="Sent", submitter=cast.stranger).topics.add(topic)
    make_submission(cast.workshop, title="Gone", status=Status.WITHDRAWN)
    changed = make_submission(cast.workshop, title="Changed")
    make_manuscript(changed, facts=None)

    assert listed(state="withdrawn") == ["Gone"]
    assert listed(topic=topic.pk) == ["Sent"]
    assert listed(verdict="pending") == ["Changed"]
    assert listed(state="submitted", verdict="accept") == ["Sent"]


def test_the_list_is_sorted_by_what_it_shows(cast, listed):
    for title, versions, people in (("b", 2, 0), ("A", 1, 2), ("ç", 3, 1)):
        row = make_submission(cast.workshop, title=title)
        for _number in range(versions - 1):
            make_manuscript(row)
        for _number in range(people):
            conflict(row, make_user())
    Submission.objects.filter(title="b").update(status=Status.WITHDRAWN)
    ask_in(make_draft(cast.workshop, title="d"))

    codes = sorted(Submission.objects.values_list("code", "title"))
    assert listed(sort="title") == ["A", "b", "ç", "d"]
    assert listed(sort="-title") == ["d", "ç", "b", "A"]
    assert listed(sort="arrival")[-1] == "d" or listed(sort="arrival")[0] == "d"
    assert listed(sort="-versions") == ["ç", "b", "A", "d"]
    assert listed(sort="conflicts") == ["b", "ç", "A", "d"]
    assert listed(sort="code") == [title for _code, title in codes]
    assert listed(sort="state")[0] == "d"
    assert listed(sort="-state")[0] == "b"


@pytest.mark.parametrize("asked", [{"sort": "x"}, {"state": "x"}, {"topic": "x"}, {"page": "x"}])
def test_what_makes_no_sense_asks_for_nothing(cast, listed, asked):
    make_submission(cast.workshop, title="Shown")

    assert listed(**asked) == ["Shown"]


def test_a_whole_title_is_found(cast, listed):
    title = "A long title " * 15
    make_submission(cast.workshop, title=title)
    make_submission(cast.workshop, title="Another")

    assert listed(words=title.strip()) == [title]


def test_more_than_can_be_looked_for_finds_nothing_and_says_why(client, cast, text, listed):
    make_submission(cast.workshop, title="Counting")

    assert listed(words="Counting " * 23) == []
    page = text(words="Counting " * 23)
    assert "Look for at most 200 characters: these are 206." in page
    assert 'aria-describedby="id_words_error"' in page
    assert "Clear</a>" in page
    export = reverse("export_submissions", args=[cast.workshop.slug, "json"])
    assert client.get(export, {"words": "Counting " * 23}).getvalue() == b"[]\n"


def test_a_filter_that_finds_nothing_says_so_and_can_be_cleared(cast, text):
    make_submission(cast.workshop)

    page = text(words="nowhere")

    assert "No submission is like that." in page
    assert f'href="{reverse("chair_list", args=[cast.workshop.slug])}">Show all' in page


def test_an_operator_who_chairs_nothing_reads_the_code_of_what_no_chair_may_decide(client, cast):
    orphan = make_submission(cast.workshop)
    for membership in cast.workshop.memberships.chairs():
        conflict(orphan, membership.user)
    client.force_login(make_user(is_superuser=True))

    assert set_aside(cast.workshop, cast.chair) == {"elsewhere": 0, "orphans": [orphan.code]}
    assert client.get(reverse("chair_list", args=[cast.workshop.slug])).context["orphans"] == [
        orphan.code
    ]


def test_an_empty_list_says_what_will_stand_in_it(text):
    assert "Nothing has been sent in yet." in text()


def test_every_link_of_the_list_keeps_the_other_choices(cast, text):
    make_many_submissions(cast.workshop, 120)

    page = text(words="joules", state="submitted", page="2")

    assert "51–100 of 120" in page
    assert "?words=joules&amp;state=submitted&amp;page=3" in page
    assert "?words=joules&amp;state=submitted&amp;sort=title" in page


def test_a_column_that_is_sorted_by_turns_round(cast, text):
    make_submission(cast.workshop)

    assert 'aria-sort="descending"><a href="?sort=arrival">' in text()
    assert 'aria-sort="ascending"><a href="?sort=-title">' in text(sort="title")


def test_pages_do_not_overlap(cast, listed):
    make_many_submissions(cast.workshop, 101)
    Submission.objects.update(title_key="one")

    titles = [title for page in (1, 2, 3) for title in listed(sort="title", page=page)]

    assert len(titles) == len(set(titles)) == 101


@pytest.mark.parametrize("sort", SORTS)
def test_each_order_asks_no_more_of_many_than_of_few(
    cast, client, sort, django_assert_max_num_queries
):
    page = reverse("chair_list", args=[cast.workshop.slug])

    def asked():
        with django_assert_max_num_queries(17) as queries:
            client.get(page, {"sort": sort})
        return len(queries)

    make_many_submissions(cast.workshop, 4)
    few = asked()
    with unsealed("a test with others"):
        Submission.objects.all().delete()
    cast.workshop.topics.all().delete()
    make_many_submissions(cast.workshop, 60)
    assert few == asked()


def test_ten_thousand_ask_as_many_queries_as_ten(cast, client, django_assert_max_num_queries):
    page = reverse("chair_list", args=[cast.workshop.slug])
    counts = []
    for number in (10, 9_990):
        make_many_submissions(cast.workshop, number) if number == 10 else _more(cast, number)
        with django_assert_max_num_queries(16) as queries:
            assert client.get(page).status_code == 200
        counts.append(len(queries))

    assert counts[0] == counts[1]


def _more(cast, number):
    cast.workshop.topics.all().delete()
    make_many_submissions(cast.workshop, number)


@pytest.mark.parametrize("role", ["stranger", "reviewer", "other_chair", "publications"])
def test_the_list_is_not_there_for_others(cast, role):
    client = Client()
    client.force_login(getattr(cast, role))

    assert client.get(reverse("chair_list", args=[cast.workshop.slug])).status_code == 404
